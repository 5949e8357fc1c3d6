import SQL
import Testing

@Suite struct `Statement text` {
  @Test func `a value is bound and never becomes text`() {
    let name = "'; DROP TABLE productos; --"
    let sql: SQL = "SELECT 1 FROM productos WHERE nombre = \(name)"
    #expect(sql.text == "SELECT 1 FROM productos WHERE nombre = $1")
    #expect(sql.parameters == [.text(name)])
  }

  @Test func `a literal string inside an interpolation is bound as well`() {
    let sql: SQL = "SELECT \("año") ORDER BY \(["ASC", "DESC"].first)"
    #expect(sql.text == "SELECT $1 ORDER BY $2")
    #expect(sql.parameters == [.text("año"), .text("ASC")])
  }

  @Test(
    arguments: [
      (true.sqlValue, SQLValue.integer(1)),
      (false.sqlValue, .integer(0)),
      (Int.min.sqlValue, .integer(.min)),
      (Int64.max.sqlValue, .integer(.max)),
      (1.5.sqlValue, .real(1.5)),
      ("ñ".sqlValue, .text("ñ")),
      ([UInt8]([0, 255]).sqlValue, .blob([0, 255])),
      (Optional<String>.none.sqlValue, .null),
      (Optional("x").sqlValue, .text("x")),
      (SQLValue.real(2).sqlValue, .real(2)),
    ] as [(SQLValue, SQLValue)])
  func `each type has its value`(converted: SQLValue, expected: SQLValue) {
    #expect(converted == expected)
  }

  @Test func `a spliced fragment is numbered on from what stands before it`() {
    let recent: SQL = "fecha >= \("2025-01-01") AND fecha < \("2025-02-01")"
    let sql: SQL = "SELECT \(1) WHERE (\(recent)) AND id = \(7)"
    #expect(sql.text == "SELECT $1 WHERE (fecha >= $2 AND fecha < $3) AND id = $4")
    #expect(sql.parameters == [.integer(1), .text("2025-01-01"), .text("2025-02-01"), .integer(7)])
  }

  @Test func `past nine the numbers grow a digit`() {
    let first: SQL = "\(list: Array(1...9))"
    let sql: SQL = "\(first), \(first)"
    #expect(sql.text.hasSuffix("($10, $11, $12, $13, $14, $15, $16, $17, $18)"))
    #expect(sql.parameters.count == 18)
  }

  @Test(
    arguments: [
      ([Int64](), "(NULL)"), ([4], "($1)"), ([4, 5, 6], "($1, $2, $3)"),
    ] as [([Int64], String)])
  func `a list stands in parentheses`(ids: [Int64], text: String) {
    let sql: SQL = "\(list: ids)"
    #expect(sql.text == text)
    #expect(sql.parameters == ids.map(SQLValue.integer))
  }

  @Test func `fragments are joined with what stands between them`() {
    let conditions: [SQL] = ["a = \(1)", "b IS NULL", "c = \("x")"]
    let joined = SQL.joined(conditions, separator: " AND ")
    #expect(joined.text == "a = $1 AND b IS NULL AND c = $2")
    #expect(joined.parameters == [.integer(1), .text("x")])
    #expect(SQL.joined([], separator: ", ").text.isEmpty)
  }
}
