import Foundation
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Application

@Suite final class `The settings command` {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func open(branch: String? = nil, folios: String? = nil) async throws -> OpenShop {
    var configuration = Configuration(environment: [:], executable: "")
    configuration.store = folder.appendingPathComponent("tienda.sqlite").path
    configuration.now = "2025-11-20T21:00"
    if try await configuration.openStore().store.shops().isEmpty {
      _ = try await configuration.createShop(
        name: "Prueba", currency: "BOB", timeZone: "America/La_Paz", owner: "Ana", address: "vos",
        folios: folios, isAnother: false)
      let open = try await configuration.open(door: "terminal")
      _ = try await open.shop.createBranch(BranchFields(name: "Norte"), open.session)
      _ = try await open.shop.createProduct(
        NewProduct(name: "Crema", sku: "C-1", prices: Prices(sale: Money(minorUnits: 100))), open.session)
    }
    configuration.branch = branch
    return try await configuration.open(door: "terminal")
  }

  /// The lines of the list for a setting, as «ambito nombre valor».
  private func lines(_ name: String) async throws -> [String] {
    let list = try JSON(parsing: try await open().listSettings().json)
    return (list["ajustes"]?.array ?? []).filter { $0["clave"]?.string == name }.map { line in
      let value = line["valor"].map { $0.string ?? $0.text } ?? ""
      return [line["ambito"]?.string, line["nombre"]?.string, value].compactMap(\.self).joined(separator: " ")
    }
  }

  @Test func `lists every setting with its default`() async throws {
    let answer = try await open().listSettings()
    let shown = answer.text.split(separator: "\n")
    for name in SettingName.all {
      #expect(shown.contains { $0.hasPrefix("\(name.text) = ") })
      #expect(shown.contains("    \(name.meaning)"))
    }
    #expect(shown.allSatisfy { $0.count <= 80 })
    #expect(try await lines("piso") == ["predeterminado 3"])
    #expect(try await lines("formato_folio") == ["predeterminado POS-{AAAA}-{NNNN}"])
    #expect(try await lines("hora_cierre") == ["predeterminado 20:00"])
    #expect(try await lines("umbral_minimo_ventas_30d") == ["predeterminado null"])
    #expect(try await lines("gracia_solo_rebajas") == ["predeterminado false"])
  }

