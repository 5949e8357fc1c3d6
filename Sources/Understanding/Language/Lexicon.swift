internal import Inventory

/// The packs compiled: which concepts each form of a word bears, and which phrases it begins.
///
/// An *atom* is what a place in a phrase asks of a word. Atom c below `concepts.count` is the concept c itself: the
/// words that alone stand for it bear it. The atoms above are the words that only occur in phrases.
struct Lexicon: Sendable {
  struct Concept: Sendable {
    let name: String
    var weight: Float
    /// `reason` for `reason=broken`.
    var group: Int32 = -1
    var meaning: Meaning = .plain
    /// Whether it only speaks for a request being none of the shop's.
    var isForeign = false
    /// The part of the intents that have a use for it.
    var use: Float = 0
  }

  enum Meaning: Sendable {
    case plain
    /// The slot that saying it fills.
    case slot(String, String)
    case period(PeriodTemplate)
    /// What the number behind or ahead of it is.
    case cue(NumberRole, isAhead: Bool)
  }

  struct Element: Sendable {
    let atoms: [Int32]
    let isOptional: Bool
    let reach: Int
  }

  struct PhraseRule: Sendable {
    let concept: Int32
    let elements: [Element]
  }

  var concepts: [Concept] = []
  var conceptIDs: [String: Int] = [:]
  var forms = WordTable()
  /// The atoms of form f are `atoms[atomStarts[f]..<atomStarts[f + 1]]`.
  var atomStarts: [Int32] = []
  var atoms: [Int32] = []
  /// Bit l is set for a form of the pack l.
  var languages: [UInt8] = []
  /// How each form comes to be typed.
  var uses: [Morphology.Use] = []
  var phrases: [PhraseRule] = []
  /// The phrases that atom a begins are `phrasesByAtom[phraseStarts[a]..<phraseStarts[a + 1]]`.
  var phraseStarts: [Int32] = []
  var phrasesByAtom: [Int32] = []
  var spelling = SpellingIndex()
  var numbers: [Int32: NumberWord] = [:]
  /// Words for numbers that are long enough to be known when misspelt.
  var longNumbers: [Int32] = []
  var spellings: [Int32: [ArraySlice<UInt8>]] = [:]
  /// Letters that short spellings put for others: k for qu and c.
  var letters: [(short: [UInt8], full: [[UInt8]], languages: UInt8)] = []
  /// A word for goods → the words that mean the same.
  var goods: [Int32: [ArraySlice<UInt8>]] = [:]
  var packLanguages: [Language] = []

  /// Whether a form is nothing but talk about other things: then what is one slip away may as well be a new name.
  func isCommon(_ form: Int) -> Bool {
    let common = Int32(conceptIDs["common"] ?? -1)
    return atoms(of: form).allSatisfy { $0 == common }
  }

  /// How much less likely a form is meant than another as near: few intents have a use for it, or it only comes from
  /// a verb with pronouns at its end.
  func oddity(of form: Int) -> Float {
    var use: Float = 0
    for atom in atoms(of: form) where Int(atom) < concepts.count { use = max(use, concepts[Int(atom)].use) }
    return 0.2 * (1 - use) + (uses[form] == .withPronouns ? 0.15 : 0)
  }

  func atoms(of form: Int) -> ArraySlice<Int32> { atoms[Int(atomStarts[form])..<Int(atomStarts[form + 1])] }

  func phrases(from atom: Int32) -> ArraySlice<Int32> {
    phrasesByAtom[Int(phraseStarts[Int(atom)])..<Int(phraseStarts[Int(atom) + 1])]
  }

  /// Features that no file defines: what the catalogue and the numbers of a sentence give.
  enum Feature: Int, CaseIterable {
    case number, product, thing, branch, supplier, category, employee, customer, folio, period

    var name: String { self == .number ? "#" : "@\(self)" }

    var weight: Float {
      switch self {
      case .number: 0.3
      case .product: 1.1
      case .thing: 0.6
      case .folio: 1.2
      case .branch, .period: 0.3
      case .supplier, .employee, .customer: 0.7
      case .category: 0.5
      }
    }
  }
}

/// What a number word adds to a number.
enum NumberWord: Sendable {
  case value(Int64)
  /// «mil», «docena»: multiplies what stands before it.
  case times(Int64)
  /// «un», «a»: one, or no number at all.
  case article
  /// «medio», «cuarto»: so many thousandths of what follows.
  case fraction(Int64)
  /// «kilo»: what there may be a part of, before it or behind it.
  case measure
}

/// What a number in a sentence stands for.
enum NumberRole: String, CaseIterable, Sendable {
  case quantity = "qty"
  case price, cost, total, tendered, opening, counted, threshold, register, folio
  /// How much money there is to buy with.
  case budget
  case count = "n"
  /// So much money's worth of goods: «10 bs de queso».
  case worth
  /// An amount of money off the whole.
  case discount
  case discountPercent = "discount_pct"
  /// By how much per cent a price goes up.
  case changePercent = "change_pct"
  /// By how much money a price goes up.
  case change

  /// Whether a number plays it only where its own words or signs say so.
  var isOnlySaid: Bool {
    switch self {
    case .worth, .discount, .discountPercent, .changePercent, .change, .folio, .budget: true
    default: false
    }
  }

  /// Whether it belongs to one line where several products are named.
  var isOfLine: Bool {
    switch self {
    case .quantity, .price, .cost, .worth: true
    default: false
    }
  }

  /// Whether it is an amount of money.
  var isMoney: Bool {
    switch self {
    case .price, .cost, .total, .tendered, .opening, .counted, .worth, .discount, .change, .budget: true
    default: false
    }
  }

  var isPercent: Bool { self == .discountPercent || self == .changePercent }
}
