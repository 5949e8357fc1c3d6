internal import Wire

/// The API's own description (OpenAPI 3.1), made from the endpoints themselves.
struct OpenAPI {
  private(set) var document: JSON

  init(_ endpoints: [Endpoint]) {
    var writer = OpenAPIWriter()
    for endpoint in endpoints { writer.add(endpoint) }
    let used = Set(endpoints.map(\.topic))
    document = [
      "openapi": "3.1.0",
      "info": [
        "title": "Bodeguero", "version": "1",
        "description": "Inventario y punto de venta de un comercio.",
      ],
      "servers": [["url": .string(API.prefix)]],
      "tags": .array(
        Endpoint.Topic.allCases.filter(used.contains).map { ["name": .string($0.rawValue)] }),
      "security": [["token": []]],
      "paths": .object(writer.paths),
      "components": [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": .object(writer.schemas),
      ],
    ]
  }
}

private struct OpenAPIWriter {
  var paths = JSON.Object()
  var schemas = JSON.Object()

  mutating func add(_ endpoint: Endpoint) {
    var object: JSON.Object = [
      "tags": [.string(endpoint.topic.rawValue)], "summary": .string(endpoint.summary),
      "operationId": .string(endpoint.identifier),
    ]
    let parameters = parameters(of: endpoint)
    if !parameters.isEmpty { object["parameters"] = .array(parameters) }
    if let body = endpoint.takes.body {
      object["requestBody"] = [
        "required": .bool(body.contains(where: \.isRequired)),
        "content": ["application/json": ["schema": words(body.schema)]],
      ]
    }
    object["responses"] = .object(responses(of: endpoint))
    if case .anyone = endpoint.work { object["security"] = [] }
    let path = endpoint.templatedPath
    var item = paths[path]?.object ?? JSON.Object()
    item[endpoint.method.name.lowercased()] = .object(object)
    paths[path] = .object(item)
  }

  private mutating func parameters(of endpoint: Endpoint) -> [JSON] {
    var parameters = endpoint.takes.path.map { parameter($0, in: "path") }
    parameters += endpoint.takes.query.map { parameter($0, in: "query") }
    if endpoint.takes.key {
      let key = JSONSchema(
        .string(JSONSchema.TextRule(lengths: 1...200)),
        description: "Marca la operación: repetida durante 30 días con la misma clave se hace una sola vez")
      parameters.append(
        parameter(Declaration(name: "Idempotency-Key", schema: key, isRequired: false), in: "header"))
    }
    if endpoint.takes.ifMatch {
      let tag = JSONSchema(.string(), description: "El ETag que se leyó: no se cambia lo que otro ya cambió")
      parameters.append(
        parameter(Declaration(name: "If-Match", schema: tag, isRequired: false), in: "header"))
    }
    return parameters
  }

  private mutating func parameter(_ declaration: Declaration, in place: String) -> JSON {
    var object: JSON.Object = ["name": .string(declaration.name), "in": .string(place)]
    if declaration.isRequired { object["required"] = true }
    // One that is empty counts as absent (requirements §18).
    if place == "query", !declaration.isRequired { object["allowEmptyValue"] = true }
    object["description"] = declaration.schema.description.map(JSON.string)
    var schema = words(JSONSchema(declaration.schema.kind)).object ?? JSON.Object()
    if case .string(let rule) = declaration.schema.kind, rule.format == nil {
      // No target may hold a NUL.
      schema["pattern"] = "^[^\\x00]*$"
    }
    object["schema"] = .object(schema)
    return .object(object)
  }

  private mutating func responses(of endpoint: Endpoint) -> JSON.Object {
    var responses = JSON.Object()
    let content: JSON =
      switch endpoint.gives.content {
      case .json(let schema): ["application/json": ["schema": words(schema)]]
      case .picture(let format): .object([format.rawValue: ["schema": ["type": "string"]]])
      }
    responses[String(endpoint.gives.status.code)] = ["description": "Hecho", "content": content]
    let problem: JSON = [HTTPProblem.mediaType: ["schema": words(.problem)]]
    for status in endpoint.refusals {
      responses[String(status.code)] = ["description": .string(status.title), "content": problem]
    }
    return responses
  }

  /// The schema with each named one within listed apart and referred to.
  private mutating func words(_ schema: JSONSchema) -> JSON {
    var found: [JSONSchema] = []
    let json = schema.json { inner in
      guard let name = inner.name else { return nil }
      found.append(inner)
      return ["$ref": .string("#/components/schemas/\(name)")]
    }
    for inner in found {
      guard let name = inner.name, schemas[name] == nil else { continue }
      schemas[name] = JSON.null
      schemas[name] = words(JSONSchema(inner.kind, description: inner.description))
    }
    return json
  }
}

extension Endpoint {
  /// Its name in client code: `get_inventario_productos_id`.
  fileprivate var identifier: String {
    ([method.name.lowercased()] + path.split(separator: "/").map { String($0).replacing(":", with: "") })
      .joined(separator: "_").replacing("-", with: "_").replacing(".", with: "_")
  }

  /// The path with its places as OpenAPI writes them: `/pos/ventas/{id}`.
  fileprivate var templatedPath: String {
    "/"
      + path.split(separator: "/").map { $0.first == ":" ? "{\($0.dropFirst())}" : String($0) }
      .joined(separator: "/")
  }

  /// With what it may refuse.
  fileprivate var refusals: [HTTPStatus] {
    var statuses: [HTTPStatus] = [
      .badRequest, .unauthorized, .forbidden, .tooManyRequests, .internalError, .unavailable,
    ]
    if !takes.path.isEmpty || takes.body != nil || !takes.query.isEmpty {
      statuses += [.notFound, .unprocessable]
    }
    if writes { statuses += [.conflict, .contentTooLarge] }
    if takes.ifMatch { statuses.append(.preconditionFailed) }
    return Set(statuses).sorted { $0.code < $1.code }
  }
}