  @Test func `sets what the shop spends on a model, for all of it alone`() async throws {
    let shop = try await open()
    #expect(try await lines("modelo_tokens_dia") == ["predeterminado null"])
    _ = try await shop.set("modelo_tokens_dia", to: "50000", of: SettingTarget())
    _ = try await shop.set("modelo_precio_entrada", to: "0,25", of: SettingTarget())
    #expect(try await lines("modelo_tokens_dia") == ["comercio 50000"])
    #expect(try await lines("modelo_precio_entrada") == ["comercio 0.25"])
    _ = try await shop.unset("modelo_tokens_dia", of: SettingTarget())
    #expect(try await lines("modelo_tokens_dia") == ["predeterminado null"])
    for text in ["-1", "1.5", "mucho"] {
      await #expect(throws: Failure.self) {
        try await shop.set("modelo_tokens_dia", to: text, of: SettingTarget())
      }
    }
    await #expect(throws: Failure.self) {
      try await shop.set("modelo_tokens_dia", to: "1", of: SettingTarget(product: "C-1"))
    }
  }

  @Test func `sets for the shop, a branch, a category and a product, and takes it back`() async throws {
    let shop = try await open()
    _ = try await shop.set("piso", to: "4", of: SettingTarget())
    _ = try await open(branch: "Norte").set("piso", to: "5,5", of: SettingTarget())
    _ = try await shop.set("piso", to: "6", of: SettingTarget(category: "manos y pies > cremas"))
    let answer = try await shop.set("PISO", to: "7", of: SettingTarget(product: "c-1"))
    #expect(answer.text == "Listo: piso es 7 para el producto C-1")
    #expect(
      try await lines("piso") == [
        "comercio 4", "sucursal Norte 5.5", "categoria Manos y Pies > Cremas 6", "producto C-1 7",
      ])
    _ = try await shop.unset("piso", of: SettingTarget())
    #expect(try await lines("piso").first == "predeterminado 3")
  }

  @Test(arguments: [
    ("piso", "04,50", "4.5"), ("gracia_solo_rebajas", "SÍ", "true"), ("hora_cierre", "9:05", "09:05"),
    ("formato_folio", "f-{nnnn}", "F-{NNNN}"),
  ])
  func `answers with what is set, as the list shows it`(name: String, typed: String, set: String) async throws
  {
    let shop = try await open()
    let answer = try await shop.set(name, to: typed, of: SettingTarget())
    let json = try JSON(parsing: answer.json)
    #expect(try #require(json["valor"].map { $0.string ?? $0.text }) == set)
    #expect(try await lines(name) == ["comercio \(set)"])
    #expect(answer.text == "Listo: \(name) es \(set == "true" ? "sí" : set)")
  }

  @Test(arguments: ["piso", "formato_folio", "hora_cierre"])
  func `takes back only what was set`(name: String) async throws {
    let shop = try await open()
    for target in [shop, try await open(branch: "Norte")]
    where name != "formato_folio" || target.session.scope == nil {
      let failure = await #expect(throws: Failure.self) {
        _ = try await target.unset(name, of: SettingTarget())
      }
      #expect(failure?.code == .badData)
      #expect(failure?.message.hasPrefix("\(name) no estaba ajustado") == true)
    }
  }

  @Test func `sets how sales are numbered and when each branch closes`() async throws {
    let shop = try await open(folios: "A-{NNNN}")
    #expect(try await lines("formato_folio") == ["comercio A-{NNNN}"])
    _ = try await shop.set("formato_folio", to: "f-{NNNNNN}", of: SettingTarget())
    #expect(try await lines("formato_folio") == ["comercio F-{NNNNNN}"])
    _ = try await shop.unset("formato_folio", of: SettingTarget())
    #expect(try await lines("formato_folio") == ["predeterminado POS-{AAAA}-{NNNN}"])
    let norte = try await open(branch: "Norte")
    _ = try await norte.set("hora_cierre", to: "14:30", of: SettingTarget())
    _ = try await shop.set("hora_cierre", to: "21:00", of: SettingTarget())
    #expect(try await lines("hora_cierre") == ["comercio 21:00", "sucursal Norte 14:30"])
    _ = try await norte.unset("hora_cierre", of: SettingTarget())
    _ = try await shop.unset("hora_cierre", of: SettingTarget())
    #expect(try await lines("hora_cierre") == ["predeterminado 20:00"])
  }

  @Test(
    arguments: [
      ("pisos", "3", "no hay un ajuste con ese nombre", .usage),
      ("formato_folio", "F-", "debe terminar en el número", .badData),
      ("formato_folio", "F-{NNN}", "debe ser como F-{NNNN}", .badData),
      ("hora_cierre", "25:00", "se espera una hora como 20:00", .badData),
      ("hora_cierre", "8", "se espera una hora", .badData),
      ("hora_cierre", "+9:05", "se espera una hora", .badData),
      ("hora_cierre", "24:01", "se espera una hora", .badData),
      ("piso", "-1", "debe estar entre 0 y 1000000", .badData),
      ("piso", "tres", "No se entiende «tres»", .badData),
    ] as [(String, String, String, ExitCode)])
  func `says what is wrong with a name or a value`(
    name: String, value: String, reason: String, code: ExitCode
  ) async throws {
    let shop = try await open()
    let error = await #expect(throws: (any Error).self) {
      _ = try await shop.set(name, to: value, of: SettingTarget())
    }
    let failure = Failure(try #require(error), store: "")
    #expect(failure.message.contains(reason), "\(failure.message)")
    #expect(failure.code == code)
  }

  @Test func `says what is wrong with where it is to hold`() async throws {
    let shop = try await open()
    for (name, target, reason) in [
      ("piso", SettingTarget(product: "nada"), "«nada»"), ("piso", SettingTarget(category: "nada"), "«nada»"),
      ("piso", SettingTarget(category: "Cremas"), "«Rostro > Cremas», «Manos y Pies > Cremas»"),
      ("piso", SettingTarget(product: "C-1", category: "Otros"), "van de a uno"),
      ("formato_folio", SettingTarget(product: "C-1"), "vale para todo el comercio"),
      ("hora_cierre", SettingTarget(product: "C-1"), "para una sucursal"),
    ] {
      let error = await #expect(throws: (any Error).self) {
        _ = try await shop.set(name, to: "3", of: target)
      }
      let message = Failure(try #require(error), store: "").message
      #expect(message.contains(reason), "\(message)")
    }
  }
}
