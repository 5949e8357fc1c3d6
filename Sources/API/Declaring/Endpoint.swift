internal import Inventory
internal import Shop
internal import Wire

/// One operation of the REST API: what it takes, what it gives and how it is done.
///
/// The route, the checks of what comes in, the answer and the OpenAPI document are all made from it.
struct Endpoint: Sendable {
  let method: HTTPMethod
  /// Under `/api/v1`, with a place for each part that varies: `/pos/ventas/:id`.
  let path: String
  let topic: Topic
  let summary: String
  let takes: Takes
  let gives: Gives
  let work: Work

  /// How it is done, and for whom.
  enum Work: Sendable {
    /// For whoever has an account.
    case member(@Sendable (Call) async throws -> Answer)
    /// For anyone: what lets people in.
    case anyone(@Sendable (Visit) async throws -> Answer)
  }

  /// The parts of the API, as its document lists them.
  enum Topic: String, CaseIterable, Sendable {
    case products = "Productos"
    case categories = "Categorías"
    case suppliers = "Proveedores"
    case movements = "Movimientos"
    case reports = "Reportes"
    case alerts = "Alertas"
    case sales = "Ventas"
    case customers = "Clientes"
    case branches = "Sucursales"
    case transfers = "Traspasos"
    case people = "Usuarios"
    case account = "Cuenta"
    case settings = "Ajustes"
    case assistant = "Asistente"
  }

  /// What a request may carry.
  struct Takes: Sendable {
    var path: [Declaration] = []
    var query: [Declaration] = []
    var body: [Declaration]?
    /// What the fields of the body must be to each other.
    var faults: @Sendable (Inputs) -> [HTTPProblem.Fault] = { _ in [] }
    /// Whether `If-Match` is heeded.
    var ifMatch = false
    /// Whether `Idempotency-Key` is heeded.
    var key = false

    static let nothing = Takes()
    static func path(_ path: Declaration...) -> Takes { Takes(path: path) }
    static func query(_ query: Declaration...) -> Takes { Takes(query: query) }
    static func body(_ body: Declaration...) -> Takes { Takes(body: body) }
    static func body(_ body: [Declaration]) -> Takes { Takes(body: body) }

    func query(_ query: Declaration...) -> Takes {
      var takes = self
      takes.query += query
      return takes
    }

    func body(_ body: [Declaration]) -> Takes {
      var takes = self
      takes.body = body
      return takes
    }

    func body(_ body: Declaration...) -> Takes { self.body(body) }

    /// The same, where the fields of the body must also fit each other.
    func without(_ faults: @escaping @Sendable (Inputs) -> [HTTPProblem.Fault]) -> Takes {
      var takes = self
      takes.faults = faults
      return takes
    }

    /// The same, done only while the thing is still what `If-Match` says.
    var ifUnchanged: Takes {
      var takes = self
      takes.ifMatch = true
      return takes
    }

    /// The same, done once however often it is sent with one `Idempotency-Key`.
    var once: Takes {
      var takes = self
      takes.key = true
      return takes
    }
  }

  /// What a successful answer looks like.
  struct Gives: Sendable {
    let status: HTTPStatus
    let content: Content

    enum Content: Sendable {
      case json(JSONSchema)
      case picture(PictureFormat)
    }

    init(status: HTTPStatus, schema: JSONSchema) { (self.status, content) = (status, .json(schema)) }
    init(picture: PictureFormat) { (status, content) = (.ok, .picture(picture)) }
  }

  /// Whether it changes the shop.
  var writes: Bool { method != .get }
}

extension Endpoint {
  /// An endpoint for whoever has an account.
  init(
    method: HTTPMethod, path: String, topic: Topic, summary: String, takes: Takes = .nothing, gives: Gives,
    run: @escaping @Sendable (Call) async throws -> Answer
  ) {
    self.init(
      method: method, path: path, topic: topic, summary: summary, takes: takes, gives: gives,
      work: .member(run))
  }

