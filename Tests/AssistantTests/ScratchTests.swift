import Assistant
import Foundation
import Inventory
import Shop
import Testing
import Understanding
import Wire

@Suite struct Scratch {
  @Test func talk() async throws {
    let chat = try await ChatShop(branches: ["Norte", "Sur"])
    try await chat.product("Shampoo Anticaída 400 ml", sku: "SHA-001", price: 45, cost: 28, stock: 8)
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, cost: 22, stock: 12)
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, cost: 45, stock: 20)
    try await chat.product("Serum Antioxidante", sku: "SER-001", price: 150, cost: 70, stock: 3, isStrategic: true)
    guard let path = ProcessInfo.processInfo.environment["TALK"] else { return }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    var c = chat
    for line in lines {
      if line == "---" { c.session = Session(shop: c.session.shop, person: c.session.person, home: c.session.home, scope: nil, door: UUID().uuidString); print("-----"); continue }
      if line.hasPrefix("+") { c.wait(minutes: Int64(line.dropFirst()) ?? 0); continue }
      let turn = try await c.say(String(line))
      print("> \(line)\n   [\(turn.route.rawValue) \(turn.requests.map { $0.json.text }.joined(separator: " + ")) → \(turn.calls.map { $0.tool + " " + $0.arguments.text }.joined(separator: "; "))] \(turn.pending)")
      print(turn.replyText.split(separator: "\n", omittingEmptySubsequences: false).map { "   | " + $0 }.joined(separator: "\n"))
      if !turn.choices.isEmpty { print("   choices: \(turn.choices)") }
    }
  }
}
