internal import Crypto
internal import Wire

/// How a program that speaks Rasa's protocols shows who it is: by a secret in `Authorization: Bearer`, or in the query
/// as `token`, where Rasa itself puts it.
///
/// An access token of the shop speaks for its owner. The secret that is configured lets a program in that stands for
/// many people, each of whom is known by their `sender`.
struct RasaKey: Sendable {
  /// Nil where none is configured.
  private let secret: String?

  init(environment: [String: String]) { secret = RasaSetting.secret.value(in: environment) }

  func token(in request: HTTPRequest) -> String? {
    shown(by: request).flatMap { $0.hasPrefix(SecretToken.prefix) ? $0 : nil }
  }

  func admit(_ request: HTTPRequest) throws(HTTPProblem) {
    guard let secret, let shown = shown(by: request), isEqualInConstantTime(shown, secret) else {
      throw HTTPProblem(
        .unauthorized,
        "Falta identificarse: mande «Authorization: Bearer …», o ?token=…, con un token de la tienda o con el "
          + "\(RasaSetting.secret.rawValue) del servidor")
    }
  }

  /// Nil for none, and for more than one.
  private func shown(by request: HTTPRequest) -> String? {
    let fields = request.fields.values(of: "Authorization").map { field -> String in
      let words = field.split(separator: " ")
      return words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]) : ""
    }
    let shown = fields + request.target.query.filter { $0.name == "token" }.map(\.value)
    return shown.count == 1 ? shown.first : nil
  }
}

package enum RasaSetting: String, ChannelSetting {
  case secret = "RASA_SECRET"

  package var isOptional: Bool { true }
}
