internal import Assistant
internal import Crypto
internal import Foundation
internal import HTTPClient
internal import Inventory
internal import LanguageModel
internal import Wire

/// The variables that say which language model is asked; beyond the first three each has its default.
enum ModelVariable: String, CaseIterable {
  case base = "OPENAI_BASE_URL"
  case key = "OPENAI_API_KEY"
  case model = "OPENAI_MODEL"
  /// The model that writes down voice notes; without it nobody listens to them.
  case transcriptionModel = "OPENAI_TRANSCRIPTION_MODEL"
  /// Azure's version of its API, such as `2024-10-21`.
  case azureVersion = "OPENAI_API_VERSION"
  /// A JSON object of header fields that go with every request.
  case fields = "BODEGUERO_MODEL_HEADERS"
  case tokenLimit = "BODEGUERO_MODEL_MAX_TOKENS"
  /// `max_tokens` or `max_completion_tokens`.
  case tokenLimitName = "BODEGUERO_MODEL_MAX_TOKENS_NAME"
  /// `stream` or `whole`.
  case delivery = "BODEGUERO_MODEL_DELIVERY"
  /// `offline-first`, `model-first` or `offline`.
  case road = "BODEGUERO_MODEL_ROAD"
  /// Seconds after which the patterns answer instead.
  case deadline = "BODEGUERO_MODEL_DEADLINE"
  /// Tokens that a shop may use a day.
  case dailyTokens = "BODEGUERO_MODEL_DAILY_TOKENS"
  /// What a million tokens cost that the model reads, or writes, as a decimal.
  case inputPrice = "BODEGUERO_MODEL_PRICE_INPUT"
  case outputPrice = "BODEGUERO_MODEL_PRICE_OUTPUT"
}

extension Configuration {
  /// The model that the environment names under `variable`; nil where it names none, and then all goes without.
  ///
  /// - Throws: `Failure.usage` for a variable whose value will not do.
  func modelSettings(of variable: ModelVariable = .model) throws(Failure) -> ModelSettings? {
    guard let model = value(variable), value(.base) != nil || value(.key) != nil else { return nil }
    let text = value(.base) ?? "https://api.openai.com/v1"
    guard let base = HTTPURL(text) else {
      throw .usage(
        "OPENAI_BASE_URL: se espera una dirección como https://api.openai.com/v1, con su «https://»")
    }
    guard !base.target.contains("/chat/completions") else {
      throw .usage("OPENAI_BASE_URL: va sin «/chat/completions», que se agrega solo")
    }
    let key = value(.key).flatMap(ModelKey.init)
    guard key != nil || value(.key) == nil else {
      throw .usage(
        "OPENAI_API_KEY: tiene espacios, saltos de línea o letras que una clave no lleva; cópiela otra vez")
    }
    guard !model.contains(where: { $0.isWhitespace }) else {
      throw .usage("\(variable.rawValue): el nombre de un modelo no lleva espacios ni saltos de línea")
    }
    var settings = ModelSettings(base: base, key: key, model: model, azureVersion: value(.azureVersion))
    if let text = value(.fields) { settings.fields = try Self.fields(text) }
    if let text = value(.tokenLimit) {
      guard let limit = Int(text), limit > 0 else { throw refused(.tokenLimit, "un número mayor que 0") }
      settings.tokenLimit = limit
    }
    if let text = value(.tokenLimitName) {
      guard let name = ModelSettings.TokenLimitName(rawValue: text) else {
        throw refused(.tokenLimitName, "max_tokens o max_completion_tokens")
      }
      settings.tokenLimitName = name
    }
    switch value(.delivery) {
    case nil, "stream": break
    case "whole": settings.delivery = .whole
    default: throw refused(.delivery, "stream o whole")
    }
    guard settings.address != nil else { throw .usage("OPENAI_BASE_URL: es demasiado larga") }
    return settings
  }

