internal import Application
internal import Foundation
internal import Glibc
internal import Understanding

/// Understanding sentences, on one core, with nothing else of a turn.
enum Reading: Family {
  static let name = "understand"

  static func measure(in workshop: Workshop) async throws -> [Row] {
    try await rows(products: 99, in: workshop) + rows(products: 6_000, in: workshop)
  }

  private static func rows(products count: Int, in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("understand.sqlite", products: count, in: workshop)
    let configuration = try Configuration.measured(sample.path, workshop)
    await sample.close()
    let catalogue = Catalogue(
      version: 1,
      products: sample.names.enumerated().map { number, name in
        Catalogue.Product(name: name, sku: "SKU-\(100_000 + number)")
      })
    let (memoryBefore, start) = (memory(of: getpid(), "VmRSS"), ContinuousClock.now)
    let interpreter = try configuration.loadInterpreter()
    let index = interpreter.index(catalogue)
    let loading = (ContinuousClock.now - start) / .seconds(1)
    let memoryTaken = memory(of: getpid(), "VmRSS") - memoryBefore
    let read = { (text: String) in await seconds { _ = interpreter.read(text, in: index) } }
    let times = await times(of: Sentences.about(sample.names, count: 2_000), read)
    let slowest = await slowest(read)
    let rate = 1 / times.mean
    return [
      Row(work: "words and names loaded, \(count) products", loading * 1000, atMost: 50, unit: "ms"),
      Row(work: "memory that loading took, \(count) products", memoryTaken, atMost: 30, unit: "MiB"),
      Row(
        work: "understanding, \(count) products", figure: "\(number(rate, 0))/s",
        result: rate >= 5_000 ? "reached" : "missed !", goal: "≥ 5000/s, aim 20000/s"),
      Row(
        work: "understanding, \(count) products, p99", times.quantile(0.99) * 1000, atMost: 1, unit: "ms"),
      Row(
        work: "what cannot be understood, \(count) products, the slowest", slowest * 1000, atMost: 2,
        unit: "ms"),
    ]
  }

  /// How long each of `sentences` takes, once all have been read.
  private static func times(of sentences: [String], _ read: (String) async -> Double) async -> Times {
    for sentence in sentences { _ = await read(sentence) }
    var times: [Double] = []
    for sentence in sentences { times.append(await read(sentence)) }
    return Times(times)
  }

  /// The longest that one of the messages which nobody meant takes, the best of three.
  private static func slowest(_ read: (String) async -> Double) async -> Double {
    var slowest = 0.0
    for text in unreadable {
      var best = Double.infinity
      for _ in 0..<3 { best = min(best, await read(text)) }
      slowest = max(slowest, best)
    }
    return slowest
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
