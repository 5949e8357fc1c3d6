internal import Inventory
internal import Shop
internal import Wire

/// How a thing of the shop is shown: each member's name, its schema and where it comes from.
///
/// The JSON of an answer and its description in the OpenAPI document are both made from it.
struct Shape<Value: Sendable>: Sendable {
  /// The name under which the OpenAPI document lists it.
  let name: String
  let members: [Member]
  /// What rises when the thing changes, for its ETag; nil where it has none.
  let version: (@Sendable (Value) -> Int64)?

  struct Member: Sendable {
    let name: String
    let schema: JSONSchema
    let write: Write
    private let key: JSONWriter.Key

    /// Writes the member's value, as the viewer may see it.
    typealias Write = @Sendable (Value, Viewer, inout JSONWriter) -> Void

    init(name: String, schema: JSONSchema, write: @escaping Write) {
      (self.name, self.schema, self.write, key) = (name, schema, write, JSONWriter.Key(name))
    }

    func write(_ value: Value, for viewer: Viewer, to writer: inout JSONWriter) {
      writer.key(key)
      write(value, viewer, &writer)
    }
  }

  init(_ name: String, version: (@Sendable (Value) -> Int64)? = nil, _ members: [Member]) {
    (self.name, self.members, self.version) = (name, members, version)
  }

  var schema: JSONSchema {
    JSONSchema(
      .object(members.map { JSONSchema.Property($0.name, $0.schema, isRequired: true) }), name: name)
  }

  func write(_ value: Value, for viewer: Viewer, to writer: inout JSONWriter) {
    writer.beginObject()
    for member in members { member.write(value, for: viewer, to: &writer) }
    writer.endObject()
  }

  func write(_ values: [Value], for viewer: Viewer, to writer: inout JSONWriter) {
    writer.beginArray()
    for value in values { write(value, for: viewer, to: &writer) }
    writer.endArray()
  }
}

/// Who looks: in which currency, and whether costs are theirs to see.
struct Viewer: Sendable {
  let currency: Currency
  let seesCosts: Bool

  init(_ session: Session) {
    (currency, seesCosts) = (session.currency, session.may(.seeCosts))
  }
}

extension Shape.Member {
  private init(_ name: String, _ kind: JSONSchema.Kind, isNullable: Bool = false, _ write: @escaping Write) {
    self.init(name: name, schema: JSONSchema(kind, isNullable: isNullable), write: write)
  }

  static func id<Subject>(_ name: String, _ get: @escaping @Sendable (Value) -> Identifier<Subject>) -> Self {
    Self(name, .integer()) { $2.integer(get($0).value) }
  }

  static func id<Subject>(_ name: String, _ get: @escaping @Sendable (Value) -> Identifier<Subject>?) -> Self
  {
    Self(name, .integer(), isNullable: true) { $2.integer(get($0)?.value) }
  }

  static func text(_ name: String, _ get: @escaping @Sendable (Value) -> String) -> Self {
    Self(name, .string()) { $2.string(get($0)) }
  }

  static func text(_ name: String, _ get: @escaping @Sendable (Value) -> String?) -> Self {
    Self(name, .string(), isNullable: true) { $2.string(get($0)) }
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ get: @escaping @Sendable (Value) -> Choice
  ) -> Self {
    Self(name, .choice(Choice.allCases.map(\.rawValue))) { $2.string(get($0).rawValue) }
  }

  static func flag(_ name: String, _ get: @escaping @Sendable (Value) -> Bool) -> Self {
    Self(name, .boolean) { $2.bool(get($0)) }
  }

  static func count(_ name: String, _ get: @escaping @Sendable (Value) -> Int) -> Self {
    Self(name, .integer()) { $2.integer(Int64(get($0))) }
  }

  static func count(_ name: String, _ get: @escaping @Sendable (Value) -> Int?) -> Self {
    Self(name, .integer(), isNullable: true) { $2.integer(get($0).map { Int64($0) }) }
  }

  static func money(_ name: String, _ get: @escaping @Sendable (Value) -> Money) -> Self {
    Self(name, .number()) { $2.decimal($1.currency.decimal(get($0))) }
  }

  static func money(_ name: String, _ get: @escaping @Sendable (Value) -> Money?) -> Self {
    Self(name, .number(), isNullable: true) { value, viewer, writer in
      writer.decimal(get(value).map { viewer.currency.decimal($0) })
    }
  }

  /// An amount that only those may see who may see costs; null for the others.
  static func cost(_ name: String, _ get: @escaping @Sendable (Value) -> Money?) -> Self {
    Self(name, .number(), isNullable: true) { value, viewer, writer in
      writer.decimal(viewer.seesCosts ? get(value).map { viewer.currency.decimal($0) } : nil)
    }
  }

  static func quantity(_ name: String, _ get: @escaping @Sendable (Value) -> Quantity) -> Self {
    Self(name, .number()) { $2.decimal(get($0).decimal) }
  }

  static func quantity(_ name: String, _ get: @escaping @Sendable (Value) -> Quantity?) -> Self {
    decimal(name) { get($0)?.decimal }
  }

  static func percent(_ name: String, _ get: @escaping @Sendable (Value) -> Percent?) -> Self {
    decimal(name) { get($0)?.text }
  }

  /// A number by its exact decimal text.
  static func decimal(_ name: String, _ get: @escaping @Sendable (Value) -> String?) -> Self {
    Self(name, .number(), isNullable: true) { $2.decimal(get($0)) }
  }

  static func day(_ name: String, _ get: @escaping @Sendable (Value) -> BusinessDay) -> Self {
    Self(name, .string(JSONSchema.TextRule(format: .date))) { $2.string(get($0).description) }
  }

  static func day(_ name: String, _ get: @escaping @Sendable (Value) -> BusinessDay?) -> Self {
    Self(name, .string(JSONSchema.TextRule(format: .date)), isNullable: true) {
      $2.string(get($0)?.description)
    }
  }

  static func instant(_ name: String, _ get: @escaping @Sendable (Value) -> Instant) -> Self {
    Self(name, .string(JSONSchema.TextRule(format: .dateTime))) { $2.string(get($0).text) }
  }

  static func instant(_ name: String, _ get: @escaping @Sendable (Value) -> Instant?) -> Self {
    Self(name, .string(JSONSchema.TextRule(format: .dateTime)), isNullable: true) {
      $2.string(get($0)?.text)
    }
  }

  static func list<Element>(
    _ name: String, of shape: Shape<Element>, _ get: @escaping @Sendable (Value) -> [Element]
  ) -> Self {
    Self(name, .array(of: shape.schema)) { shape.write(get($0), for: $1, to: &$2) }
  }

  static func texts(_ name: String, _ get: @escaping @Sendable (Value) -> [String]) -> Self {
    Self(name, .array(of: JSONSchema(.string()))) { $2.value(.array(get($0).map(JSON.string))) }
  }

  /// The same member of a part of something larger.
  func lifted<Whole>(_ part: @escaping @Sendable (Whole) -> Value) -> Shape<Whole>.Member {
    Shape<Whole>.Member(name: name, schema: schema) { write(part($0), $1, &$2) }
  }
}
