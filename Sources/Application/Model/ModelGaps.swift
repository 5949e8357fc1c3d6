internal import LanguageModel
internal import Wire

extension Configuration {
  /// What is missing where the environment names a model by halves, in words for whoever starts the program, which
  /// works without that model or will be refused by its provider; nothing where all is as it should be.
  func modelGaps() throws(Failure) -> [String] {
    let isOffline = value(.road) == "offline"
    let wanted: [ModelVariable] = isOffline ? [.transcriptionModel] : [.model, .transcriptionModel]
    let models = wanted.filter { value($0) != nil }.map(\.rawValue)
    let doors = [ModelVariable.base, .key].filter { value($0) != nil }.map(\.rawValue)
    switch (doors.isEmpty, models.isEmpty) {
    case (true, true): return []
    case (false, true) where isOffline: return []
    case (false, true):
      return [
        "está \(doors.joined(separator: " y ")), pero falta OPENAI_MODEL: se contesta sin modelo; "
          + "con BODEGUERO_MODEL_ROAD=offline deja de avisarse"
      ]
    case (true, false):
      return [
        "está \(models.joined(separator: " y ")), pero faltan OPENAI_BASE_URL y OPENAI_API_KEY: se contesta sin "
          + "modelo; un servidor propio sin clave necesita solo la primera"
      ]
    case (false, false):
      let settings = try modelSettings(of: value(.model) == nil ? .transcriptionModel : .model)
      guard let settings, settings.key == nil, settings.needsKey else { return [] }
      return ["falta OPENAI_API_KEY: \(settings.base.host) no contesta sin clave"]
    }
  }
}
