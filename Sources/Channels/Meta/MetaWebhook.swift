internal import Crypto
internal import Wire

/// How Meta proves that a webhook is its own: by a token when the address is set up, by a signature ever after.
///
/// https://developers.facebook.com/docs/graph-api/webhooks/getting-started
struct MetaWebhook: Sendable {
  /// Nil where no secret is configured: then nothing is believed.
  private let key: MACKey?
  private let verifyToken: String

  init(appSecret: String?, verifyToken: String?) {
    key = appSecret.flatMap { MACKey($0) }
    self.verifyToken = verifyToken ?? ""
  }

  /// The answer to the request that tries the address: the bare challenge, or 403 where the token is another.
  func verify(_ request: HTTPRequest) -> HTTPResponse {
    let query = request.target
    guard query["hub.mode"] == "subscribe", let challenge = query["hub.challenge"], !verifyToken.isEmpty,
      let token = query["hub.verify_token"], isEqualInConstantTime(token, verifyToken)
    else {
      return HTTPProblem(
        .forbidden, "El token de verificación no coincide: revise el que escribió en el panel de Meta"
      ).response
    }
    return HTTPResponse(.ok, challenge, type: "text/plain; charset=utf-8")
  }

  /// What a request says, once its signature has been found right over the bytes as they came.
  ///
  /// - Throws: 401 for a signature that is missing, doubled or malformed, 403 for a wrong one, 400 for a body that is
  ///   no JSON object.
  func body(of request: HTTPRequest) throws(HTTPProblem) -> JSON {
    let values = request.fields.values(of: "X-Hub-Signature-256")
    guard values.count == 1, let value = values.first, value.hasPrefix(Self.prefix),
      let signature = [UInt8](hex: String(value.dropFirst(Self.prefix.count))), signature.count == 32
    else {
      throw HTTPProblem(
        .unauthorized, "Falta la firma: un solo encabezado X-Hub-Signature-256, de la forma sha256=…")
    }
    guard let key, key.code(for: request.body, .hmacSHA256).isEqual(to: signature) else {
      throw HTTPProblem(
        .forbidden, "La firma no corresponde: revise que la clave secreta sea la de esta aplicación de Meta")
    }
    guard let body = try? JSON(parsing: request.body), body.object != nil else {
      throw HTTPProblem(.badRequest, "El cuerpo debe ser un objeto JSON")
    }
    return body
  }

  private static let prefix = "sha256="
}

extension JSON {
  /// The elements of the array under `key`; none where there is no such array.
  func elements(_ key: String) -> [JSON] { self[key]?.array ?? [] }
}
