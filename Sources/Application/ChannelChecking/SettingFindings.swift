internal import Channels

extension ChatService {
  /// What is right and wrong about its settings, none of whose values is told.
  func findings(in environment: [String: String]) -> [Finding] {
    func findings(_ settings: (some ChannelSetting).Type) -> [Finding] {
      settings.allCases.compactMap { setting in
        let name = setting.rawValue
        guard let value = setting.value(in: environment) else {
          if environment[name] != nil {
            return Finding(setting.isOptional ? .notice : .wrong, "\(name) está vacía")
          }
          return setting.isOptional ? nil : Finding(.wrong, "falta \(name)")
        }
        guard setting.form.fits(value) else {
          return Finding(.wrong, "\(name) está mal escrita: se espera \(setting.form.words)")
        }
        return Finding(.right, "\(name) está")
      }
    }
    let found = findings(settings)
    guard needsNoSetting, found.isEmpty else { return found }
    return [Finding(.notice, "sin variables entran solo programas con un token de la tienda")]
  }

  /// Whether it works as it is, for programs that have a token of the shop.
  var needsNoSetting: Bool {
    func isOptional(_ settings: (some ChannelSetting).Type) -> Bool {
      settings.allCases.allSatisfy(\.isOptional)
    }
    return isOptional(settings)
  }

  /// Whether the service can bring anything to a server that the world reaches there.
  func findings(on publicURL: String?) -> [Finding] {
    let variable = "BODEGUERO_PUBLIC_URL"
    switch (publicURL, need) {
    case (_, .near): return [Finding(.right, "el webhook es \(publicURL ?? "http://ESTA-MÁQUINA")\(path)")]
    case (let url?, _) where url.hasPrefix("https://"):
      return [Finding(.right, "el webhook es \(url)\(path)")]
    case (let url?, .spared):
      return [Finding(.notice, "\(url) no es https: el servidor pregunta al servicio qué llegó")]
    case (let url?, _): return [Finding(.wrong, "\(url) no es https: el servicio no trae nada ahí")]
    case (nil, .signed): return [Finding(.wrong, "falta \(variable), sobre la que firma el servicio")]
    case (nil, .written):
      return [
        Finding(.notice, "sin \(variable) no se sabe la dirección: el webhook es https://SU-DIRECCIÓN\(path)")
      ]
    case (nil, .spared): return []
    }
  }
}
