import SQL
import Testing

@Suite struct `Statement text` {
  @Test func `a value is bound and never becomes text`() {
    let name = "'; DROP TABLE productos; --"
    let sql: SQL = "SELECT 1 FROM productos WHERE nombre = \(name)"
    #expect(sql.text == "SELECT 1 FROM productos WHERE nombre = $1")
    #expect(sql.parameters == [.text(name)])
  }
}
