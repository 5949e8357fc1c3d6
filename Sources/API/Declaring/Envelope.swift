internal import Inventory
internal import Wire

extension JSONSchema {
  static func enveloped(_ data: JSONSchema) -> JSONSchema {
    JSONSchema(
      .object([
        Property("success", JSONSchema(.boolean), isRequired: true), Property("data", data, isRequired: true),
      ]))
  }

  static func paged(_ element: JSONSchema) -> JSONSchema {
    let counts = ["pagina", "limite", "total", "paginas"].map {
      Property($0, JSONSchema(.integer(minimum: 0)), isRequired: true)
    }
    return JSONSchema(
      .object([
        Property("success", JSONSchema(.boolean), isRequired: true),
        Property("data", JSONSchema(.array(of: element)), isRequired: true),
        Property("paginacion", JSONSchema(.object(counts), name: "Paginacion"), isRequired: true),
      ]))
  }

  static let message = JSONSchema(
    .object([
      Property("success", JSONSchema(.boolean), isRequired: true),
      Property("message", JSONSchema(.string()), isRequired: true),
    ]))

  /// Every refusal's body.
  static let problem = JSONSchema(
    .object([
      Property("type", JSONSchema(.string()), isRequired: true),
      Property("title", JSONSchema(.string()), isRequired: true),
      Property("status", JSONSchema(.integer()), isRequired: true),
      Property("success", JSONSchema(.boolean), isRequired: true),
      Property("detail", JSONSchema(.string()), isRequired: true),
      Property(
        "errores",
        JSONSchema(
          .array(
            of: JSONSchema(
              .object([
                Property("campo", JSONSchema(.string()), isRequired: true),
                Property("detalle", JSONSchema(.string()), isRequired: true),
              ]))))),
    ]), name: "Problema")
}

extension Shape {
  /// The field that names this very state of a thing.
  func tag(of value: Value) -> HTTPFields {
    version.map { ["ETag": "\"\($0(value))\""] } ?? HTTPFields()
  }
}
