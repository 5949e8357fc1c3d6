import Inventory
import Shop
import Testing
import Wire

@testable import API

/// What the shop decides for itself, over REST.
struct SettingEndpointTests {
  private func values(_ name: String, in test: APIShop) async throws -> [JSON] {
    (try await test.data(.get, "/ajustes").array ?? []).filter { $0["clave"]?.string == name }
      .compactMap { $0["valor"] }
  }

  @Test func `every setting is listed with what it is at`() async throws {
    let test = try await APIShop()
    let names = try await test.data(.get, "/ajustes").array?.compactMap { $0["clave"]?.string }
    #expect(names == SettingName.all.map(\.text))
    #expect(try await values("hora_cierre", in: test) == ["20:00"])
    #expect(try await values("piso", in: test) == [3])
  }

  @Test(
    arguments: [
      ("hora_cierre", "21:30"), ("piso", 5), ("formato_folio", "F-{NNNN}"), ("gracia_solo_rebajas", true),
      ("umbral_margen", JSON(decimal: "42.5")), ("modelo_tokens_dia", 1000),
    ] as [(String, JSON)])
  func `what is set holds until it is taken away`(name: String, value: JSON) async throws {
    let test = try await APIShop()
    let before = try await values(name, in: test)
    #expect(try await test.send(.put, "/ajustes/\(name)", ["valor": value]).status == .ok)
    #expect(try await values(name, in: test) == [value])
    #expect(try await test.send(.delete, "/ajustes/\(name)").status == .ok)
    #expect(try await values(name, in: test) == before)
  }

  @Test func `a setting of a branch stands beside the shop's`() async throws {
    let test = try await APIShop()
    _ = try await test.send(.put, "/ajustes/piso", ["valor": 8, "sucursal_id": 1])
    #expect(try await values("piso", in: test) == [3, 8])
    let folios = try await test.send(
      .put, "/ajustes/formato_folio", ["valor": "F-{NNNN}", "sucursal_id": 1])
    #expect(try folios.json["errores"]?[0]?["campo"] == "sucursal_id")
    let nowhere = try await test.send(.put, "/ajustes/piso", ["valor": 8, "sucursal_id": 9])
    #expect(try nowhere.json["errores"]?[0]?["campo"] == "sucursal_id")
  }

  @Test(
    arguments: [
      ("hora_cierre", "25:99"), ("piso", -1), ("piso", "mucho"), ("formato_folio", "x"), ("piso", []),
    ] as [(String, JSON)])
  func `a value that a setting may not have is told`(name: String, value: JSON) async throws {
    let response = try await APIShop().send(.put, "/ajustes/\(name)", ["valor": value])
    #expect(response.status == .unprocessable)
    #expect(try response.json["errores"]?[0]?["campo"] == "valor")
  }

  @Test func `only who may change them does`() async throws {
    let test = try await APIShop(role: .cashier)
    #expect(try await test.send(.put, "/ajustes/piso", ["valor": 5]).status == .forbidden)
    #expect(try await test.send(.put, "/ajustes/nada", ["valor": 5]).status == .notFound)
  }
}
