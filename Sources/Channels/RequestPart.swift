internal import Wire

/// An object within the body of a request, which knows where it stands so that a fault in it can be told.
struct RequestPart {
  let object: JSON.Object
  private let path: String

  /// The body of a request: a JSON object of at most so many bytes.
  ///
  /// - Throws: 413 for a longer body, 400 for anything else.
  init(bodyOf request: HTTPRequest, atMost limit: Int) throws(HTTPProblem) {
    guard request.body.count <= limit else {
      throw HTTPProblem(.contentTooLarge, "El cuerpo pasa de \(limit / 1024) KiB")
    }
    let json: JSON
    do {
      json = try JSON(parsing: request.body)
    } catch {
      throw HTTPProblem(.badRequest, "El cuerpo no es JSON: deja de serlo en el byte \(error.offset)")
    }
    guard let object = json.object else {
      throw HTTPProblem(.badRequest, "El cuerpo debe ser un objeto JSON")
    }
    (self.object, path) = (object, "")
  }

  private init(_ object: JSON.Object, at path: String) { (self.object, self.path) = (object, path) }

  /// Whether there is anything under `key`.
  func has(_ key: String) -> Bool { object[key].map { !$0.isNull } ?? false }

  /// The text under `key`; nil where there is none, or null.
  func text(_ key: String, atMost limit: Int = 10_000) throws(HTTPProblem) -> String? {
    guard has(key), let value = object[key] else { return nil }
    guard let text = value.string, text.length(in: .codePoint) <= limit else {
      throw fault(key, "se espera un texto de hasta \(limit) caracteres")
    }
    return text
  }

  /// The text under `key`, which must hold more than white space, and no line break or other control character.
  func name(_ key: String, atMost limit: Int = 200) throws(HTTPProblem) -> String {
    guard let text = try text(key, atMost: limit), !text.allSatisfy(\.isWhitespace),
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw fault(key, "falta: se espera un texto de una línea, de hasta \(limit) caracteres") }
    return text
  }

  /// The object under `key`; an empty one where there is none, or null.
  func part(_ key: String) throws(HTTPProblem) -> RequestPart {
    guard has(key), let value = object[key] else { return RequestPart(JSON.Object(), at: place(key)) }
    guard let object = value.object else { throw fault(key, "se espera un objeto") }
    return RequestPart(object, at: place(key))
  }

  /// The objects of the list under `key`; none where there is no list, or null.
  func parts(_ key: String) throws(HTTPProblem) -> [RequestPart] {
    guard has(key), let value = object[key] else { return [] }
    guard let elements = value.array else { throw fault(key, "se espera una lista") }
    var parts: [RequestPart] = []
    for (index, element) in elements.enumerated() {
      guard let object = element.object else { throw fault("\(key)[\(index)]", "se espera un objeto") }
      parts.append(RequestPart(object, at: place("\(key)[\(index)]")))
    }
    return parts
  }

  func fault(_ key: String, _ detail: String) -> HTTPProblem {
    let field = place(key)
    return HTTPProblem(
      .badRequest, "\(field): \(detail)", faults: [HTTPProblem.Fault(field: field, detail: detail)])
  }

  private func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
