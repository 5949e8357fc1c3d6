import Inventory
import Shop
import Store
import TestSupport
import Understanding
import Wire

@testable import Assistant

/// A model's words, held to what the tools gave.
struct GroundedReply {
  private let languages: [Language]
  private let results: [JSON]

  init(_ results: JSON..., speaking languages: [Language] = [.spanish]) {
    (self.results, self.languages) = (results, languages)
  }

  /// What is unfounded in `reply`.
  func unfounded(_ reply: String) async throws -> [String] {
    let chat = try await ChatShop()
    let words = try languages.map { GroundingWords(try Phrasebook.shipped($0)) }
    var evidence = Evidence(today: chat.session.clock.day(of: chat.shop.now()), words[0], currency: "Bs")
    for result in results { evidence.add(result) }
    let grounding = Grounding(
      evidence, words[0], others: Array(words.dropFirst()),
      catalogue: NameIndex(try await chat.shop.names(chat.session)), currency: "Bs", familiar: [],
      reader: ReplyReader(try await Self.interpreter.value))
    return grounding.unfounded(in: reply)
  }

  /// Compiled once.
  private static let interpreter = Task {
    try Interpreter(
      packs: ["es", "en", "pt"].compactMap { Language($0) }.map {
        try LanguagePack(language: $0, files: Assistant.Texts.shipped($0).understanding)
      })
  }
}
