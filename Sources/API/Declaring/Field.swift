internal import Inventory
internal import Wire

/// Something that a request may carry: its name on the wire, what it must look like, and what it means.
struct Field<Value: Sendable>: Sendable {
  let name: String
  let schema: JSONSchema
  /// The value; nil where the text has the right shape and means nothing, such as the 30th of February.
  let read: @Sendable (JSON, Currency?) -> Value?

  init(
    _ name: String, _ schema: JSONSchema.Kind, _ description: String? = nil,
    read: @escaping @Sendable (JSON, Currency?) -> Value?
  ) {
    (self.name, self.schema) = (name, JSONSchema(schema, description: description))
    self.read = read
  }

  /// Declares that a request must carry it.
  var required: Declaration { Declaration(name: name, schema: schema, isRequired: true) }

  /// Declares that a request may carry it.
  var optional: Declaration { present.orNull }

  /// Declares that a request may carry it, but not as null: nothing that has it is ever without it.
  var present: Declaration { Declaration(name: name, schema: schema, isRequired: false) }
}

/// A field among those that an endpoint takes, without the type of its value.
struct Declaration: Sendable {
  let name: String
  let schema: JSONSchema
  let isRequired: Bool

  /// The same, where null counts as left out.
  var orNull: Declaration { Declaration(name: name, schema: schema.orNull, isRequired: isRequired) }

  var property: JSONSchema.Property { JSONSchema.Property(name, schema, isRequired: isRequired) }
}

extension Field {
  static func id<Subject>(_ name: String, _ description: String? = nil) -> Field
  where Value == Identifier<Subject> {
    Field(name, .integer(minimum: 1), description) { json, _ in json.integer.map { Identifier($0) } }
  }

  /// An amount in major units, exact to the currency's minor unit.
  static func money(_ name: String, above: Int64? = nil, _ description: String? = nil) -> Field
  where Value == Money {
    Field(
      name,
      .number(
        minimum: above == nil ? 0 : nil, maximum: 100_000_000_000, above: above, decimals: 2), description
    ) { json, currency in json.number.flatMap { currency?.money($0.text) } }
  }

  /// A quantity in units, with up to three decimals where the product is not counted.
  static func quantity(
    _ name: String, minimum: Int64? = nil, above: Int64? = nil, _ description: String? = nil
  ) -> Field where Value == Quantity {
    Field(
      name, .number(minimum: minimum, maximum: 1_000_000_000, above: above, decimals: 3), description
    ) { json, _ in json.number.flatMap { Quantity(decimal: $0.text) } }
  }

  /// A percentage from 0 to 100 with one decimal.
  static func percent(_ name: String, _ description: String? = nil) -> Field where Value == Percent {
    Field(name, .number(minimum: 0, maximum: 100, decimals: 1), description) { json, _ in
      json.number.flatMap { FixedPoint.parse($0.text, scale: 1) }.map { Percent(tenths: Int($0)) }
    }
  }

  static func text(_ name: String, _ lengths: ClosedRange<Int>, _ description: String? = nil) -> Field
  where Value == String {
    Field(name, .string(JSONSchema.TextRule(lengths: lengths)), description) { json, _ in json.string }
  }

  static func flag(_ name: String, _ description: String? = nil) -> Field where Value == Bool {
    Field(name, .boolean, description) { json, _ in json.bool }
  }

  static func count(_ name: String, _ range: ClosedRange<Int64>, _ description: String? = nil) -> Field
  where Value == Int {
    Field(name, .integer(minimum: range.lowerBound, maximum: range.upperBound), description) { json, _ in
      json.integer.map { Int($0) }
    }
  }

  static func day(_ name: String, _ description: String? = nil) -> Field where Value == BusinessDay {
    Field(name, .string(JSONSchema.TextRule(format: .date)), description) { json, _ in
      json.string.flatMap { BusinessDay($0) }
    }
  }

  /// One of the wire's names of an enumeration, or those of them in `only`.
  static func choice(_ name: String, among only: [Value], _ description: String? = nil) -> Field
  where Value: RawRepresentable<String> {
    let names = only.map(\.rawValue)
    return Field(name, .choice(names), description) { json, _ in json.string.flatMap { Value(rawValue: $0) } }
  }

  static func choice(_ name: String, _ description: String? = nil) -> Field
  where Value: RawRepresentable<String> & CaseIterable {
    choice(name, among: Array(Value.allCases), description)
  }

  static func texts(
    _ name: String, _ count: ClosedRange<Int>, of lengths: ClosedRange<Int>, _ description: String? = nil
  ) -> Field where Value == [String] {
    Field(
      name,
      .array(
        of: JSONSchema(.string(JSONSchema.TextRule(lengths: lengths))), minimumCount: count.lowerBound,
        maximumCount: count.upperBound), description
    ) { json, _ in json.array?.compactMap(\.string) }
  }

  /// Several objects, each with `fields`.
  static func list(
    _ name: String, _ count: ClosedRange<Int>, of fields: [Declaration], _ description: String? = nil
  ) -> Field where Value == [Inputs] {
    let element = fields.schema
    return Field(
      name, .array(of: element, minimumCount: count.lowerBound, maximumCount: count.upperBound), description
    ) { json, currency in json.array?.map { Inputs($0.object ?? JSON.Object(), currency) } }
  }
}

/// The days that a question is about, on every path that takes them.
enum DayField {
  static let from = Field<BusinessDay>.day("fecha_desde")
  static let until = Field<BusinessDay>.day("fecha_hasta", "Ese día entero también")
}

extension [Declaration] {
  /// The object that holds these fields and no others.
  var schema: JSONSchema { JSONSchema(.object(map(\.property))) }
}
