internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

/// Reads the values that another program found in a message as our slots.
///
/// What is no exact name or period is read as if a person had answered our own question for it, so that a product in
/// doubt is asked about and one that the shop does not have is never taken for another.
struct ForeignValues {
  let scene: Scene
  let desk: Desk

  /// The slots of `tool`'s parameters that `values` says something of.
  ///
  /// - Throws: `ArgumentFault` for a value that is no such thing, or a name of nothing in the shop.
  func slots(_ values: JSON.Object, for tool: Tool) throws(ArgumentFault) -> Slots {
    let takesLines = tool.parameters.contains(where: \.kind.holdsLines)
    let values = takesLines ? values.gatheringLines() : values
    var slots = Slots()
    for parameter in tool.parameters + (takesLines ? Self.ofOneLine : []) {
      guard let value = values[parameter.name].flatMap(parameter.kind.plain) else { continue }
      try check(value, parameter)
      try fill(parameter, value, &slots)
    }
    return slots
  }

  private static let ofOneLine = [
    Parameter(.product, .product), Parameter(.quantity, .quantity), Parameter(.price, .money),
    Parameter(.cost, .money),
  ]

  private func check(_ value: JSON, _ parameter: Parameter) throws(ArgumentFault) {
    let schema = JSONSchema(
      .object([JSONSchema.Property(parameter.name, JSONSchema(parameter.kind.boundedSchema))]))
    if let mismatch = schema.mismatches(in: .object([parameter.name: value])).first {
      throw .mismatch(mismatch)
    }
  }

  private func fill(_ parameter: Parameter, _ value: JSON, _ slots: inout Slots) throws(ArgumentFault) {
    let (name, text) = (parameter.name, value.string ?? "")
    switch parameter.kind {
    case .product:
      switch product(text) {
      case .known(let name): slots[.product] = name
      case .ambiguous(let names): slots[.productAny] = names
      case .unknown(let words): slots[.productUnknown] = words
      }
    case .items, .delivery:
      var items: [ItemMention] = []
      for line in value.array ?? [] { items.append(try item(line)) }
      slots[name] = .items(items)
    case .period:
      let period = Period(text) ?? answer(text, to: SlotKey.period.name, of: .salesSummary)[.period]
      guard let period else { throw .period(argument: name, text: text) }
      slots[name] = .period(period)
    case .branch:
      let branch =
        desk.names.branches.first(called: text)?.name
        ?? answer(text, to: SlotKey.branch.name, of: .salesSummary)[.branch]
      slots[name] = .text(try named(branch, parameter, text))
    case .supplier:
      slots[name] = .text(try named(exact(text, desk.names.suppliers.map(\.name)), parameter, text))
    case .category:
      slots[name] = .text(try named(exact(text, desk.names.categories.map(\.name)), parameter, text))
    case .quantity, .money, .change, .percent, .count: slots[name] = .number(try number(value, at: name))
    case .newProducts, .payments: slots[name] = Slots(json: [name: value])[name]
    case .customer, .folio, .text, .choice: slots[name] = .text(text)
    }
  }

  private func item(_ line: JSON) throws(ArgumentFault) -> ItemMention {
    var item = ItemMention(product: product(line["product"]?.string ?? ""))
    if let quantity = line["qty"] { item.quantity = try number(quantity, at: "qty") }
    if let price = line["price"] { item.price = try number(price, at: "price") }
    if let worth = line["worth"] { item.worth = try number(worth, at: "worth") }
    if let bonus = line["bonus"] { item.bonus = try number(bonus, at: "bonus") }
    return item
  }

  /// A number of at most three decimals.
  private func number(_ value: JSON, at name: String) throws(ArgumentFault) -> SlotValue.Number {
    guard let number = value.number.flatMap(SlotValue.Number.init(json:)) else {
      throw .mismatch(JSONSchema.Mismatch(path: name, found: value.text, wanted: .value(.number())))
    }
    return number
  }

  private func product(_ words: String) -> ProductMention {
    if let product = desk.names.products.first(where: { $0.name == words || $0.sku == words }) {
      return .known(product.name)
    }
    let slots = answer(words, to: SlotKey.product.name, of: .stockOfProduct)
    if let name = slots[.product] { return .known(name) }
    return slots[.productAny].map(ProductMention.ambiguous) ?? .unknown(words)
  }

  /// What `words` would say in answer to a question for `slot`.
  private func answer(_ words: String, to slot: String, of intent: Intent) -> Slots {
    scene.live.interpreter.read(
      words, in: scene.live.index, preferring: scene.language,
      context: Context(intent: intent, pending: .slot(slot))
    ).request.slots
  }