  /// The client of the model that the environment names; nil where it names none.
  func modelClient() throws(Failure) -> ModelClient? {
    guard let settings = try modelSettings() else { return nil }
    return ModelClient(settings, providerClient, .live)
  }

  /// What listens to voice notes, at the same provider; nil where the environment names no model for it.
  func transcriber() throws(Failure) -> Transcriber? {
    guard let settings = try modelSettings(of: .transcriptionModel) else { return nil }
    return Transcriber(settings, providerClient, .live)
  }

  private var providerClient: HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.certificateAuthorities = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    return HTTPClient(configuration)
  }

  /// The model as the assistant is led to it; nil where none is named, or the environment says `offline`.
  func modelRoad(log: @escaping @Sendable (String) -> Void) throws(Failure) -> ModelRoad? {
    guard value(.road) != "offline", let client = try modelClient() else { return nil }
    var road = ModelRoad(client, log: log)
    if let text = value(.road) {
      guard let preference = ModelRoad.Preference(rawValue: text) else {
        throw refused(.road, "offline-first, model-first u offline")
      }
      road.preference = preference
    }
    if let text = value(.deadline) {
      guard let seconds = Int64(text), (1...120).contains(seconds) else {
        throw refused(.deadline, "de 1 a 120 segundos")
      }
      road.deadline = .seconds(seconds)
    }
    road.allowance = try modelAllowance()
    log("model: \(client.settings.model) is told \(try promptMarks())")
    return road
  }

  /// What a shop may use of models where it has set nothing itself.
  func modelAllowance() throws(Failure) -> ModelAllowance {
    var allowance = ModelAllowance()
    if let text = value(.dailyTokens) {
      guard let tokens = Int64(text), tokens > 0 else { throw refused(.dailyTokens, "un número mayor que 0") }
      allowance.dailyTokens = tokens
    }
    allowance.price = TokenPrice(input: try price(.inputPrice), output: try price(.outputPrice))
    return allowance
  }

  /// The files that the model is told, each with the beginning of the SHA-256 of what is in it.
  private func promptMarks() throws(Failure) -> String {
    let folder = try home() + "/prompts"
    let files = (FileManager.default.enumerator(atPath: folder)?.allObjects ?? []).compactMap {
      $0 as? String
    }
    let told = files.filter { $0.hasSuffix(".txt") && $0.contains("/model") }.sorted()
    return told.map { name in
      let content = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
      return name + " " + sha256([UInt8](content)).hex.prefix(16)
    }.joined(separator: ", ")
  }

  private func price(_ variable: ModelVariable) throws(Failure) -> Int64 {
    guard let text = value(variable) else { return 0 }
    guard let price = FixedPoint.parse(text, scale: 6), price >= 0 else {
      throw refused(variable, "un precio como 0.25")
    }
    return price
  }

  func value(_ variable: ModelVariable) -> String? {
    environment[variable.rawValue].flatMap { $0.isEmpty ? nil : $0 }
  }

  func refused(_ variable: ModelVariable, _ wanted: String) -> Failure {
    .usage("\(variable.rawValue)=\(value(variable) ?? ""): se espera \(wanted)")
  }

  private static func fields(_ text: String) throws(Failure) -> HTTPFields {
    guard let object = (try? JSON(parsing: text))?.object else {
      throw .usage("BODEGUERO_MODEL_HEADERS: se espera un objeto JSON como {\"X-Clave\":\"…\"}")
    }
    var fields = HTTPFields()
    for member in object.members {
      guard let value = member.value.string, member.key.wholeMatch(of: /[A-Za-z0-9_\-]+/) != nil,
        !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else {
        throw .usage(
          "BODEGUERO_MODEL_HEADERS: «\(member.key)» no es un encabezado con su texto, de una línea")
      }
      fields.append(member.key, value)
    }
    return fields
  }
}

extension RetryPolicy {
  static let live = RetryPolicy(
    jitter: { Double.random(in: 0..<1) }, now: { Int64(Date().timeIntervalSince1970 * 1000) })
}
