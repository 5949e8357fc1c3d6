import Inventory
import Testing

@testable import Understanding

/// What people say, against the shares that must be read right.
@Suite(.threadOfItsOwn) struct SentenceTests {
  private func rows() throws -> [EvaluationRow] {
    try ["questions.txt", "actions.txt", "talk.txt"].flatMap { file in
      try SentenceLine.all(in: file).compactMap { EvaluationRow($0) }
    }
  }

  @Test(
    arguments: [
      (Noise.clean, 98.5, 97.0), (.noAccents, 98.5, 96.0), (.filler, 93.0, 85.0),
      (.shortSpelling, 93.0, 82.0),
      (.oneTypo, 93.0, 85.0), (.twoTypos, 80.0, 65.0),
    ])
  func `sentences keep their meaning through noise`(noise: Noise, intents: Double, exact: Double) throws {
    let shop = try TestShop.shared.get()
    let all = try rows()
    let sample = noise == .clean ? all : all.indices.filter { $0 % 3 == 0 }.map { all[$0] }
    let tally = Evaluation(shop.interpreter, shop.index).tally(sample, noise: noise, seed: 11)
    #expect(try #require(tally.intent.percent) >= intents)
    #expect(try #require(tally.exact.percent) >= exact)
    #expect(try #require(tally.unknownNotAnswered.percent) == 100)
    #expect(try #require(tally.productWrong.percent) <= 2)
  }

  /// Sentences of other hands that no pattern was written from: only these shares may be looked at.
  @Test(arguments: [("regression-es.txt", 92.5, 83.5), ("regression-en.txt", 93.0, 85.0)])
  func `sentences never seen are understood`(file: String, intents: Double, exact: Double) throws {
    let shop = try TestShop.shared.get()
    let rows = try SentenceLine.all(in: file).compactMap { EvaluationRow($0) }
    let tally = Evaluation(shop.interpreter, shop.index).tally(rows)
    #expect(try #require(tally.intent.percent) >= intents)
    #expect(try #require(tally.exact.percent) >= exact)
    #expect(try #require(tally.answeredRight.percent) >= 97.5)
    #expect(try #require(tally.answered.percent) >= 70)
  }

  @Test func `what was never seen is hardly ever taken for another product`() throws {
    let shop = try TestShop.shared.get()
    let rows = try ["regression-es.txt", "regression-en.txt"].flatMap {
      try SentenceLine.all(in: $0).compactMap { EvaluationRow($0) }
    }
    let tally = Evaluation(shop.interpreter, shop.index).tally(rows)
    #expect(try #require(tally.productWrong.percent) <= 0.5)
  }

  @Test func `intents are known however they are asked for`() throws {
    let shop = try TestShop.shared.get()
    let lines = try SentenceLine.all(in: "intents.txt")
    let wrong = try lines.filter { line in
      let expected = try #require(line.requests.first).intent
      let read = shop.read(line.text)
      return read.request.intent != expected && !read.also.contains { $0.intent == expected }
    }
    #expect(wrong.count * 100 <= lines.count * 4, "\(wrong.map(\.text))")
  }

  @Test(arguments: try SentenceLine.all(in: "money.txt"))
  func `money, days and goods kept are read to the letter`(line: SentenceLine) throws {
    let read = try TestShop.shared.get().read(line.text)
    #expect([read.request] + read.also == line.requests)
  }

  @Test func `requests that stand alone are both read`() throws {
    let shop = try TestShop.shared.get()
    for line in try SentenceLine.all(in: "actions.txt") where line.requests.count > 1 {
      #expect(shop.read(line.text).also == Array(line.requests.dropFirst()), "\(line.text)")
    }
  }

  /// Cautious correction first; where that makes no sense none, for names that the shop lacks; then a bold one.
  @Test(arguments: [
    ("cuánto qeda de queso criollo", Intent.stockOfProduct), ("cunato qeda de qeso criolo", .stockOfProduct),
    ("vntas d aier", .salesSummary),
  ])
  func `what cautious correction cannot read is read without it or more boldly`(text: String, intent: Intent)
    throws
  {
    #expect(try TestShop.shared.get().read(text).request.intent == intent)
  }

  @Test(arguments: ["wrtz plmn", "xkcd plmn wrtz"])
  func `what no correction can read is not guessed at`(text: String) throws {
    #expect(try TestShop.shared.get().read(text).request.intent == .outOfScope)
  }

  @Test func `the report has a line for every kind of noise and language`() throws {
    let shop = try TestShop.shared.get()
    let rows = Array(try rows().suffix(20))
    let report = Evaluation(shop.interpreter, shop.index).report(rows)
    for noise in Noise.allCases { #expect(report.contains(noise.rawValue)) }
    #expect(report.split(separator: "\n").count >= 1 + 3 * Noise.allCases.count)
  }

  @Test func `the same seed makes the same noise`() throws {
    let shop = try TestShop.shared.get()
    func copies(_ seed: UInt64) -> [String] {
      var maker = NoiseMaker(shop.interpreter.lexicon, seed: seed)
      return (0..<20).map { _ in maker.copy(of: "cuánto queda de queso criollo", in: .spanish, with: .oneTypo)
      }
    }
    #expect(copies(3) == copies(3))
    #expect(copies(3) != copies(4))
  }
}
