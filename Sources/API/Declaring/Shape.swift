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
    let json: @Sendable (Value, Viewer) -> JSON
  }

  init(_ name: String, version: (@Sendable (Value) -> Int64)? = nil, _ members: [Member]) {
    (self.name, self.members, self.version) = (name, members, version)
  }

  var schema: JSONSchema {
    JSONSchema(
      .object(members.map { JSONSchema.Property($0.name, $0.schema, isRequired: true) }), name: name)
  }

  func json(_ value: Value, for viewer: Viewer) -> JSON {
    .object(
      JSON.Object(distinct: members.map { JSON.Object.Member(key: $0.name, value: $0.json(value, viewer)) }))
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
  static func id<Subject>(_ name: String, _ get: @escaping @Sendable (Value) -> Identifier<Subject>) -> Self {
    Self(name: name, schema: JSONSchema(.integer())) { value, _ in JSON(get(value).value) }
  }

  static func id<Subject>(_ name: String, _ get: @escaping @Sendable (Value) -> Identifier<Subject>?) -> Self
  {
    Self(name: name, schema: JSONSchema(.integer(), isNullable: true)) { value, _ in JSON(get(value)?.value) }
  }

  static func text(_ name: String, _ get: @escaping @Sendable (Value) -> String) -> Self {
    Self(name: name, schema: JSONSchema(.string())) { value, _ in .string(get(value)) }
  }

  static func text(_ name: String, _ get: @escaping @Sendable (Value) -> String?) -> Self {
    Self(name: name, schema: JSONSchema(.string(), isNullable: true)) { value, _ in JSON(get(value)) }
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ get: @escaping @Sendable (Value) -> Choice
  ) -> Self {
    Self(name: name, schema: JSONSchema(.choice(Choice.allCases.map(\.rawValue)))) { value, _ in
      .string(get(value).rawValue)
    }
  }

  static func flag(_ name: String, _ get: @escaping @Sendable (Value) -> Bool) -> Self {
    Self(name: name, schema: JSONSchema(.boolean)) { value, _ in .bool(get(value)) }
  }

  static func count(_ name: String, _ get: @escaping @Sendable (Value) -> Int) -> Self {
    Self(name: name, schema: JSONSchema(.integer())) { value, _ in JSON(get(value)) }
  }

  static func count(_ name: String, _ get: @escaping @Sendable (Value) -> Int?) -> Self {
    Self(name: name, schema: JSONSchema(.integer(), isNullable: true)) { value, _ in JSON(get(value)) }
  }

  static func money(_ name: String, _ get: @escaping @Sendable (Value) -> Money) -> Self {
    Self(name: name, schema: JSONSchema(.number())) { value, viewer in
      JSON(decimal: viewer.currency.decimal(get(value)))
    }
  }

  static func money(_ name: String, _ get: @escaping @Sendable (Value) -> Money?) -> Self {
    Self(name: name, schema: JSONSchema(.number(), isNullable: true)) { value, viewer in
      JSON(decimal: get(value).map { viewer.currency.decimal($0) })
    }
  }

  /// An amount that only those may see who may see costs; null for the others.
  static func cost(_ name: String, _ get: @escaping @Sendable (Value) -> Money?) -> Self {
    Self(name: name, schema: JSONSchema(.number(), isNullable: true)) { value, viewer in
      JSON(decimal: viewer.seesCosts ? get(value).map { viewer.currency.decimal($0) } : nil)
    }
  }

  static func quantity(_ name: String, _ get: @escaping @Sendable (Value) -> Quantity) -> Self {
    Self(name: name, schema: JSONSchema(.number())) { value, _ in JSON(decimal: get(value).decimal) }
  }

  static func quantity(_ name: String, _ get: @escaping @Sendable (Value) -> Quantity?) -> Self {
    Self(name: name, schema: JSONSchema(.number(), isNullable: true)) { value, _ in
      JSON(decimal: get(value)?.decimal)
    }
  }

  static func percent(_ name: String, _ get: @escaping @Sendable (Value) -> Percent?) -> Self {
    Self(name: name, schema: JSONSchema(.number(), isNullable: true)) { value, _ in
      JSON(decimal: get(value)?.text)
    }
  }

  static func day(_ name: String, _ get: @escaping @Sendable (Value) -> BusinessDay) -> Self {
    Self(name: name, schema: JSONSchema(.string(JSONSchema.TextRule(format: .date)))) { value, _ in
      .string(get(value).description)
    }
  }

  static func day(_ name: String, _ get: @escaping @Sendable (Value) -> BusinessDay?) -> Self {
    Self(name: name, schema: JSONSchema(.string(JSONSchema.TextRule(format: .date)), isNullable: true)) {
      value, _ in JSON(get(value)?.description)
    }
  }

  static func instant(_ name: String, _ get: @escaping @Sendable (Value) -> Instant) -> Self {
    Self(name: name, schema: JSONSchema(.string(JSONSchema.TextRule(format: .dateTime)))) { value, _ in
      .string(get(value).text)
    }
  }

  static func instant(_ name: String, _ get: @escaping @Sendable (Value) -> Instant?) -> Self {
    Self(name: name, schema: JSONSchema(.string(JSONSchema.TextRule(format: .dateTime)), isNullable: true)) {
      value, _ in JSON(get(value)?.text)
    }
  }

  static func list<Element>(
    _ name: String, of shape: Shape<Element>, _ get: @escaping @Sendable (Value) -> [Element]
  ) -> Self {
    Self(name: name, schema: JSONSchema(.array(of: shape.schema))) { value, viewer in
      .array(get(value).map { shape.json($0, for: viewer) })
    }
  }

  static func texts(_ name: String, _ get: @escaping @Sendable (Value) -> [String]) -> Self {
    Self(name: name, schema: JSONSchema(.array(of: JSONSchema(.string())))) { value, _ in
      .array(get(value).map(JSON.string))
    }
  }
}
