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
    }
    return rows
  }
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
