internal import Inventory
internal import Understanding

enum GroundingPhrase: String, Phrase {
  /// Parted by spaces, like the three that follow.
  case days = "grounding.days"
  case weeks = "grounding.weeks"
  /// Between the ends of a stretch of days.
  case until = "grounding.until"
  /// Between two things of which each has its own numbers.
  case joining = "grounding.joining"
  /// What is said of how long something lasts, parted by `|`.
  case lasting = "grounding.lasting"
  /// What says so right before a number of days; parted by spaces, like the two that follow.
  case lastingFor = "grounding.lasting_for"
  /// Behind which a year may stand.
  case beforeYears = "grounding.before_years"
  /// With which «la mañana» is no day.
  case articles = "grounding.articles"
  /// Parted by `|`, like those that follow.
  case tonight = "grounding.tonight"
  case dayAfterTomorrow = "grounding.day_after_tomorrow"
  case twofold = "grounding.twofold"
  case threefold = "grounding.threefold"
  case half = "grounding.half"
  case third = "grounding.third"
  /// That one thing is set against another.
  case against = "grounding.against"
  /// Right behind a percentage by which something went up or down, and what says so anywhere beside it.
  case more = "grounding.more"
  case less = "grounding.less"
  case rising = "grounding.rising"
  case falling = "grounding.falling"
  /// That nothing has to be bought.
  case nothingNeeded = "grounding.nothing_needed"
  /// One, where what is left is counted or a unit follows; parted by spaces, like those that follow.
  case ones = "grounding.ones"
  case units = "grounding.units"
  case sole = "grounding.sole"
  case left = "grounding.left"
  case money = "grounding.money"
  case sales = "grounding.sales"
  case margin = "grounding.margin"
  /// Between an amount and its cents.
  case cents = "grounding.cents"
  /// That something was done, parted by `|`, like those that follow.
  case deeds = "grounding.deeds"
  case deedReports = "grounding.deed_reports"
  case deedHelpers = "grounding.deed_helpers"
  case deedLeads = "grounding.deed_leads"
  /// Parted by spaces, like those that follow.
  case deedVerbs = "grounding.deed_verbs"
  case deedParticiples = "grounding.deed_participles"
  case deedClosings = "grounding.deed_closings"
  case deedObjects = "grounding.deed_objects"
  case deedDenials = "grounding.deed_denials"
  case deedsAlone = "grounding.deeds_alone"
}

/// What a reply is held to in one language.
struct GroundingWords: Sendable {
  let language: Language
  let calendar: CalendarWords
  let deeds: DeedWords
  let measures: MeasureWords

  init(_ book: Phrasebook) {
    language = book.language
    (calendar, deeds, measures) = (CalendarWords(book), DeedWords(book), MeasureWords(book))
  }
}

/// How the words of a reply are read.
struct ReplyReader: Sendable {
  /// The numbers that a text spells out.
  var spelled: @Sendable (String, Language) -> [(thousandths: Int64, words: String)] = { _, _ in [] }
  /// The language of a text, by default the one that is given with it.
  var language: @Sendable (String, Language) -> Language = { $1 }
  var use: @Sendable (String, Language) -> WordUse = { _, _ in .ordinary }

  init() {}

  init(_ interpreter: Interpreter) {
    spelled = { interpreter.spelledNumbers(in: $0, $1) }
    language = { interpreter.language(of: $0, preferring: $1) }
    use = { interpreter.use(of: $0, $1) }
  }
}

extension Phrasebook {
  /// The parts of a text between `|`.
  func phrases(_ phrase: GroundingPhrase) -> [FoldedText] {
    text(phrase).split(separator: "|").map { FoldedText($0.trimmed) }
  }

  /// The parts of a text between spaces.
  func words(_ phrase: GroundingPhrase) -> Set<String> {
    Set(text(phrase).split(separator: " ").map { FoldedText($0).text })
  }
}
