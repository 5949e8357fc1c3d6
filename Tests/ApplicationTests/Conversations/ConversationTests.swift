import Foundation
import Testing

@testable import Application

/// The files of `Tests/Conversations`.
enum ConversationFiles {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Conversations").path

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { $0.hasSuffix(".txt") }.sorted()
  }()

  static let tester = Task { try await ConversationTester(configuration) }

  static let configuration = Configuration(environment: [:], executable: #filePath)
}

@Suite struct `Scripted conversations` {
  @Test(arguments: ConversationFiles.names) func `go as they are written`(_ name: String) async throws {
    let tester = try await ConversationFiles.tester.value
    for script in try ConversationFiles.configuration.conversations(in: "\(ConversationFiles.folder)/\(name)")
    {
      let outcome = try await tester.hold(script)
      if !outcome.differences.isEmpty { Issue.record("\(outcome.text)") }
    }
  }

  @Test func `are forty and more, in both languages`() throws {
    let scripts = try ConversationFiles.names.flatMap { name in
      try ConversationFiles.configuration.conversations(in: "\(ConversationFiles.folder)/\(name)")
    }
    #expect(scripts.count >= 40)
    #expect(Set(scripts.map { $0.file.hasSuffix("corner.txt") }) == [true, false])
  }
}

@Suite struct `A conversation that goes otherwise` {
  private static let shop = """
    nombre: Kiosco
    reloj: 2025-11-20T21:00
    producto: Galletas
      sku: GAL-1
      precio: 5
      costo: 3
      hay: 40
      vendió: 7 en los últimos 7 días

    """

  /// What is said and the one expectation of it that does not hold.
  @Test(arguments: [
    ("¿cuánto queda de galletas?", "herramienta: getProductPrice"),
    ("¿cuánto queda de galletas?", "herramienta: getProductStock {\"product\": \"Alfajor\"}"),
    ("¿cuánto queda de galletas?", "ninguna herramienta"),
    ("¿cuánto queda de galletas?", "dice: 41 unidades"),
    ("¿cuánto queda de galletas?", "no dice: 40 unidades"),
    ("¿cuánto queda de galletas?", "ofrece: llorar"),
    ("¿cuánto queda de galletas?", "espera: confirmación"),
    ("¿cuánto queda de galletas?", "cambia: ventas: +1"),
    ("¿cuánto queda de galletas?", "cambia: stock de «Galletas» en Principal: -1"),
    ("¿cuánto queda de galletas?", "cambia: stock de «Alfajor»: +0"),
    ("¿cuánto queda de galletas?", "cambia: precio de «Galletas»: +1"),
    ("gracias", "cambia: movimientos: -1"),
  ]) func `says where`(_ said: String, _ expectation: String) async throws {
    let text = Self.shop + "> \(said)\n\(expectation)\n"
    let outcome = try await hold(text)
    #expect(
      outcome.differences.map(\.line) == [
        text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      ])
    #expect(outcome.differences.map(\.expected) == [expectation])
    #expect(outcome.text.contains("> \(said)"))
  }

  @Test func `is one whose store changed unawares`() async throws {
    let outcome = try await hold(Self.shop + "> vendí 2 galletas\n> sí\nsin cambios\n")
    #expect(outcome.differences.count == 1)
    let found = try #require(outcome.differences.first?.found)
    #expect(found.contains("stock de «Galletas» en Principal: -2"))
    #expect(found.contains("ventas: +1"))
    #expect(found.contains("ingresos: +10"))
  }

  private func hold(_ text: String) async throws -> ConversationOutcome {
    let script = try #require(
      try ConversationReader.read(text, file: "kiosco.txt", shopFile: { _ in nil }).first)
    return try await ConversationFiles.tester.value.hold(script)
  }
}

@Suite struct `A broken conversation file` {
  private static let head = "reloj: 2025-11-20T21:00\n"