  /// Gives one thing in the envelope `{success, data}`.
  static func one<Value>(
    _ method: HTTPMethod, _ path: String, _ topic: Topic, _ summary: String, takes: Takes = .nothing,
    gives shape: Shape<Value>, _ run: @escaping @Sendable (Call) async throws -> Value
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, topic: topic, summary: summary, takes: takes,
      gives: Gives(status: .ok, schema: .enveloped(shape.schema))
    ) { call in
      let value = try await run(call)
      return .enveloped(fields: shape.tag(of: value)) { shape.write(value, for: call.viewer, to: &$0) }
    }
  }

  /// Makes a thing: 201 with its place.
  ///
  /// It is made once a key, unless each request is to make another.
  static func created<Value>(
    _ path: String, _ topic: Topic, _ summary: String, takes: Takes, isOnce: Bool = true,
    gives shape: Shape<Value>, at place: @escaping @Sendable (Value) -> String,
    _ run: @escaping @Sendable (Call) async throws -> Value
  ) -> Endpoint {
    Endpoint(
      method: .post, path: path, topic: topic, summary: summary, takes: isOnce ? takes.once : takes,
      gives: Gives(status: .created, schema: .enveloped(shape.schema))
    ) { call in
      let value = try await run(call)
      var fields = shape.tag(of: value)
      fields["Location"] = API.prefix + place(value)
      return .enveloped(.created, fields: fields) { shape.write(value, for: call.viewer, to: &$0) }
    }
  }

  /// What sets fields.
  typealias Edit<Fields> = @Sendable (inout Fields) throws -> Void

  /// What edits the fields of a thing, unless it is no longer at the version that is given.
  typealias Update<ID, Fields, Value> =
    @Sendable (ID, Int64?, Session, @escaping Edit<Fields>) async throws
    -> Value

  /// Changes the fields that are sent of the thing whose id the path bears, where it is still as the client knows it.
  static func changed<ID, Fields, Value>(
    _ path: String, _ topic: Topic, _ summary: String = "Cambia los campos que se mandan", of id: Field<ID>,
    takes fields: [Declaration], gives shape: Shape<Value>,
    _ edit: @escaping @Sendable (inout Fields, Inputs) throws -> Void,
    by update: @escaping Update<ID, Fields, Value>
  ) -> Endpoint {
    let takes = Takes.path(id.required).body(fields).ifUnchanged
    return one(.put, path, topic, summary, takes: takes, gives: shape) { call in
      let body = call.body
      return try await update(try call.path(id), call.expectedVersion, call.session) { try edit(&$0, body) }
    }
  }

  /// Makes several things at once, once a key: 201 with the place of the list.
  static func createdList<Value>(
    _ path: String, _ topic: Topic, _ summary: String, takes: Takes, gives shape: Shape<Value>,
    at place: @escaping @Sendable ([Value]) -> String,
    _ run: @escaping @Sendable (Call) async throws -> [Value]
  ) -> Endpoint {
    Endpoint(
      method: .post, path: path, topic: topic, summary: summary, takes: takes.once,
      gives: Gives(status: .created, schema: .enveloped(JSONSchema(.array(of: shape.schema))))
    ) { call in
      let values = try await run(call)
      return .enveloped(.created, fields: ["Location": API.prefix + place(values)]) {
        shape.write(values, for: call.viewer, to: &$0)
      }
    }
  }

  /// Gives all of a short list.
  static func list<Value>(
    _ path: String, _ topic: Topic, _ summary: String, takes: Takes = .nothing, gives shape: Shape<Value>,
    _ run: @escaping @Sendable (Call) async throws -> [Value]
  ) -> Endpoint {
    Endpoint(
      method: .get, path: path, topic: topic, summary: summary, takes: takes,
      gives: Gives(status: .ok, schema: .enveloped(JSONSchema(.array(of: shape.schema))))
    ) { call in
      let values = try await run(call)
      return .enveloped { shape.write(values, for: call.viewer, to: &$0) }
    }
  }

  /// Gives a page of a list: `pagina` from 1, `limite` up to 100.
  static func page<Value>(
    _ path: String, _ topic: Topic, _ summary: String, takes: Takes = .nothing, gives shape: Shape<Value>,
    _ run: @escaping @Sendable (Call, Page) async throws -> Paged<Value>
  ) -> Endpoint {
    Endpoint(
      method: .get, path: path, topic: topic, summary: summary,
      takes: takes.query(Page.numberField.optional, Page.sizeField.optional),
      gives: Gives(status: .ok, schema: .paged(shape.schema))
    ) { call in
      let asked = try Page(call.query)
      return .page(try await run(call, asked), asked, of: shape, for: call.viewer)
    }
  }

  /// Does something and says so: `{success, message}`.
  static func done(
    _ method: HTTPMethod, _ path: String, _ topic: Topic, _ summary: String, takes: Takes = .nothing,
    _ run: @escaping @Sendable (Call) async throws -> String
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, topic: topic, summary: summary, takes: takes,
      gives: Gives(status: .ok, schema: .message)
    ) { call in
      Answer(["success": true, "message": .string(try await run(call))])
    }
  }
}

extension Page {
  static let numberField = Field<Int>.count("pagina", 1...1_000_000, "La página, desde 1")
  static let sizeField = Field<Int>.count("limite", 1...100, "Cuántos por página, 20 si no se dice")

  fileprivate init(_ query: Inputs) throws {
    try self.init(try query.optional(Self.numberField) ?? 1, size: try query.optional(Self.sizeField) ?? 20)
  }
}
