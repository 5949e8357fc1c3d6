import Inventory
import Testing

@testable import Wire

/// What a reader makes of `bytes` given in chunks of `size`: the fields of each record, or its fault.
private func read(_ bytes: [UInt8], separator: CSVSeparator? = nil, chunk size: Int = .max) -> [Row] {
  var reader = CSVReader(separator: separator)
  var rows: [Row] = []
  func keep(_ result: Result<CSVRecord, CSVFault>) {
    switch result {
    case .success(let record): rows.append(Row(line: record.line, fields: record.fields))
    case .failure(let fault): rows.append(Row(line: fault.line, fault: fault.reason))
    }
  }
  var position = 0
  while position < bytes.count {
    let end = size < bytes.count - position ? position + size : bytes.count
    reader.push(bytes[position..<end], record: keep)
    position = end
  }
  reader.finish(record: keep)
  return rows
}

private struct Row: Equatable {
  var line: Int
  var fields: [String] = []
  var fault: CSVFault.Reason?
}

struct CSVReaderTests {
  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a;b\r\n1,5;2", [["a", "b"], ["1,5", "2"]]),
      ("a\tb\r1\t\r", [["a", "b"], ["1", ""]]),
      ("\"x,y\";b\n\"he said \"\"hi\"\"\";2\n", [["x,y", "b"], ["he said \"hi\"", "2"]]),
      ("a,b\n\"two\r\nlines\",\"\"\n", [["a", "b"], ["two\r\nlines", ""]]),
      ("a,b\n\n\r\n,\n", [["a", "b"], ["", ""]]),
      ("a,b\n5\" pipe,\"quoted\" tail\n", [["a", "b"], ["5\" pipe", "quoted tail"]]),
      ("\u{FEFF}\"sku\",b\n", [["sku", "b"]]),
      ("sku\nñandú\n", [["sku"], ["ñandú"]]),
      ("sep=;\r\na;b,c\r\n1;2\r\n", [["a", "b,c"], ["1", "2"]]),
      ("\u{FEFF}sep=\t\na\tb\n", [["a", "b"]]), ("sep=x\n", [["sep=x"]]), ("sep=;", [["sep=", ""]]),
      ("", []), ("\n\n", []), ("\"\"\n", []), ("\u{FEFF}", []),
    ] as [(String, [[String]])], [Int.max, 1, 2, 3])
  func `a text is read as its fields, however it is cut`(sample: (String, [[String]]), size: Int) {
    #expect(read(Array(sample.0.utf8), chunk: size).map(\.fields) == sample.1)
  }

  @Test func `a given separator is not looked for`() {
    #expect(read(Array("a;b,c\n".utf8), separator: .comma).map(\.fields) == [["a;b", "c"]])
  }

  @Test(arguments: [Int.max, 1, 4])
  func `a record bears the line on which it begins`(size: Int) {
    let text = "a,b\r\n\r\n1,\"x\ny\r\nz\"\r2,3\n\n4,5"
    #expect(read(Array(text.utf8), chunk: size).map(\.line) == [1, 3, 6, 8])
  }

  @Test func `what is not UTF-8 is read as Windows-1252`() {
    let bytes: [UInt8] = Array("a,b\n".utf8) + [0x41, 0xF1, 0x6F, 0x2C, 0x80, 0x93, 0x81, 0x0A]
    #expect(read(bytes).last?.fields == ["Año", "€\u{201C}\u{FFFD}"])
  }

  @Test func `a field past the limit costs its record and no other`() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.fieldLimit + 1)
    let bytes = Array("a,b\n1,".utf8) + long + Array(",9\n2,3\n".utf8)
    let expected = [
      Row(line: 1, fields: ["a", "b"]), Row(line: 2, fault: .tooLong), Row(line: 3, fields: ["2", "3"]),
    ]
    #expect(read(bytes, chunk: 65_536) == expected)
  }

  @Test func `a field as long as the limit is read`() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.fieldLimit)
    #expect(read(Array("a\n".utf8) + long).last?.fields.first?.utf8.count == CSVReader.fieldLimit)
  }

  @Test func `a record of endless separators is refused`() {
    let commas = [UInt8](repeating: UInt8(ascii: ","), count: CSVReader.recordLimit + 2)
    let rows = read(Array("a,b\n".utf8) + commas + Array("\n1,2\n".utf8), chunk: 65_536)
    #expect(rows.map(\.fault) == [nil, .tooLong, nil])
  }

  @Test func `a stray quote loses the lines it swallowed, not those after the limit`() {
    var text = "a,b\n1,\"stray\n"
    while text.utf8.count < CSVReader.fieldLimit + 200 { text += "2,this line is inside the quote\n" }
    let rows = read(Array((text + "last,1\n").utf8), chunk: 65_536)
    #expect(rows[1] == Row(line: 2, fault: .tooLong))
    #expect(rows.last?.fields == ["last", "1"])
    #expect(rows.last?.line == text.utf8.count { $0 == 10 } + 1)
  }

  @Test(arguments: [("2,3", 2), ("2,3\n4,5\n", 3), ("", 1)])
  func `a quote that never closes is told with the lines that it took`(rest: String, lines: Int) {
    var faults: [CSVFault] = []
    var reader = CSVReader()
    func keep(_ result: Result<CSVRecord, CSVFault>) {
      if case .failure(let fault) = result { faults.append(fault) }
    }
    reader.push(Array("a,b\n\"0\n0\",\"open\n\(rest)".utf8)[...], record: keep)
    reader.finish(record: keep)
    #expect(faults == [CSVFault(line: 3, lines: lines, reason: .unclosedQuote)])
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]], [Int.max, 1, 3])
  func `UTF-16 with its mark is read as what it says`(mark: [UInt8], size: Int) {
    let units = Array("año;precio\r\n😀;5,50\r\n".utf16)
    let isLittle = mark[0] == 0xFF
    let bytes = units.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isLittle ? [low, high] : [high, low]
    }
    #expect(read(mark + bytes, chunk: size).map(\.fields) == [["año", "precio"], ["😀", "5,50"]])
  }

  @Test func `a line keeps its number behind the note of the separator`() {
    #expect(read(Array("sep=;\r\na;b\r\n1;2".utf8), chunk: 1).map(\.line) == [2, 3])
  }

  @Test func `a field that is not there is empty`() {
    var count = 0
    var reader = CSVReader()
    reader.push(Array("a,b\n".utf8)[...]) { result in
      guard case .success(let record) = result else { return }
      count += 1
      #expect(record.count == 2)
      #expect(record[2].isEmpty)
      #expect(record[-1].isEmpty)
      #expect(Array(record.utf8(1)) == [0x62])
    }
    #expect(count == 1)
  }

  @Test func `an error of the caller stops the reading`() {
    struct Enough: Error {}
    var reader = CSVReader()
    #expect(throws: Enough.self) {
      try reader.push(Array("a\nb\n".utf8)[...]) { (_) throws(Enough) in throw Enough() }
    }
  }

  @Test func `garbage comes out the same however it is cut`() {
    var random = SplitMix64(seed: 3)
    let alphabet = Array("a1\",;\t\r\n".utf8) + [0, 0xE9, 0xEF, 0xBB, 0xBF]
    var records = 0
    for _ in 0..<1500 {
      let bytes = (0..<random.next(below: 40)).map { _ in alphabet[random.next(below: alphabet.count)] }
      let whole = read(bytes)
      #expect(read(bytes, chunk: 1 + random.next(below: 5)) == whole)
      records += whole.count
    }
    #expect(records > 1500)
  }
}

