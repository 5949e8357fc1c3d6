import Inventory
import Shop
import Store
import TestSupport
import Testing
import Wire

@testable import Assistant

@Suite struct `Beneath a heading that a tool wrote itself` {
  private static let heading = "Movimientos de Tinte Negro:"

  /// What is unfounded in `line` beneath it, of the two products that a tool told of.
  private func unfounded(_ line: String) async throws -> [String] {
    let chat = try await ChatShop()
    let names = try await chat.shop.names(chat.session)
    let book = try Phrasebook.shipped(.spanish)
    let products: JSON = [
      ["nombre": "Tinte Negro", "stock": 6], ["nombre": "Crema Hidratante", "stock": 20],
    ]
    var evidence = Evidence(today: chat.session.clock.day(of: chat.shop.now()))
    evidence.add(products)
    evidence.add(["ventana": ["desde": "2025-11-13", "hasta": "2025-11-19"]])
    evidence.add(words: Self.heading, but: [])
    let grounding = Grounding(
      evidence, GroundingWords(book), catalogue: NameIndex(names), currency: "Bs", familiar: [],
      reader: ReplyReader())
    return grounding.unfounded(in: Self.heading + "\n" + line)
  }

  @Test func `its own product's number may stand`() async throws {
    #expect(try await unfounded("- quedan 6").isEmpty)
  }

  @Test func `another product's number may not`() async throws {
    #expect(try await !unfounded("- quedan 20").isEmpty)
  }

  @Test func `a ratio that no two of its numbers have may not`() async throws {
    #expect(try await !unfounded("- quedan el doble que ayer").isEmpty)
  }

  @Test(arguments: ["- queda uno", "- te queda una sola", "- vendiste una unidad"])
  func `one may not where none of its numbers is one`(_ line: String) async throws {
    #expect(try await !unfounded(line).isEmpty)
  }

  @Test(arguments: ["- te dura 7 días", "- te alcanza para 1 semana"])
  func `the days that were looked at are not how long it lasts`(_ line: String) async throws {
    #expect(try await !unfounded(line).isEmpty)
  }

  @Test func `the days that were looked at may be told`() async throws {
    #expect(try await unfounded("- en los últimos 7 días").isEmpty)
  }

  @Test func `a thousand is not read as one and a bit`() async throws {
    #expect(try await !unfounded("- quedan 6.000").isEmpty)
    #expect(try await unfounded("- quedan 6,000").isEmpty)
  }

  @Test func `another product may be named with its own`() async throws {
    #expect(try await unfounded("- de Crema Hidratante quedan 20").isEmpty)
  }
}
