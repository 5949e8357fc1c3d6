package import Inventory

/// The name of a slot and the type of what it holds; also the name of a tool's argument.
package struct SlotKey<Value: Hashable & Sendable>: Sendable {
  package let name: String
  package init(_ name: String) { self.name = name }
}

/// What a sentence said beside its intent, or what a tool is called with: typed values under the wire's names.
package struct Slots: Hashable, Sendable {
  package private(set) var values: [String: SlotValue] = [:]

  package init() {}

  package var isEmpty: Bool { values.isEmpty }

  package subscript<Value: SlotStorable>(key: SlotKey<Value>) -> Value? {
    get { values[key.name].flatMap(Value.init(slotValue:)) }
    set { values[key.name] = newValue?.slotValue }
  }

  /// For readers of the wire, which name slots by text.
  package subscript(name: String) -> SlotValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// These slots with every one that `newer` names replaced by its value.
  package func merging(_ newer: Slots) -> Slots {
    var merged = self
    merged.values.merge(newer.values) { _, new in new }
    return merged
  }
}

extension Slots {
  /// The names of what a question leaves out, which `except` holds parted by «|».
  package var leftOut: [String] {
    get { self[.except]?.split(separator: "|").map(String.init) ?? [] }
    set { self[.except] = newValue.isEmpty ? nil : newValue.joined(separator: "|") }
  }
}

extension Slots {
  /// The names of the products that a question sets against each other, which `among` holds parted by «|».
  package var compared: [String] {
    get { self[.among]?.split(separator: "|").map(String.init) ?? [] }
    set { self[.among] = newValue.isEmpty ? nil : newValue.joined(separator: "|") }
  }
}

extension Slots {
  /// Says what a reason does to the stock where that is not said: a count sets it, every other takes from it.
  package mutating func fillMode() {
    guard self[.mode] == nil, let reason = self[.reason] else { return }
    self[.mode] = reason == "count" ? "set" : "decrease"
  }
}

extension Slots {
  /// Pairs of slots that say the same thing in two ways: a newer one of a pair takes the place of the other.
  private static let rivals = [
    ("payment", "payments"), ("price", "change"), ("price", "change_pct"), ("change", "change_pct"),
    ("customer", "customer_any"), ("discount", "discount_pct"),
  ]

  /// These slots with what a newer message says put in their place.
  package func corrected(by newer: Slots) -> Slots {
    var slots = self
    for (one, other) in Self.rivals {
      if newer[one] != nil { slots[other] = nil }
      if newer[other] != nil { slots[one] = nil }
    }
    // What is paid with is cash.
    if let payment = newer[.payment], payment != .cash { slots[.tendered] = nil }
    if newer[.tendered] != nil, slots[.payment] != .credit { slots[.payment] = nil }
    if newer[.payments] != nil { slots[.tendered] = nil }
    return slots.merging(newer)
  }
}

/// The few shapes in which a slot travels.
package enum SlotValue: Hashable, Sendable {
  /// An exact name of the catalogue, a folio, a word of an enumeration.
  case text(String)
  case number(Number)
  case period(Period)
  case names([String])
  case items([ItemMention])
  case payments([PaidPart])

  /// A decimal in thousandths, exact: «12», «1.850», «0,25».
  package struct Number: Hashable, Comparable, Sendable {
    package let thousandths: Int64
    package init(thousandths: Int64) { self.thousandths = thousandths }
    package init(_ whole: Int) {
      thousandths = Int64(clamping: whole).multipliedReportingOverflow(by: 1000).0
    }
    package static func < (a: Self, b: Self) -> Bool { a.thousandths < b.thousandths }
  }
}

/// A line of a sale or an entry as it was said.
package struct ItemMention: Hashable, Sendable {
  package var product: ProductMention
  package var quantity: SlotValue.Number?
  package var price: SlotValue.Number?
  /// What the whole line comes to; without a quantity, for how much money it is wanted.
  package var worth: SlotValue.Number?
  /// An amount of money off the whole line.
  package var discount: SlotValue.Number?
  package var discountPercent: SlotValue.Number?
  /// How much came in beside it at no cost.
  package var bonus: SlotValue.Number?

  package init(
    product: ProductMention, quantity: SlotValue.Number? = nil, price: SlotValue.Number? = nil,
    worth: SlotValue.Number? = nil
  ) {
    (self.product, self.quantity, self.price, self.worth) = (product, quantity, price, worth)
  }
}

/// How far the catalogue explains the words that should name a product.
package enum ProductMention: Hashable, Sendable {
  /// Its exact name in the catalogue.
  case known(String)
  /// The names it may be, best first: the right answer asks.
  case ambiguous([String])
  /// The words that name nothing of the shop: the right answer says so and offers the nearest.
  case unknown(String)
}

/// A type that a slot can hold.
package protocol SlotStorable: Hashable, Sendable {
  var slotValue: SlotValue { get }
  init?(slotValue: SlotValue)
}

extension String: SlotStorable {
  package var slotValue: SlotValue { .text(self) }
  package init?(slotValue: SlotValue) {
    guard case .text(let text) = slotValue else { return nil }
    self = text
  }
}

extension SlotValue.Number: SlotStorable {
  package var slotValue: SlotValue { .number(self) }
  package init?(slotValue: SlotValue) {
    guard case .number(let number) = slotValue else { return nil }
    self = number
  }
}

/// A type of which a slot can hold several.
package protocol SlotElement: Hashable, Sendable {
  static func slotValue(of elements: [Self]) -> SlotValue
  static func elements(of slotValue: SlotValue) -> [Self]?
}

extension Array: SlotStorable where Element: SlotElement {
  package var slotValue: SlotValue { Element.slotValue(of: self) }
  package init?(slotValue: SlotValue) {
    guard let elements = Element.elements(of: slotValue) else { return nil }
    self = elements
  }
}

extension String: SlotElement {
  package static func slotValue(of elements: [String]) -> SlotValue { .names(elements) }
  package static func elements(of slotValue: SlotValue) -> [String]? {
    guard case .names(let names) = slotValue else { return nil }
    return names
  }
}

extension ItemMention: SlotElement {
  package static func slotValue(of elements: [ItemMention]) -> SlotValue { .items(elements) }
  package static func elements(of slotValue: SlotValue) -> [ItemMention]? {
    guard case .items(let items) = slotValue else { return nil }
    return items
  }
}