  /// The text, the line that is wrong, and a word of the reason.
  @Test(arguments: [
    ("", 1, "ninguna conversación"),
    ("# nada\n", 1, "ninguna conversación"),
    ("reloj: 2025-11-20\n== Sin nada\n", 2, "no se dice nada"),
    ("> hola\n", 1, "falta el reloj"),
    ("reloj: mañana\n> hola\n", 1, "fecha con su hora"),
    (head + "> hola\nreloj: 25:00\n> chau\n", 3, "fecha con su hora"),
    (head + "tienda: ninguna\n> hola\n", 2, "no encuentro la tienda"),
    (head + "> hola\ntienda: demo\n", 3, "antes de lo primero"),
    (head + "tienda: demo\nproducto: Galletas\n> hola\n", 3, "demostración"),
    (head + "dice: hola\n> hola\n", 2, "falta lo que se dice"),
    (head + "> hola\ndise: hola\n", 3, "no entiendo"),
    (head + "> hola\ndice:\n", 3, "falta lo que va detrás"),
    (head + "> hola\nherramienta: getKardex {\"product\"}\n", 3, "JSON"),
    (head + "> hola\nherramienta: getKardex {\"a\": 1} y más\n", 3, "JSON"),
    (head + "> hola\nespera: algo\n", 3, "confirmación"),
    (head + "> hola\ncambia: ventas\n", 3, "qué: +1"),
    (head + "> hola\ncambia: ventas: 1\n", 3, "signo"),
    (head + "> hola\ncambia: ventas: +uno\n", 3, "no es un número"),
    (head + "> hola\ncambia: ventitas: +1\n", 3, "no sé qué es"),
    (head + "> hola\ncambia: color de «Galletas»: +1\n", 3, "stock, precio o costo"),
    (head + "> hola\ncambia: stock de «Galletas» por ahí: +1\n", 3, "no entiendo"),
    (head + "moneda: XXX\n> hola\n", 2, "moneda"),
    (head + "zona: Luna/Mar\n> hola\n", 2, "zona"),
    (head + "trato: che\n> hola\n", 2, "trato"),
    (head + "cierra: 25:99\n> hola\n", 2, "hora"),
    (head + "empleado: Luis, astronauta\n> hola\n", 2, "rol"),
    (head + "nombre:\n> hola\n", 2, "falta lo que va detrás"),
    (head + "  precio: 5\n> hola\n", 2, "sangrada"),
    (head + "producto: Galletas\n  sabor: vainilla\n> hola\n", 3, "sabor"),
    (head + "producto: Galletas\n  precio: mucho\n> hola\n", 3, "no es un número"),
    (head + "producto: Galletas\n  hay: -3\n> hola\n", 3, "negativa"),
    (head + "producto: Galletas\n  hay: 99999999999999999999\n> hola\n", 3, "no es un número"),
    (head + "producto: Galletas\n  vendió: 3 algún día\n> hola\n", 3, "en los últimos 7 días"),
    (head + "producto: Galletas\n  vendió: 3 el 2025-02-30\n> hola\n", 3, "fecha"),
    (head + "producto: Galletas\n  vendió: 3 hace 999999999999 días\n> hola\n", 3, "entero"),
    (head + "producto: Galletas\n  lote: L1\n> hola\n", 3, "código, cantidad"),
    (head + "venta: 125\n> hola\n", 2, "folio, fecha"),
    (head + "venta: 125, 2025-11-19\n  color: azul\n> hola\n", 3, "color"),
    (head + "venta: 125, 2025-11-19\n  lleva: 2\n> hola\n", 3, "falta el producto"),
  ]) func `is refused with its line`(_ text: String, _ line: Int, _ reason: String) throws {
    let fault = try #require(throws: ScriptFault.self) {
      try ConversationReader.read(text, file: "roto.txt", shopFile: { _ in nil })
    }
    #expect(fault.file == "roto.txt")
    #expect(fault.line == line)
    #expect(fault.reason.contains(reason), "\(fault)")
  }

  /// What only the shop itself can refuse.
  @Test(arguments: [
    ("producto: Galletas\n> hola\n", 2, "precio"),
    ("producto: Galletas\n  precio: 5.001\n> hola\n", 2, "decimales"),
    ("producto: Galletas\n  precio: 5\n  hay: 3 en Marte\n> hola\n", 4, "Marte"),
    ("producto: Galletas\n  precio: 5\n  hay: 0.5\n> hola\n", 2, "enteras"),
    ("producto: A\n  sku: X\n  precio: 5\nproducto: B\n  sku: X\n  precio: 5\n> hola\n", 5, "sku"),
    ("venta: 1, ayer\n> hola\n", 2, "fecha"),
    ("venta: 1, 2025-11-19\n  lleva: 2 Nada\n> hola\n", 3, "Nada"),
    ("habla: Nadie\n> hola\n", 3, "Nadie"),
  ]) func `is refused by the shop with its line`(_ text: String, _ line: Int, _ reason: String) async throws {
    let scripts = try ConversationReader.read(Self.head + text, file: "roto.txt", shopFile: { _ in nil })
    let script = try #require(scripts.first)
    let tester = try await ConversationFiles.tester.value
    let fault = try await #require(throws: ScriptFault.self) { try await tester.hold(script) }
    #expect(fault.line == line)
    #expect(fault.reason.contains(reason), "\(fault)")
  }

  @Test func `of a shop is named with its own file and line`() throws {
    let fault = try #require(throws: ScriptFault.self) {
      try ConversationReader.read(
        Self.head + "tienda: kiosco\n> hola\n", file: "charla.txt",
        shopFile: { ("\($0).tienda", "nombre: Kiosco\nreloj: hoy\n") })
    }
    #expect(fault == ScriptFault(file: "kiosco.tienda", line: 2, reason: fault.reason))
  }

  @Test func `ends the command with the code for bad data`() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("roto-\(UUID().uuidString).txt")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("> hola".utf8).write(to: URL(fileURLWithPath: path))
    let failure = try await #require(throws: Failure.self) {
      try await ConversationFiles.configuration.testConversations([path])
    }
    #expect(failure.code == .badData)
    #expect(failure.message.contains("\(path):1:"))
  }
}
