/// A JSON value (RFC 8259) whose numbers keep their exact decimal text and whose objects keep their order.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case array([JSON])
  case object(Object)
}

extension JSON {
  package init(_ value: Bool) { self = .bool(value) }

  /// The string, or `null` for nil.
  package init(_ value: String?) { self = value.map(JSON.string) ?? .null }

  /// The number, or `null` for nil.
  package init(_ value: Int?) { self.init(value.map(Int64.init)) }

  /// The number, or `null` for nil.
  package init(_ value: Int64?) { self = value.map { .number(Number($0)) } ?? .null }

  /// The number whose exact decimal text is `text`, or `null` for nil.
  ///
  /// Traps when `text` is no JSON number: it is meant for text that this program made. Foreign text goes through
  /// `Number.init?(_:)`.
  package init(decimal text: String?) { self = text.map { .number(Number(decimal: $0)) } ?? .null }
}

extension JSON {
  package var isNull: Bool { self == .null }

  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var number: Number? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The whole number that this is; nil for fractions, and past Int64.
  package var integer: Int64? { number?.integer }

  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  package var array: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var object: Object? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member of that name; nil when there is none or this is no object.
  package subscript(key: String) -> JSON? { object?[key] }

  /// The element at `index`; nil when there is none or this is no array.
  package subscript(index: Int) -> JSON? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .number(Number(value)) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Object(elements.map { Object.Member(key: $0.0, value: $0.1) }))
  }
}
