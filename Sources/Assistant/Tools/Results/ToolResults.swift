package import Wire

extension Tool {
  /// What the JSON of a reading tool's result holds; nil for those that change the shop.
  package var result: JSONSchema? { Self.results[name] }

  private static let results = stockResults.merging(productResults) { $1 }.merging(saleResults) { $1 }
    .merging(valueResults) { $1 }
}

extension ToolResult {
  /// The same result; a debug build stops where it is not what `tool` promises to programs.
  func asPromised(by tool: Tool) -> ToolResult {
    assert(tool.result?.mismatches(in: json).isEmpty ?? true, "\(tool.name) gave \(json.text)")
    return self
  }
}

/// The members that results are made of, under the wire's Spanish names; what nothing is known of, or the person may
/// not see, is null.
extension JSONSchema.Property {
  static func text(_ name: String) -> Self { Self(name, JSONSchema(.string()), isRequired: true) }

  static func number(_ name: String) -> Self { Self(name, JSONSchema(.number()), isRequired: true) }

  static func count(_ name: String) -> Self { Self(name, JSONSchema(.integer(minimum: 0)), isRequired: true) }

  static func flag(_ name: String) -> Self { Self(name, JSONSchema(.boolean), isRequired: true) }

  static func day(_ name: String) -> Self {
    Self(name, JSONSchema(.string(.init(format: .date))), isRequired: true)
  }

  static func instant(_ name: String) -> Self {
    Self(name, JSONSchema(.string(.init(format: .dateTime))), isRequired: true)
  }

  static func object(_ name: String, _ members: [Self]) -> Self {
    Self(name, JSONSchema(.object(members)), isRequired: true)
  }

  static func list(_ name: String, of members: [Self]) -> Self {
    Self(name, JSONSchema(.array(of: JSONSchema(.object(members)))), isRequired: true)
  }

  /// The first and last day that were looked at.
  static let window = object("ventana", [.day("desde"), .day("hasta")])

  /// The same, or null.
  var orNull: Self { Self(name, schema.orNull, isRequired: isRequired) }

  /// The same, or nothing.
  var ifAsked: Self { Self(name, schema, isRequired: false) }
}

extension [JSONSchema.Property] {
  static let product: Self = [.text("sku").orNull, .text("nombre")]

  /// What every stock report says first of a product in a branch.
  static let place: Self =
    product + [.text("sucursal"), .number("stock_actual"), .number("existencia"), .number("reservado")]

  /// What «¿por qué?» is answered from.
  static let reason: Self = [
    .text("regla").orNull, .number("valor").orNull, .number("umbral").orNull, .text("explicacion"),
  ]
}

extension JSONSchema {
  static func members(_ members: [Property]) -> JSONSchema { JSONSchema(.object(members)) }
}
