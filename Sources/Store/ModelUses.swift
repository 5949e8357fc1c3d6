package import Inventory
internal import SQL

/// How much of a language model a shop used.
package struct ModelUse: Hashable, Sendable {
  package var turns: Int64
  /// Turns in which it was of no use.
  package var failures: Int64
  /// Tokens, of what it read and of what it wrote.
  package var input: Int64
  package var output: Int64
  /// In millionths of the currency in which the provider bills.
  package var cost: Int64

  package init(turns: Int64 = 0, failures: Int64 = 0, input: Int64 = 0, output: Int64 = 0, cost: Int64 = 0) {
    (self.turns, self.failures, self.input, self.output, self.cost) = (turns, failures, input, output, cost)
  }

  /// Both ways together.
  package var tokens: Int64 { input.addingReportingOverflow(output).partialValue }
}

/// What a shop used of one model on one day.
package struct DailyModelUse: Hashable, Sendable {
  package let day: BusinessDay
  package let model: String
  package let use: ModelUse

  package init(day: BusinessDay, model: String, use: ModelUse) {
    (self.day, self.model, self.use) = (day, model, use)
  }
}

extension Transaction {
  /// Adds to what was used of that model on that day.
  package func add(_ daily: DailyModelUse) throws {
    let use = daily.use
    try connection.execute(
      """
      INSERT INTO consumo_modelo (organizacion_id, dia, modelo, turnos, fallas, tokens_entrada, tokens_salida, costo)
      VALUES (\(organization), \(daily.day), \(daily.model), \(use.turns), \(use.failures), \(use.input), \(use.output),
        \(use.cost))
      ON CONFLICT (organizacion_id, dia, modelo) DO UPDATE SET
        turnos = consumo_modelo.turnos + excluded.turnos, fallas = consumo_modelo.fallas + excluded.fallas,
        tokens_entrada = consumo_modelo.tokens_entrada + excluded.tokens_entrada,
        tokens_salida = consumo_modelo.tokens_salida + excluded.tokens_salida,
        costo = consumo_modelo.costo + excluded.costo
      """)
  }

  /// What was used on each of `days`, the newest first.
  package func modelUses(_ days: DayRange) throws -> [DailyModelUse] {
    try connection.all(
      """
      SELECT dia, modelo, turnos, fallas, tokens_entrada, tokens_salida, costo FROM consumo_modelo
      WHERE organizacion_id = \(organization) AND dia BETWEEN \(days.first) AND \(days.last)
      ORDER BY dia DESC, modelo
      """
    ) {
      DailyModelUse(
        day: $0.day(0) ?? days.first, model: $0.text(1),
        use: ModelUse(
          turns: $0.integer(2), failures: $0.integer(3), input: $0.integer(4), output: $0.integer(5),
          cost: $0.integer(6)))
    }
  }
}
