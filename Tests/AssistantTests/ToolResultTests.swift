import Assistant
import Inventory
import Shop
import Testing
import Understanding
import Wire

/// The street's shop answers every reading tool with no argument, with each, and with any two.
@Suite struct `Results are what their schema promises` {
  private static let names = Tool.all.filter { !$0.writes }.map(\.name)

  @Test(arguments: names) func `whatever is asked`(_ name: String) async throws {
    let tool = try #require(Tool.all.first { $0.name == name })
    try await check(tool, Slots())
    let parameters = tool.parameters.map(values)
    for (place, values) in parameters.enumerated() {
      for one in values {
        try await check(tool, .slots(one))
        for other in parameters[(place + 1)...].joined() { try await check(tool, .slots(one, other)) }
      }
    }
  }

  private func check(_ tool: Tool, _ slots: Slots) async throws {
    do {
      // Holds the result against the tool's schema.
      _ = try await Street.shop.value.run(tool, slots)
    } catch is Refusal, is ShopError {
      // What the shop cannot answer it refuses.
    }
  }

  private func values(of parameter: Parameter) -> [(String, SlotValue)] {
    let values: [SlotValue] =
      switch parameter.kind {
      case .product: [.text("Serum")]
      case .branch: [.text("Norte")]
      case .supplier: [.text("Bella Piel")]
      case .category, .customer, .text, .folio: [.text("Ana")]
      case .period: [.period(.lastDays(30))]
      case .quantity, .money, .change, .percent, .count: [.number(SlotValue.Number(thousandths: 2000))]
      case .choice(let choices): choices.map(SlotValue.text)
      case .items, .delivery, .newProducts, .payments: []
      }
    return (parameter.name == SlotKey.hours.name ? [.text("09:00-12:00")] : values).map {
      (parameter.name, $0)
    }
  }
}
