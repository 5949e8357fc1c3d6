internal import Inventory
internal import Shop
internal import Wire

extension Endpoint {
  /// The parts of a request, each held to what the endpoint takes.
  ///
  /// - Throws: `HTTPProblem` 400 for what is no JSON, 404 for a place that names nothing, 422 with every field that is wrong.
  func call(_ request: HTTPRequest, _ places: HTTPPathParameters, _ bearer: Bearer) throws(HTTPProblem)
    -> Call
  {
    let session = bearer.session
    return Call(
      bearer: bearer, path: try path(places, session.currency),
      query: try query(request.target, session.currency),
      body: try body(request, session.currency), key: try key(request, session),
      expectedVersion: takes.ifMatch ? try expectedVersion(request) : nil)
  }

  /// The same for a request of nobody in particular, which carries a body alone.
  ///
  /// - Throws: as `call`.
  func visit(_ request: HTTPRequest) throws(HTTPProblem) -> Visit {
    _ = try query(request.target, nil)
    return Visit(body: try body(request, nil), device: request.fields["User-Agent"] ?? "programa")
  }

  private func path(_ places: HTTPPathParameters, _ currency: Currency) throws(HTTPProblem) -> Inputs {
    var object = JSON.Object()
    for declaration in takes.path {
      guard let text = places[declaration.name], let value = declaration.value(of: text),
        declaration.schema.mismatches(in: value).isEmpty
      else { throw HTTPProblem(.notFound, "No existe: \(places[declaration.name] ?? declaration.name)") }
      object[declaration.name] = value
    }
    return Inputs(object, currency)
  }

  /// A parameter without a value counts as absent (requirements §18).
  private func query(_ target: HTTPTarget, _ currency: Currency?) throws(HTTPProblem) -> Inputs {
    var object = JSON.Object()
    for parameter in target.query {
      guard let declaration = takes.query.first(where: { $0.name == parameter.name }) else {
        let known = takes.query.map(\.name).joined(separator: ", ")
        throw HTTPProblem(
          invalid: parameter.name,
          known.isEmpty ? "no se espera ningún parámetro" : "no se conoce; se esperan: \(known)")
      }
      guard object[parameter.name] == nil else { throw HTTPProblem(invalid: parameter.name, "está repetido") }
      guard !parameter.value.isEmpty else { continue }
      object[parameter.name] = declaration.value(of: parameter.value) ?? .string(parameter.value)
    }
    return try checked(object, against: takes.query, currency)
  }

  private func body(_ request: HTTPRequest, _ currency: Currency?) throws(HTTPProblem) -> Inputs {
    guard let fields = takes.body else { return Inputs(JSON.Object(), currency) }
    if request.body.isEmpty, !fields.contains(where: \.isRequired) { return Inputs(JSON.Object(), currency) }
    let json: JSON
    do {
      json = try JSON(parsing: request.body)
    } catch {
      throw HTTPProblem(
        .badRequest, "El cuerpo no es JSON: \(error.reason.spanish), en el byte \(error.offset)")
    }
    guard let object = json.object else {
      throw HTTPProblem(.badRequest, "El cuerpo debe ser un objeto JSON, como {\"nombre\": …}")
    }
    return try checked(object, against: fields, currency, takes.faults)
  }

  private func checked(
    _ object: JSON.Object, against fields: [Declaration], _ currency: Currency?,
    _ faults: (Inputs) -> [HTTPProblem.Fault] = { _ in [] }
  ) throws(HTTPProblem) -> Inputs {
    // The schema's own reading takes null for left out, wherever something may be left out.
    let emptied = fields.filter { !$0.isRequired && !$0.schema.isNullable && object[$0.name]?.isNull == true }
    let mismatches =
      fields.schema.mismatches(in: .object(object))
      + emptied.map { JSONSchema.Mismatch(path: $0.name, found: "null", wanted: .value($0.schema.kind)) }
    let wrong = Set(mismatches.prefix(HTTPProblem.mostFaults).map(\.path))
    let broken =
      mismatches.count < HTTPProblem.mostFaults ? faults(Inputs(object, currency, wrong: wrong)) : []
    if let problem = HTTPProblem(mismatches, broken) { throw problem }
    return Inputs(object, currency)
  }

  /// The client's key, which holds for this person and this very request alone.
  private func key(_ request: HTTPRequest, _ session: Session) throws(HTTPProblem) -> IdempotencyKey? {
    guard takes.key, let text = request.fields["Idempotency-Key"] else { return nil }
    guard (1...200).contains(text.utf8.count) else {
      throw HTTPProblem(.badRequest, "Idempotency-Key: se espera un texto de 1 a 200 caracteres")
    }
    return IdempotencyKey(
      session.restKey(text),
      content: "\(method.name) \(request.target.raw)\n" + String(decoding: request.body, as: UTF8.self))
  }

  /// The newest of the versions that are listed: no thing goes back to an earlier one (RFC 9110 §13.1.1).
  private func expectedVersion(_ request: HTTPRequest) throws(HTTPProblem) -> Int64? {
    guard let text = request.fields["If-Match"], text != "*" else { return nil }
    let versions = text.split(separator: ",").compactMap { entry -> Int64? in
      let tag = entry.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
      guard tag.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
      return Int64(tag.dropFirst().dropLast().prefix { $0 != "-" })
    }
    guard let version = versions.max() else {
      throw HTTPProblem(.preconditionFailed, "If-Match: se espera el ETag que se leyó, como \"3\"")
    }
    return version
  }
}

extension Session {
  /// What the shop keeps an operation under that this person marked so over REST.
  func restKey(_ text: String) -> String { "rest:\(person.id.value):\(text)" }
}

extension Declaration {
  /// The value that a text of the path or the query stands for.
  fileprivate func value(of text: String) -> JSON? {
    switch schema.kind {
    case .integer, .number: JSON.Number(text).map(JSON.number)
    case .boolean: text == "true" ? true : text == "false" ? false : nil
    default: .string(text)
    }
  }
}

extension JSON.SyntaxError.Reason {
  fileprivate var spanish: String {
    switch self {
    case .endOfText: "termina antes de tiempo"
    case .unexpectedByte: "ese carácter no puede estar ahí"
    case .trailingText: "sobra texto al final"
    case .malformedNumber: "un número mal escrito"
    case .controlCharacter: "un carácter de control dentro de un texto"
    case .malformedEscape: "una secuencia de escape mal escrita"
    case .loneSurrogate: "medio par sustituto"
    case .invalidUTF8: "no es UTF-8"
    case .repeatedKey: "un campo repetido"
    case .tooDeep: "demasiados niveles"
    }
  }
}
