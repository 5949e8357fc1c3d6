internal import Crypto
package import Wire

/// Dialogflow's webhook, of agents ES and CX at one address: what either sends has a member that the other has not.
///
/// https://cloud.google.com/dialogflow/es/docs/fulfillment-webhook,
/// https://cloud.google.com/dialogflow/cx/docs/concept/webhook
package struct Dialogflow: DirectChannel {
  package static let name = "dialogflow"

  /// What Dialogflow takes in an answer, and we in a request; in bytes.
  static let sizeLimit = 64 * 1024

  private let proof: Proof

  /// How Dialogflow shows who it is.
  private enum Proof: Sendable {
    /// No secret is configured: nobody is believed.
    case none
    /// `Authorization: Basic`, with the credentials as they are encoded.
    case basic(String)
    case header(name: String, value: String)
  }

  package enum Setting: String, ChannelSetting {
    case secret = "DIALOGFLOW_SECRET"
    case user = "DIALOGFLOW_USER"
    case header = "DIALOGFLOW_HEADER"

    package var isOptional: Bool { self != .secret }

    package var form: SettingForm {
      switch self {
      case .secret: .line
      case .user:
        SettingForm("un nombre sin espacios ni «:»") { SettingForm.key.fits($0) && !$0.contains(":") }
      case .header: SettingForm("un encabezado como X-Clave") { $0.isMade(of: .word) }
      }
    }
  }

  /// The channel as the environment describes it; without a secret it refuses whatever comes.
  package init(environment: [String: String]) {
    guard let secret = Setting.secret.value(in: environment) else {
      proof = .none
      return
    }
    if let header = Setting.header.value(in: environment) {
      proof = .header(name: header, value: secret)
    } else {
      let user = Setting.user.value(in: environment) ?? "bodeguero"
      proof = .basic(Array("\(user):\(secret)".utf8).base64)
    }
  }

  /// Never: everybody who talks to the agent would speak for the token's owner.
  package func token(in request: HTTPRequest) -> String? { nil }

  package func admit(_ request: HTTPRequest) throws(HTTPProblem) {
    switch proof {
    case .none:
      throw HTTPProblem(.unauthorized, "Falta configurar \(Setting.secret.rawValue) en el servidor")
    case .basic(let credentials):
      let words = request.fields.sole("Authorization")?.split(separator: " ") ?? []
      guard words.count == 2, words[0].lowercased() == "basic",
        isEqualInConstantTime(String(words[1]), credentials)
      else {
        throw HTTPProblem(
          .unauthorized,
          "Usuario o contraseña: revise la autenticación básica que escribió en Dialogflow (la contraseña es "
            + "\(Setting.secret.rawValue))")
      }
    case .header(let name, let value):
      guard let shown = request.fields.sole(name), isEqualInConstantTime(shown, value) else {
        throw HTTPProblem(
          .unauthorized,
          "El encabezado \(name) falta o no coincide: revise el que escribió en Dialogflow (su valor es "
            + "\(Setting.secret.rawValue))")
      }
    }
  }

  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Inquiry {
    let body = try RequestPart(bodyOf: request, atMost: Self.sizeLimit)
    switch (body.has("queryResult"), body.has("sessionInfo")) {
    case (true, false): return try Self.receiveES(body)
    case (false, true): return try Self.receiveCX(body)
    default:
      throw HTTPProblem(
        .badRequest, "Se espera una solicitud de Dialogflow: con queryResult (ES) o con sessionInfo (CX)")
    }
  }
}

extension HTTPFields {
  /// The value of the only field of that name; nil where there is none, or more than one.
  func sole(_ name: String) -> String? {
    let values = values(of: name)
    return values.count == 1 ? values.first : nil
  }
}
