import Assistant
import Inventory
import Store
import TestSupport
import Testing

extension Voice {
  /// The voice of a Bolivian shop that says «vos», with the texts that the program ships.
  static func shipped(_ language: Language = .spanish) throws -> Voice {
    Voice(
      try Phrasebook.shipped(language), address: .voseo, currency: try #require(Currency(code: "BOB")))
  }
}
