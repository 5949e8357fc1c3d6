internal import Application
internal import Foundation
internal import Understanding

/// Understanding sentences, on one core, with nothing else of a turn.
enum Reading: Family {
  static let name = "understand"

  static func measure(in workshop: Workshop) async throws -> [Row] {
    var rows: [Row] = []
    for count in [99, 6_000] {
      let sample = try await SampleShop("understand.sqlite", products: count, in: workshop)
      let interpreter = try Configuration.measured(sample.path, workshop).loadInterpreter()
      let index = interpreter.index(
        Catalogue(
          version: 1,
          products: sample.names.enumerated().map { number, name in
            Catalogue.Product(name: name, sku: "SKU-\(100_000 + number)")
          }))
      let sentences = Sentences.about(sample.names, count: 2_000)
      for sentence in sentences { _ = interpreter.read(sentence, in: index) }
      var times: [Double] = []
      for sentence in sentences {
        times.append(await seconds { _ = interpreter.read(sentence, in: index) })
      }
      await sample.close()
      let rate = Double(times.count) / times.reduce(0, +)
      rows.append(
        Row(
          work: "understanding, \(count) products", figure: "\(number(rate, 0))/s",
          result: rate >= 5_000 ? "reached" : "missed !", goal: "≥ 5000/s, aim 20000/s"))
      rows.append(
        Row(
          work: "understanding, \(count) products, p99", Times(times).quantile(0.99) * 1000, atMost: 1,
          unit: "ms"))
      var slowest = 0.0
      for text in unreadable {
        var best = Double.infinity
        for _ in 0..<3 { best = min(best, await seconds { _ = interpreter.read(text, in: index) }) }
        slowest = max(slowest, best)
      }
      rows.append(
        Row(
          work: "what cannot be understood, \(count) products, the slowest", slowest * 1000, atMost: 2,
          unit: "ms"))
    }
    return rows
  }
}

extension Reading {
  /// Messages that nobody meant: pasted tables, other alphabets, one word again and again, marks without width.
  private static let unreadable = [
    ("stock de queso ", 700), ("a", 10_000), ("\u{200b}", 10_000), ("1 ", 5_000), ("слово ", 1_700),
    ("nombre\t12,50\t4\n", 700), ("zxcvb qwert plmnk ", 6), ("zxcvb qwert plmnk ", 110), ("こんにちは", 2_000),
    ("vendí 2 ", 14), ("qeso crioyo ", 50),
  ].map { String(repeating: $0, count: $1) }
}

extension Configuration {
  /// The settings under which the program would work on `store`.
  static func measured(_ store: String, _ workshop: Workshop) throws -> Configuration {
    var configuration = Configuration(
      environment: ProcessInfo.processInfo.environment, executable: try workshop.program)
    configuration.store = store
    return configuration
  }
}
