/// A statement and the values bound to it.
///
/// Interpolation makes parameters, never text:
///
///     let sql: SQL = "SELECT nombre FROM productos WHERE sku = \(sku) AND id IN \(list: ids)"
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  package private(set) var template: SQLTemplate
  package private(set) var parameters: [SQLValue]

  /// The statement with its placeholders written `$1`, `$2` … in order, as both databases read them.
  package var text: String { template.text }

  package init(stringLiteral value: String) {
    template = SQLTemplate(value)
    parameters = []
  }

  package init(stringInterpolation interpolation: StringInterpolation) {
    self = interpolation.sql
  }

  /// The fragments one after the other, with `separator` between each two; empty for no fragments.
  package static func joined(_ parts: [SQL], separator: SQL) -> SQL {
    var joined: SQL = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { joined.append(separator) }
      joined.append(part)
    }
    return joined
  }

  fileprivate mutating func append(text: String) {
    template.append(text: text)
  }

  fileprivate mutating func append(value: SQLValue) {
    parameters.append(value)
    template.appendParameter()
  }

  fileprivate mutating func append(_ fragment: SQL) {
    template.append(fragment.template)
    parameters += fragment.parameters
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql.template.reserveCapacity(interpolationCount)
      sql.parameters.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      sql.append(text: literal)
    }

    /// Binds one value.
    package mutating func appendInterpolation(_ value: some SQLConvertible) {
      sql.append(value: value.sqlValue)
    }

    /// Binds one value, or NULL for nothing.
    package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
      sql.append(value: value.sqlValue)
    }

    /// Splices a fragment; its placeholders are numbered on from those before it.
    package mutating func appendInterpolation(_ fragment: SQL) {
      sql.append(fragment)
    }

    /// Binds each value and writes `($1, $2 …)` for `IN`.
    ///
    /// An empty list becomes `(NULL)`, which neither `IN` nor `NOT IN` finds anything in.
    package mutating func appendInterpolation(list: [some SQLConvertible]) {
      guard !list.isEmpty else { return sql.append(text: "(NULL)") }
      for (index, value) in list.enumerated() {
        sql.append(text: index == 0 ? "(" : ", ")
        sql.append(value: value.sqlValue)
      }
      sql.append(text: ")")
    }
  }
}
