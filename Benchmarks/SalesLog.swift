internal import Foundation

/// A generated log of sales: 540,000 lines in 25,000 invoices over a year, of 4,000 products; one invoice in seven is
/// a return, and some lines are no sales.
enum SalesLog {
  static let map =
    "Invoice=folio,Code=sku,Text=nombre,Count=cantidad,Date=fecha,Price=precio_unitario,Customer=cliente"

  static func write(to path: String) throws {
    var bytes = Array("Invoice,Code,Text,Count,Date,Price,Customer,Country\r\n".utf8)
    bytes.reserveCapacity(50_000_000)
    var dice = Dice()
    for invoice in 0..<25_000 {
      let minute = invoice * 365 * 600 / 25_000
      let (day, hour) = (minute / 600, 8 + minute % 600 / 60)
      let date = "\(stamp(day)) \(two(hour)):\(two(minute % 60)):00"
      let isReturn = dice.roll(7) == 0
      let customer = dice.roll(4) == 0 ? "" : String(12_000 + dice.roll(6_000))
      for _ in 0..<(isReturn ? 1 + dice.roll(4) : 2 + dice.roll(46)) {
        let popularity = dice.roll(4_000)
        let square = popularity * popularity / 4_000
        let product = square * square / 4_000 * popularity / 4_000
        let count = (1 + dice.roll(24)) * (isReturn ? -1 : 1)
        let price = dice.roll(200) == 0 ? "0.0" : "\(product % 17).\(two(product % 100))"
        let code = dice.roll(300) == 0 ? "POST" : "\(20_000 + product)\(product % 9 == 0 ? "A" : "")"
        bytes +=
          "\(isReturn ? "C" : "")\(530_000 + invoice),\(code),SET OF \(product % 12) PAINTED TINS NO \(product),"
          .utf8
        bytes += "\(count),\(date),\(price),\(customer),United Kingdom\r\n".utf8
      }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private static func stamp(_ day: Int) -> String {
    let starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    let month = starts.lastIndex { $0 <= day } ?? 0
    return "2024-\(two(month + 1))-\(two(day - starts[month] + 1))"
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}

/// Numbers that look random and are the same at every run (a linear congruential generator).
struct Dice {
  private var state: UInt64 = 20_251_118

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }
}
