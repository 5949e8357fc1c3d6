internal import Crypto
internal import Wire

/// How Twilio proves that a webhook is its own: by a signature over the address that it called and what it brought.
///
/// https://www.twilio.com/docs/usage/security#validating-requests
struct TwilioWebhook: Sendable {
  /// Nil where no token is configured: then nothing is believed.
  private let key: MACKey?
  /// How the world reaches this server, with its port and without: which of them is signed differs.
  private let origins: [String]

  init(authToken: String?, publicURL: String?) {
    key = authToken.flatMap { MACKey($0) }
    guard let publicURL, let url = HTTPURL(publicURL) else {
      origins = []
      return
    }
    let bare = "\(url.scheme.rawValue)://\(url.host)"
    origins = [publicURL, bare, "\(bare):\(url.port)"]
  }

  /// What a request says, name by name, once its signature has been found right.
  ///
  /// - Throws: 401 for a signature that is missing, doubled or malformed, 403 for a wrong one, 400 for a body that is
  ///   neither a form nor a JSON object.
  func parameters(of request: HTTPRequest) throws(HTTPProblem) -> [String: String] {
    let signature = try signature(of: request)
    let isForm = request.fields["Content-Type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded")
    guard isForm == true else {
      try check(signature, over: [], of: request)
      return try object(in: request)
    }
    guard let form = HTTPTarget.parameters(request.body) else {
      throw HTTPProblem(.badRequest, "El cuerpo no es un formulario bien escrito")
    }
    try check(signature, over: form, of: request)
    return Dictionary(form.map { ($0.name, $0.value) }) { first, _ in first }
  }

  private struct Signature {
    let bytes: [UInt8]
    let algorithm: MACKey.Algorithm
  }

  private func signature(of request: HTTPRequest) throws(HTTPProblem) -> Signature {
    let values = request.fields.values(of: "X-Twilio-Signature")
    let settings = request.fields["X-Twilio-Webhooks-Signature-Settings"]?.split(separator: ",")
      .map { $0.filter { !$0.isWhitespace } }
    let isLonger = settings?.contains("algorithm=HMAC_SHA256") == true
    guard values.count == 1, let bytes = [UInt8](base64: values[0]), bytes.count == (isLonger ? 32 : 20)
    else {
      throw HTTPProblem(.unauthorized, "Falta la firma: un solo encabezado X-Twilio-Signature, en base 64")
    }
    return Signature(bytes: bytes, algorithm: isLonger ? .hmacSHA256 : .hmacSHA1)
  }

  /// Every parameter is signed, in the order of their names, each followed by its value, what is doubled once.
  private func check(
    _ signature: Signature, over form: [HTTPTarget.Parameter], of request: HTTPRequest
  ) throws(HTTPProblem) {
    let pairs = Set(form.map { Pair(name: Array($0.name.utf8), value: Array($0.value.utf8)) }).sorted()
    let signed = Array(request.target.raw.utf8) + pairs.flatMap { $0.name + $0.value }
    let isRight = origins.contains { origin in
      key?.code(for: Array(origin.utf8) + signed, signature.algorithm).isEqual(to: signature.bytes) == true
    }
    guard isRight else {
      throw HTTPProblem(
        .forbidden,
        "La firma no corresponde: revise \(Twilio.Setting.authToken.rawValue) y que la dirección pública del "
          + "servidor sea la que está escrita en Twilio")
    }
  }

  /// Compared by its bytes, as Twilio does: texts that look alike are two.
  private struct Pair: Hashable, Comparable {
    let name: [UInt8]
    let value: [UInt8]

    static func < (a: Pair, b: Pair) -> Bool {
      a.name == b.name ? a.value.lexicographicallyPrecedes(b.value) : a.name.lexicographicallyPrecedes(b.name)
    }
  }

  /// What a JSON body says, whose digest must stand in the address that was signed.
  private func object(in request: HTTPRequest) throws(HTTPProblem) -> [String: String] {
    guard let digest = request.target["bodySHA256"].flatMap({ [UInt8](hex: $0) }),
      isEqualInConstantTime(digest, sha256(request.body))
    else { throw HTTPProblem(.forbidden, "La firma no abarca el cuerpo: falta bodySHA256, o es de otro") }
    guard let body = try? JSON(parsing: request.body), let object = body.object else {
      throw HTTPProblem(.badRequest, "El cuerpo debe ser un formulario o un objeto JSON")
    }
    var parameters: [String: String] = [:]
    for member in object.members { parameters[member.key] = member.value.string }
    return parameters
  }
}
