internal import Understanding
internal import Wire

extension Tool {
  /// What the arguments must look like, with what each means.
  func schema(_ words: ToolWords) -> JSONSchema {
    JSONSchema(
      .object(
        parameters.map { parameter in
          JSONSchema.Property(
            parameter.name,
            JSONSchema(parameter.kind.schema, description: words.meaning(of: parameter.name, in: name)),
            isRequired: parameter.isRequired)
        }))
  }
}

extension Parameter.Kind {
  /// What JSON may stand for it.
  var schema: JSONSchema.Kind {
    switch self {
    case .product, .branch, .supplier, .category, .customer, .period, .folio, .text: .string()
    case .quantity, .money: .number(minimum: 0)
    case .change: .number()
    case .percent: .number(minimum: -100)
    case .count: .integer(minimum: 0)
    case .choice(let choices): .choice(choices)
    case .items: Self.lines()
    case .delivery: Self.lines([JSONSchema.Property(SlotKey.bonus.name, JSONSchema(.number(minimum: 0)))])
    case .newProducts:
      .array(
        of: JSONSchema(
          .object([
            JSONSchema.Property("product", JSONSchema(.string()), isRequired: true),
            JSONSchema.Property(SlotKey.price.name, JSONSchema(.number(minimum: 0)), isRequired: true),
            JSONSchema.Property(SlotKey.quantity.name, JSONSchema(.number(minimum: 0))),
          ])), minimumCount: 1)
    case .payments:
      .array(
        of: JSONSchema(
          .object([
            JSONSchema.Property(
              SlotKey.payment.name,
              JSONSchema(Parameter.Kind.payment(PaymentWay.handedOver + [.credit]).schema), isRequired: true),
            JSONSchema.Property("amount", JSONSchema(.number(minimum: 0))),
          ])), minimumCount: 1)
    }
  }

  /// Lines of goods; `more` is what may be said of each besides.
  private static func lines(_ more: [JSONSchema.Property] = []) -> JSONSchema.Kind {
    let numbers = [
      SlotKey.quantity.name, SlotKey.price.name, "worth", SlotKey.discount.name, SlotKey.discountPercent.name,
    ]
    return .array(
      of: JSONSchema(
        .object(
          [JSONSchema.Property("product", JSONSchema(.string()), isRequired: true)]
            + numbers.map { JSONSchema.Property($0, JSONSchema(.number(minimum: 0))) } + more)),
      minimumCount: 1)
  }
}
