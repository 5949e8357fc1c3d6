import Inventory
import Testing

@testable import Wire

struct JSONTests {
  @Test(
    arguments: [
      ("null", JSON.null), (" true\n", true), ("false", false), ("-12", -12), (#""año""#, "año"), ("[]", []),
      ("{}", [:]), (#"[1, [2], {"a": null}]"#, [1, [2], ["a": nil]]),
      (#"{"b": 1, "a": {"c": [true]}}"#, ["b": 1, "a": ["c": [true]]]),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\uD83D\uDE00x""#, "é😀x"),
      (#""ñandú \u0041 y 🛒""#, "ñandú A y 🛒"),
    ] as [(String, JSON)]) func `a text is read as its value`(text: String, value: JSON) throws
  {
    #expect(try JSON(parsing: text) == value)
  }

  @Test(
    arguments: [
      ("", .endOfText, 0), ("  ", .endOfText, 2), ("[1", .endOfText, 2),
      ("[1,]", .unexpectedByte, 3), ("[1 2]", .unexpectedByte, 3), (#"{"a" 1}"#, .unexpectedByte, 5),
      ("{a:1}", .unexpectedByte, 1), ("tru", .endOfText, 3), ("trux", .unexpectedByte, 3),
      ("01", .trailingText, 1), ("1.", .malformedNumber, 0), ("-", .malformedNumber, 0),
      ("1e+", .malformedNumber, 0), (".5", .unexpectedByte, 0), ("+1", .unexpectedByte, 0),
      ("1 1", .trailingText, 2), (#""ab"#, .endOfText, 3), ("\"a\u{1}\"", .controlCharacter, 2),
      (#""\x""#, .malformedEscape, 1), (#""\u12g4""#, .malformedEscape, 1), (#""\u12"#, .endOfText, 1),
      (#""\ud800""#, .loneSurrogate, 1), (#""\ud800A""#, .loneSurrogate, 1),
      (#""\udc00""#, .loneSurrogate, 1),
      (#"{"a":1,"a":2}"#, .repeatedKey, 7), ("'a'", .unexpectedByte, 0), ("nan", .unexpectedByte, 1),
    ] as [(String, JSON.SyntaxError.Reason, Int)]) func `what is not JSON is refused where it goes wrong`(
      text: String, reason: JSON.SyntaxError.Reason, offset: Int
    )
  {
    #expect(throws: JSON.SyntaxError(reason: reason, offset: offset)) { try JSON(parsing: text) }
  }

  @Test(arguments: [[0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80]] as [[UInt8]])
  func `a string that is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(throws: JSON.SyntaxError(reason: .invalidUTF8, offset: 2)) {
      try JSON(parsing: [0x5B, 0x22] + bytes + [0x22, 0x5D])
    }
  }

  @Test func `nesting is read down to the limit and refused below it`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try JSON(parsing: nested(JSON.depthLimit)).array?.count == 1)
    #expect(throws: JSON.SyntaxError(reason: .tooDeep, offset: JSON.depthLimit)) {
      try JSON(parsing: nested(JSON.depthLimit + 1))
    }
    #expect(throws: JSON.SyntaxError.self) {
      try JSON(parsing: String(repeating: "[{\"a\":", count: 100_000))
    }
  }

  @Test(arguments: ["0.10", "-0", "1E400", "123456789012345678901234567890.000000000001"])
  func `a number keeps its text`(text: String) throws {
    #expect(try JSON(parsing: text).text == text)
  }

  @Test(
    arguments: [
      ("7", 7), ("-3", -3), ("12.00", 12), ("9223372036854775807", Int64.max), ("9223372036854775808", nil),
      ("1.5", nil), ("1e3", nil), ("-0", 0), ("0.0", 0),
    ] as [(String, Int64?)])
  func `only a whole number has an integer`(text: String, integer: Int64?) throws {
    #expect(try #require(JSON.Number(text)).integer == integer)
  }

  @Test(arguments: ["", "1,5", " 1", "1 ", "0x1", "Infinity", "--1", "00"])
  func `a number is made of JSON's grammar only`(text: String) {
    #expect(JSON.Number(text) == nil)
  }

  @Test func `text is compact, ordered and escaped`() {
    let value: JSON = ["z": [1, nil, true], "a": "co\"m\\illas\n\u{1}\u{1F} ñ", "é": [:]]
    #expect(value.text == #"{"z":[1,null,true],"a":"co\"m\\illas\n\u0001\u001f ñ","é":{}}"#)
  }

  @Test func `pretty text has a member a line`() {
    let value: JSON = ["a": [1, [:]], "b": []]
    #expect(value.pretty == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}")
  }

  @Test func `members and elements are found by key and index`() {
    let value: JSON = ["a": [10, "x"], "n": nil]
    #expect(value["a"]?[0]?.integer == 10)
    #expect(value["a"]?[1]?.string == "x")
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["n"]?.isNull == true)
    #expect(value["b"] == nil)
    #expect(value[0] == nil)
  }

  @Test func `objects are equal whatever their order, and keep it`() throws {
    let first: JSON = ["a": 1, "b": 2]
    let second: JSON = ["b": 2, "a": 1]
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(first != ["a": 1, "b": 3])
    #expect(first != ["a": 1])
    #expect(try #require(second.object).keys == ["b", "a"])
  }

  @Test func `a large object finds, replaces and removes its members`() {
    var object = JSON.Object()
    for index in 0..<100 { object["k\(index)"] = JSON(index) }
    object["k50"] = "new"
    object["k0"] = nil
    #expect(object.count == 99)
    #expect(object["k50"] == "new")
    #expect(object["k99"]?.integer == 99)
    #expect(object["k0"] == nil)
    #expect(object.keys.first == "k1")
  }

  @Test func `what is written is read back`() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 {
      let value = random.json(depth: 4)
      #expect(try JSON(parsing: value.text) == value)
      #expect(try JSON(parsing: value.pretty) == value)
    }
  }

  @Test func `garbage is read or refused, never a crash`() {
    var random = SplitMix64(seed: 11)
    let alphabet = Array(#"{}[]",:\u0019dD8-+.eEtrufalsn "#.utf8) + [0, 0x1F, 0xC3, 0xA9, 0xFF]
    var refused = 0
    for _ in 0..<5000 {
      let bytes = (0..<random.next(below: 24)).map { _ in alphabet[random.next(below: alphabet.count)] }
      do throws(JSON.SyntaxError) {
        _ = try JSON(parsing: bytes)
      } catch {
        refused += 1
        #expect((0...bytes.count).contains(error.offset))
      }
    }
    #expect(refused > 4000)
  }
}