struct CSVWriterTests {
  @Test(arguments: [
    (["a", "b c", ""], "a,b c,\r\n"),
    (["x,y", "say \"hi\"", "two\nlines"], "\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"),
    (["=1+1", "@x", "+a", "-b", "-"], "'=1+1,'@x,'+a,'-b,'-\r\n"),
    (["-12.5", "+3", "-1,5"], "-12.5,+3,\"-1,5\"\r\n"),
    (["-1.2.3", "=\"x\""], "'-1.2.3,\"'=\"\"x\"\"\"\r\n"),
  ]) func `fields are quoted and formulas disarmed`(fields: [String], text: String) {
    var writer = CSVWriter()
    writer.append(fields)
    #expect(String(decoding: writer.drain(), as: UTF8.self) == text)
    #expect(writer.drain().isEmpty)
  }

  @Test(arguments: CSVSeparator.allCases)
  func `what is written is read back`(separator: CSVSeparator) {
    var random = SplitMix64(seed: 5)
    var writer = CSVWriter(separator: separator)
    var written: [[String]] = []
    for _ in 0..<200 {
      let fields = ["id"] + (0..<3).map { _ in "x" + random.text() }
      written.append(fields)
      writer.append(fields)
    }
    #expect(read(writer.drain(), separator: separator, chunk: 100).map(\.fields) == written)
  }
}
