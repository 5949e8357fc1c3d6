internal import Inventory
internal import Understanding

/// Products scanned one after the other, on their way to being one sale.
struct ScanBasket {
  private var lines: [(product: Product, units: Int64)] = []

  var isEmpty: Bool { lines.isEmpty }

  /// Units scanned.
  var count: Int64 { lines.reduce(0) { $0 + $1.units } }

  mutating func add(_ product: Product) {
    if let index = lines.firstIndex(where: { $0.product.id == product.id }) {
      lines[index].units += 1
    } else {
      lines.append((product, 1))
    }
  }

  /// What the basket comes to at the products' own prices, wholesale included.
  func total() throws(ShopError) -> Money {
    var total = Money.zero
    for line in lines {
      let quantity = Quantity(line.units)
      total += try line.product.prices.unitPrice(for: quantity).times(quantity)
    }
    return total
  }

  /// The sale of what was scanned, as a request to the assistant.
  var request: Request {
    var slots = Slots()
    slots[.items] = lines.map { line in
      ItemMention(product: .known(line.product.name), quantity: SlotValue.Number(Int(line.units)))
    }
    return Request(intent: .registerSale, slots: slots)
  }

  static func isCheckout(_ text: String) -> Bool {
    ["cobrar", "cobra", "cobrá", "checkout", "charge", "total"].contains(text.lowercased())
  }
}
