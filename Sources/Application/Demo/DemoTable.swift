internal import Inventory

/// A table of products as it is written in this folder.
///
/// A heading is `= category > subcategory | SKU prefix | supplier`; a line below it
/// `name | price | cost | share | extras`. `{a|b}` in the name makes a product of each, the later ones slower; `/`
/// parts their prices; `{}` in an alias stands for the variant. Extras, parted by commas: `kilo`, `caja`,
/// `vence` days, `mayor` quantity price, `alias` text, `estratégico`, a story; `=variant` keeps the last two to one.
struct DemoTable {
  struct Heading {
    let path: [String]
    let prefix: String
    let supplier: String
  }

  struct Row {
    let heading: Heading
    let name: String
    let prices: Prices
    /// Its part of what the shop sells, compared with the other rows.
    let share: Double
    var unit = Unit.unit
    var isStrategic = false
    var aliases: [String] = []
    var story: DemoCatalogue.Story?
    var shelfLife: Int?
  }

  private(set) var rows: [Row] = []

  /// - Throws: `ShopError.invalid` with the line that cannot be read.
  init(_ text: String) throws(ShopError) {
    var heading: Heading?
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " |", omittingEmptySubsequences: false).map { $0.trimmed }
      if line.hasPrefix("= "), fields.count == 3 {
        let path = fields[0].dropFirst(2).split(separator: " > ").map(String.init)
        heading = Heading(path: path, prefix: fields[1], supplier: fields[2])
      } else if let heading, fields.count == 5, let line = Line(fields, heading) {
        rows += try line.rows()
      } else {
        throw .invalid(field: "catálogo", .unreadable(String(line)))
      }
    }
  }
}

/// A line of the table before its variants are told apart.
private struct Line {
  let heading: DemoTable.Heading
  let beginning: String
  let variants: [String]
  let end: String
  let sale: [Money]
  let cost: [Money]
  let share: Double
  let extras: [String]

  /// How fast each variant sells beside the first.
  private static let slowing = [1, 0.7, 0.55, 0.45, 0.4, 0.35, 0.3, 0.25]

  init?(_ fields: [String], _ heading: DemoTable.Heading) {
    self.heading = heading
    let parts = fields[0].split(omittingEmptySubsequences: false) { $0 == "{" || $0 == "}" }.map(String.init)
    switch parts.count {
    case 1: (beginning, variants, end) = (parts[0], [""], "")
    case 3: (beginning, variants, end) = (parts[0], parts[1].split(separator: "|").map(String.init), parts[2])
    default: return nil
    }
    sale = Self.amounts(fields[1])
    cost = Self.amounts(fields[2])
    guard !sale.isEmpty, !cost.isEmpty, let share = Double(fields[3]) else { return nil }
    self.share = share
    extras = fields[4].split(separator: ",").map { $0.trimmed }
  }

  private static func amounts(_ text: String) -> [Money] {
    text.split(separator: "/").compactMap { FixedPoint.parse($0, scale: 2) }.map { Money(minorUnits: $0) }
  }

  func rows() throws(ShopError) -> [DemoTable.Row] {
    var rows: [DemoTable.Row] = []
    for (index, variant) in variants.enumerated() {
      var row = DemoTable.Row(
        heading: heading, name: beginning + variant + end,
        prices: try Prices(
          sale: sale[min(index, sale.count - 1)], cost: cost[min(index, cost.count - 1)], wholesale: wholesale
        ),
        share: share * Self.slowing[min(index, Self.slowing.count - 1)])
      for extra in extras { try apply(extra, to: &row, variant) }
      rows.append(row)
    }
    return rows
  }

  private var wholesale: Prices.Wholesale? {
    guard let words = extras.first(where: { $0.hasPrefix("mayor ") })?.split(separator: " "),
      words.count == 3,
      let quantity = Quantity(decimal: words[1]), let price = FixedPoint.parse(words[2], scale: 2)
    else { return nil }
    return Prices.Wholesale(price: Money(minorUnits: price), quantity: quantity)
  }

  private func apply(_ extra: String, to row: inout DemoTable.Row, _ variant: String) throws(ShopError) {
    let (word, rest) = extra.parted(by: " ")
    switch word {
    case "mayor": return
    case "kilo": row.unit = .kilo
    case "caja": row.unit = .box
    case "vence": row.shelfLife = Int(rest)
    case "alias": row.aliases.append(rest.replacing("{}", with: variant.lowercased()))
    default:
      let (mark, only) = extra.parted(by: "=")
      let story = DemoCatalogue.Story(rawValue: mark)
      guard mark == "estratégico" || story != nil, only.isEmpty || variants.contains(only) else {
        throw .invalid(field: "catálogo", .unreadable(extra))
      }
      guard only.isEmpty || only == variant else { return }
      if let story { row.story = story } else { row.isStrategic = true }
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  fileprivate func parted(by separator: Character) -> (String, String) {
    guard let index = firstIndex(of: separator) else { return (String(self), "") }
    return (String(self[..<index]), String(self[self.index(after: index)...]))
  }
}
