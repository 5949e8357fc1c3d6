import Assistant
import Inventory
import Store
import TestSupport
import Testing

private enum Sample: String, Phrase {
  case greeting = "greeting(name)"
  case count = "count(n)"
  case order = "order"
}

@Suite struct `The book of phrases` {
  private func book(_ text: String) throws -> Phrasebook {
    try Phrasebook(language: .spanish, files: [("replies.txt", text)], families: [Sample.self])
  }

  private func voice(_ text: String, _ address: ShopRecord.Address = .tuteo) throws -> Voice {
    Voice(try book(text), address: address, currency: try #require(Currency(code: "BOB")))
  }

  private let whole = """
    # a comment
    greeting = Hola,
      {name}
    count = {n} {n|unidad|unidades}
    order = {vos:Pedí|tu:Pide|usted:Pida}
    """

  @Test func `a line that begins with a space goes on with the one before`() throws {
    #expect(try voice(whole).say(Sample.greeting, ["name": "Ana"]) == "Hola, Ana")
  }

  @Test(arguments: [("1", "1 unidad"), ("0", "0 unidades"), ("12", "12 unidades"), ("1,5", "1,5 unidades")])
  func `one is singular`(_ n: String, _ text: String) throws {
    #expect(try voice(whole).say(Sample.count, ["n": n]) == text)
  }

  @Test(arguments: [
    (ShopRecord.Address.voseo, "Pedí"), (.tuteo, "Pide"), (.usted, "Pida"),
  ])
  func `the verb follows the way of address`(_ address: ShopRecord.Address, _ text: String) throws {
    #expect(try voice(whole, address).say(Sample.order) == text)
  }

  @Test(arguments: [
    ("greeting = Hola", 0, "«count» is missing"),
    ("greeting = Hola\ncount {n}", 2, "must be «key = text»"),
    ("greeting = Hola {nombre}", 1, "«greeting» knows no «nombre», only: name"),
    ("greeting = Hola {name", 1, "«{» without «}»"),
    ("greeting = Hola name}", 1, "«}» without «{»"),
    ("count = {n|unidad}", 1, "«{n|unidad}» must be {name|one|many}"),
    ("order = {vos:Pedí|tu:Pide}", 1, "«{vos:Pedí|tu:Pide}» must give vos, tu and usted"),
    ("order = {vos:Pedí|él:Pide}", 1, "«{vos:Pedí|él:Pide}» must be {vos:…|tu:…|usted:…}"),
    ("adios = Adiós", 1, "nothing asks for «adios»"),
    ("order = a\norder = b", 2, "«order» stands twice"),
    ("  de nada", 1, "continues no line"),
  ])
  func `a broken book names file, line and reason`(_ text: String, _ line: Int, _ reason: String) {
    let fault = #expect(throws: Phrasebook.Fault.self) { try book(text) }
    #expect(fault?.line == line)
    #expect(fault?.reason == reason)
  }
}

@Suite struct `Figures in words` {
  private func voice(_ language: Language, _ currency: String = "BOB") throws -> Voice {
    let texts = try Assistant.Texts.shipped(language)
    return Voice(
      try Phrasebook(language: language, files: texts.replies), address: .voseo,
      currency: try #require(Currency(code: currency)))
  }

  @Test(arguments: [
    (Language.spanish, "BOB", 125_050, "Bs 1.250,50"), (.spanish, "BOB", 342_000, "Bs 3.420"),
    (.english, "BOB", 125_050, "Bs 1,250.50"), (.spanish, "MXN", 125_050, "$1,250.50"),
    (.spanish, "ARS", 123_456_789, "$1.234.567,89"), (.spanish, "CLP", 1990, "$1.990"),
    (.spanish, "PEN", 5, "S/ 0.05"), (.spanish, "BOB", -125_050, "-Bs 1.250,50"),
    (.spanish, "BOB", 0, "Bs 0"),
  ])
  func `money is written as the shop's people write it`(
    _ language: Language, _ currency: String, _ minorUnits: Int64, _ text: String
  ) throws {
    #expect(try voice(language, currency).money(Money(minorUnits: minorUnits)) == text)
  }

  @Test(arguments: [
    (Language.spanish, 1000, Unit.unit, "1 unidad"), (.spanish, 12_000, .unit, "12 unidades"),
    (.spanish, 250, .kilo, "0,25 kilos"), (.spanish, 1_234_500, .litre, "1.234,5 litros"),
    (.english, 1000, .box, "1 box"), (.english, 1_234_500, .kilo, "1,234.5 kilos"),
  ])
  func `quantities carry their unit`(_ language: Language, _ thousandths: Int64, _ unit: Unit, _ text: String)
    throws
  {
    #expect(try voice(language).quantity(Quantity(thousandths: thousandths), unit) == text)
  }

  @Test(arguments: [
    ("2025-11-20", "2025-11-20", "hoy"), ("2025-11-19", "2025-11-19", "ayer"),
    ("2025-11-21", "2025-11-21", "mañana"), ("2025-11-13", "2025-11-13", "jueves 13 de noviembre"),
    ("2025-10-01", "2025-10-31", "octubre de 2025"), ("2024-01-01", "2024-12-31", "2024"),
    ("2025-11-01", "2025-11-20", "del 1 al 20 de noviembre"),
    ("2025-10-28", "2025-11-03", "del martes 28 de octubre al lunes 3 de noviembre"),
    ("2024-12-30", "2025-01-02", "del 30 de diciembre de 2024 al jueves 2 de enero"),
  ])
  func `days are named as people name them`(_ first: String, _ last: String, _ text: String) throws {
    let days = DayRange(try day(first), try day(last))
    #expect(try voice(.spanish).period(days, today: try day("2025-11-20")) == text)
  }

  @Test func `the short day and the percentage follow the language`() throws {
    let percent = Percent(tenths: 125)
    #expect(try voice(.spanish).shortDay(try day("2025-12-04")) == "04/12")
    #expect(try voice(.english).shortDay(try day("2025-12-04")) == "Dec 4")
    #expect(try voice(.spanish).percent(percent) == "12,5 %")
    #expect(try voice(.english).percent(percent) == "12.5%")
  }
}