  private func exact(_ text: String, _ names: [String]) -> String? {
    names.first { $0.lowercased() == text.lowercased() }
  }

  private func named(_ name: String?, _ parameter: Parameter, _ text: String) throws(ArgumentFault) -> String
  {
    guard let name else {
      throw .unknown(kind: parameter.kind, name: text, nearest: desk.nearest(to: text, parameter.kind))
    }
    return name
  }
}

extension Parameter.Kind {
  /// What it may hold, where texts are as short as people's words are.
  fileprivate var boundedSchema: JSONSchema.Kind {
    if case .string = schema { .string(JSONSchema.TextRule(lengths: 1...500)) } else { schema }
  }

  /// The value in our own writing, as far as it can be told; nil for one that says nothing.
  fileprivate func plain(_ value: JSON) -> JSON? {
    switch value {
    case .null: return nil
    case .bool: return value
    case .number(let number):
      return isNumeric ? value : .string(number.integer.map(String.init) ?? number.text)
    case .string(let text):
      if text.allSatisfy(\.isWhitespace) { return nil }
      return plain(text: text)
    case .array(let elements) where holdsLines:
      let lines = elements.compactMap(\.asLine)
      if lines.isEmpty { return nil }
      return .array(lines)
    case .array where self == .payments || self == .newProducts: return value
    case .array(let elements):
      let said = elements.compactMap(plain)
      return said.count > 1 ? value : said.first
    case .object(let object):
      if self == .items { return value.asLine.map { .array([$0]) } }
      if self == .period { return .string(object.days ?? value.text) }
      return ["amount", "number", "name", "value"].lazy.compactMap { object[$0] }.first.flatMap(plain)
        ?? value
    }
  }

  private func plain(text: String) -> JSON {
    switch self {
    case .quantity, .money, .change, .percent, .count: JSON.Number(text).map(JSON.number) ?? .string(text)
    case .choice(let choices): .string(choices.first { $0.lowercased() == text.lowercased() } ?? text)
    case .period: .string(JSON.string(text).day.map { "range:\($0)..\($0)" } ?? text)
    default: .string(text)
    }
  }

  private var isNumeric: Bool {
    switch self {
    case .quantity, .money, .change, .percent, .count: true
    default: false
    }
  }
}

extension JSON {
  /// A line of a sale or an entry with its numbers as numbers; a bare name is one too.
  fileprivate var asLine: JSON? {
    guard var line = object else { return Parameter.Kind.product.plain(self).map { ["product": $0] } }
    for (name, kind) in [
      ("product", Parameter.Kind.product), ("qty", .quantity), ("price", .money), ("worth", .money),
      ("bonus", .quantity),
    ] { line[name] = line[name].flatMap(kind.plain) }
    if line.isEmpty { return nil }
    return .object(line)
  }

  /// The day of a date or an instant as programs write them: as text, or as its year, month and day.
  fileprivate var day: String? {
    if let text = string {
      let day = text.prefix(10)
      guard text.utf8.count == 10 || text.dropFirst(10).hasPrefix("T") else { return nil }
      return BusinessDay(day)?.description
    }
    guard let year = self["year"]?.integer, let month = self["month"]?.integer, let day = self["day"]?.integer
    else { return nil }
    return BusinessDay(year: Int(year), month: Int(month), day: Int(day))?.description
  }
}

extension JSON.Object {
  /// `product: [a, b], qty: [1, 2]` as lines.
  fileprivate func gatheringLines() -> JSON.Object {
    guard self["items"] == nil, let products = self["product"]?.array, products.count > 1 else { return self }
    var gathered = self
    let lines = products.enumerated().map { index, product -> JSON in
      var line: JSON.Object = ["product": product]
      for name in ["qty", "price"] { line[name] = self[name]?[index] }
      return .object(line)
    }
    for name in ["product", "qty", "price"] { gathered[name] = nil }
    gathered["items"] = .array(lines)
    return gathered
  }

  /// The days from the first to the last that a date or a stretch of time names.
  fileprivate var days: String? {
    func day(_ names: [String]) -> String? { names.lazy.compactMap { self[$0]?.day }.first }
    let first =
      day(["startDate", "startDateTime", "start_date", "date_time", "date"]) ?? JSON.object(self).day
    guard let first else { return nil }
    return "range:\(first)..\(day(["endDate", "endDateTime", "end_date"]) ?? first)"
  }
}
