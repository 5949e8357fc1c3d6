internal import Foundation
internal import Inventory
internal import Wire

/// A conversation as a script tells it: a shop, a moment, and what is said.
package struct ConversationScript: Sendable {
  package let title: String
  package let file: String
  package let line: Int
  let shop: Source
  let start: Instant
  /// Who speaks; nil for the owner.
  let speaker: String?
  let turns: [ScriptedTurn]

  enum Source: Sendable {
    case demo
    case described(ShopScript)
  }
}

/// Something said, and what must come of it.
struct ScriptedTurn: Sendable {
  let line: ScriptLine
  let said: String
  /// When it is said, where the clock has moved.
  let at: Instant?
  var expectations: [(line: ScriptLine, expectation: Expectation)] = []
}

/// What a line below something said asks for.
enum Expectation: Sendable, Hashable {
  /// With these arguments among others.
  case calls(String, arguments: JSON.Object)
  case callsNothing
  case says(String)
  case leavesUnsaid(String)
  case offers(String)
  case waits(Waiting)
  /// In thousandths.
  case changes(StoreFigure, by: Int64)
  case changesNothing

  /// What the assistant waits for after a turn.
  enum Waiting: String, ScriptKey {
    case nothing = "nada|nothing"
    case confirmation = "confirmación|confirmation"
    case choice = "elección|choice"
    case detail = "dato|detail"
  }
}

/// A figure of the store that a conversation may change.
enum StoreFigure: Sendable, Hashable {
  /// In all branches where none is named.
  case stock(product: String, branch: String?)
  case price(product: String)
  case cost(product: String)
  case count(Count)

  enum Count: String, ScriptKey, Hashable {
    case sales = "ventas|sales"
    case income = "ingresos|income"
    case movements = "movimientos|movements"
    case products = "productos|products"
    case customers = "clientes|customers"
    case suppliers = "proveedores|suppliers"
  }
}

extension ScriptLine {
  /// Reads `stock de «Shampoo» en Norte: -2` or `ventas: +1`.
  func change(_ text: String) throws(ScriptFault) -> Expectation {
    guard let colon = text.lastIndex(of: ":") else { throw fault("se espera «qué: +1», como «ventas: +1»") }
    let amount = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    guard let sign = amount.first, "+-−".contains(sign) else {
      throw fault("«\(amount)»: se espera un cambio con su signo, como +1 o -2")
    }
    return .changes(
      try figure(text[..<colon].trimmingCharacters(in: .whitespaces)), by: try number(amount))
  }

  private func figure(_ text: String) throws(ScriptFault) -> StoreFigure {
    if let count = StoreFigure.Count(word: text) { return .count(count) }
    guard let open = text.firstIndex(where: { "«“\"".contains($0) }),
      let close = text.lastIndex(where: { "»”\"".contains($0) }), open < close
    else {
      throw fault(
        "no sé qué es «\(text)»: se espera stock, precio o costo de «un producto», o una de "
          + StoreFigure.Count.spanishNames)
    }
    let product = String(text[text.index(after: open)..<close])
    var rest = ScriptPhrase(text[text.index(after: close)...], self)
    switch text[..<open].trimmingCharacters(in: .whitespaces).folded {
    case "stock de", "stock of": return .stock(product: product, branch: try rest.branch())
    case "precio de", "price of": return .price(product: product)
    case "costo de", "cost of": return .cost(product: product)
    default: throw fault("«\(text)»: se espera stock, precio o costo de «un producto»")
    }
  }
}
