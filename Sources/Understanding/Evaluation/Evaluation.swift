internal import Inventory

/// Measures an interpreter on sentences whose meaning is known.
package struct Evaluation: Sendable {
  private let interpreter: Interpreter
  private let index: CatalogueIndex

  package init(_ interpreter: Interpreter, _ index: CatalogueIndex) {
    (self.interpreter, self.index) = (interpreter, index)
  }

  /// Reads a copy of every row with `noise` in it, the same copies for the same seed, as in a conversation in its
  /// language.
  package func tally(_ rows: [EvaluationRow], noise: Noise = .clean, seed: UInt64 = 1) -> Tally {
    var maker = NoiseMaker(interpreter.lexicon, seed: seed)
    var tally = Tally()
    for row in rows {
      let text = maker.copy(of: row.text, in: row.language, with: noise)
      tally.add(
        row, interpreter.read(text, in: index, preferring: row.language, context: row.context))
    }
    return tally
  }

  /// The table of all kinds of noise, each for all rows and for each language apart, what is
  /// confused most, and how fast it goes.
  package func report(_ rows: [EvaluationRow], seed: UInt64 = 1) -> String {
    var lines = [Tally.heading]
    let languages = Set(rows.map(\.language)).sorted { $0.code > $1.code }
    for noise in Noise.allCases {
      lines.append(tally(rows, noise: noise, seed: seed).line(noise.rawValue))
      for language in languages where languages.count > 1 {
        let part = rows.filter { $0.language == language }
        lines.append(tally(part, noise: noise, seed: seed).line("  " + language.code))
      }
    }
    let confusions = tally(rows).confusions.sorted { ($0.value, $1.key.text) > ($1.value, $0.key.text) }
    lines += confusions.prefix(20).map { "\($0.value) × \($0.key.text)" }
    lines.append(speed(rows))
    return lines.joined(separator: "\n")
  }

  /// How many sentences are read in a second, and how long the slowest take, each at its best of three.
  private func speed(_ rows: [EvaluationRow]) -> String {
    let clock = ContinuousClock()
    let times = rows.map { row in
      (0..<3).map { _ in
        clock.measure {
          _ = interpreter.read(row.text, in: index, preferring: row.language, context: row.context)
        }
      }.min() ?? .zero
    }.sorted()
    guard let worst = times.last else { return "" }
    let total = times.reduce(Duration.zero, +)
    return "\(Int(Double(times.count) / (total / .seconds(1)))) a second, "
      + "99 % within \(Self.microseconds(times[times.count * 99 / 100])) µs, "
      + "the slowest in \(Self.microseconds(worst)) µs"
  }

  private static func microseconds(_ duration: Duration) -> Int { Int(duration / .microseconds(1)) }
}
