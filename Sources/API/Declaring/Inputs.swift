internal import Inventory
internal import Wire

/// What a request carried, its shape already checked, to be read field by field.
struct Inputs: Sendable {
  let object: JSON.Object
  /// Nil where it is not known yet whose shop is meant: no amount can be read then.
  private let currency: Currency?

  init(_ object: JSON.Object, _ currency: Currency?) { (self.object, self.currency) = (object, currency) }

  /// Whether the field was sent, be it as null.
  func has<Value>(_ field: Field<Value>) -> Bool { object[field.name] != nil }

  /// The value of a field that may be left out; null counts as left out.
  ///
  /// - Throws: `HTTPProblem` 422 where the text means nothing.
  func optional<Value>(_ field: Field<Value>) throws(HTTPProblem) -> Value? {
    guard let json = object[field.name], !json.isNull else { return nil }
    guard let value = field.read(json, currency) else {
      throw HTTPProblem(invalid: field.name, "«\(json.string ?? json.text)» no vale: \(field.schema.wanted)")
    }
    return value
  }

  /// The value of a field that must be there.
  func callAsFunction<Value>(_ field: Field<Value>) throws(HTTPProblem) -> Value {
    guard let value = try optional(field) else { throw HTTPProblem(invalid: field.name, "falta") }
    return value
  }

  /// Puts the field into `value` where it was sent; null leaves it as it is.
  func put<Value>(_ field: Field<Value>, into value: inout Value) throws(HTTPProblem) {
    if let sent = try optional(field) { value = sent }
  }

  /// Puts the field into `value` where it was sent; null empties it.
  func put<Value>(_ field: Field<Value>, into value: inout Value?) throws(HTTPProblem) {
    if has(field) { value = try optional(field) }
  }

  /// The days from `fecha_desde` to `fecha_hasta`, both included; nil where neither was sent.
  func days() throws -> DayRange? {
    try DayRange.between(try optional(DayField.from), and: try optional(DayField.until))
  }
}
