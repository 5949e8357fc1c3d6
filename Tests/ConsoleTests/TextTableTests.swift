import Testing

@testable import Console

@Suite struct `A table of text` {
  private static let stock: TextTable = {
    var table = TextTable([.init("Producto"), .init("Stock", .right), .init("Sugerido", .right)])
    table.add(["Champú Anticaída 400 ml", "7", "60"])
    table.add(["Crema 🧴", Cell("1.250", .red), "15"])
    return table
  }()

  private typealias Cell = TextTable.Cell

  @Test func `stands at its natural width when there is room`() {
    #expect(
      Self.stock.lines(width: 80, palette: .plain) == [
        "Producto                 Stock  Sugerido",
        "───────────────────────  ─────  ────────",
        "Champú Anticaída 400 ml      7        60",
        "Crema 🧴                 1.250        15",
      ])
  }

  @Test func `wraps its text and keeps its numbers whole when the width is short`() {
    #expect(
      Self.stock.lines(width: 30, palette: .plain) == [
        "Producto       Stock  Sugerido",
        "─────────────  ─────  ────────",
        "Champú             7        60",
        "Anticaída 400",
        "ml",
        "Crema 🧴       1.250        15",
      ])
  }

  @Test func `breaks no word within a column`() {
    var table = TextTable([.init("Producto"), .init("Sucursal"), .init("Días", .right)])
    table.add(["Acondicionador Hidratante", "Principal", "5"])
    #expect(
      table.lines(width: 31, palette: .plain) == [
        "Producto        Sucursal   Días",
        "──────────────  ─────────  ────",
        "Acondicionador  Principal     5",
        "Hidratante",
      ])
    #expect(
      table.lines(width: 30, palette: .plain) == [
        "Producto: Acondicionador", "Hidratante", "Sucursal: Principal", "Días: 5",
      ])
  }

  @Test func `becomes a block a row where columns do not fit`() {
    #expect(
      Self.stock.lines(width: 16, palette: .plain) == [
        "Producto: Champú", "Anticaída 400 ml", "Stock: 7", "Sugerido: 60", "",
        "Producto: Crema", "🧴", "Stock: 1.250", "Sugerido: 15",
      ])
  }

  @Test(arguments: 1...60)
  func `never exceeds the width`(width: Int) {
    for line in Self.stock.lines(width: width, palette: .plain) { #expect(line.displayWidth <= width) }
  }

  @Test func `colours its header and the cells that ask for it`() {
    let lines = Self.stock.lines(width: 80, palette: .ansi)
    #expect(lines.first?.hasPrefix("\u{1B}[1mProducto\u{1B}[0m") == true)
    #expect(lines.last?.contains("\u{1B}[31m1.250\u{1B}[0m") == true)
  }

  @Test func `shows control characters of the data harmlessly`() {
    var table = TextTable([.init("Nombre")])
    table.add(["\u{1B}[2Jborrado"])
    #expect(table.lines(width: 40, palette: .plain).last == "␛[2Jborrado")
  }

  @Test func `fills a short row and leaves out what has no column`() {
    var table = TextTable([.init("A"), .init("B")])
    table.add(["1"])
    table.add(["1", "2", "3"])
    #expect(table.lines(width: 20, palette: .plain) == ["A  B", "─  ─", "1", "1  2"])
  }

  @Test func `without columns is nothing`() {
    #expect(TextTable([]).lines(width: 20, palette: .plain).isEmpty)
  }
}
