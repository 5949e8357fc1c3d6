internal import Inventory
internal import Understanding

/// Products scanned one after the other, on their way to being one sale.
struct ScanBasket {
  private var lines: [(product: Product, units: Int64)] = []
  private var scans: [(product: ProductID, units: Int64)] = []

  var isEmpty: Bool { lines.isEmpty }

  /// Units scanned.
  var count: Int64 { lines.reduce(0) { $0 + $1.units } }

  func units(of product: Product) -> Int64 { lines.first { $0.product.id == product.id }?.units ?? 0 }

  mutating func add(_ product: Product, units: Int64) {
    scans.append((product.id, units))
    if let index = lines.firstIndex(where: { $0.product.id == product.id }) {
      lines[index].units += units
    } else {
      lines.append((product, units))
    }
  }

  /// Takes back the last scan and returns its product; nil when there was none.
  mutating func takeBack() -> Product? {
    guard let scan = scans.popLast(), let index = lines.firstIndex(where: { $0.product.id == scan.product })
    else { return nil }
    let product = lines[index].product
    lines[index].units -= scan.units
    if lines[index].units == 0 { lines.remove(at: index) }
    return product
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

  /// What was scanned, as the lines of a sale.
  var items: [ItemMention] {
    lines.map { line in
      ItemMention(product: .known(line.product.name), quantity: SlotValue.Number(Int(line.units)))
    }
  }
}

/// What a line says about the basket.
enum BasketWord: Hashable {
  /// To sell it, with what is said of the customer and the payment.
  case checkout(saying: String)
  case takeBack
  case empty

  init?(_ line: String) {
    let words = line.lowercased().split(maxSplits: 1) { " ,;:.".contains($0) }.map(String.init)
    let rest = words.count > 1 ? String(words[1].drop { " ,;:.".contains($0) }) : ""
    switch words.first {
    case "cobrar", "cobra", "cobrá", "cobre", "checkout", "charge", "total": self = .checkout(saying: rest)
    case "deshacer", "/deshacer", "quitar", "quita", "quitá", "undo", "/undo", "remove", "tirar":
      guard rest.isEmpty else { return nil }
      self = .takeBack
    case "cancelar", "cancela", "cancelá", "vaciar", "cancel", "clear", "esvaziar":
      guard rest.isEmpty else { return nil }
      self = .empty
    default: return nil
    }
  }
}
