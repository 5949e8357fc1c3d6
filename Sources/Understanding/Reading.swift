package import Inventory

/// The names that a shop's people may say: what the index of one turn is built from.
package struct Catalogue: Sendable {
  /// Rises with every change, so that an index is never stale.
  package let version: Int64
  package let products: [Product]
  package let branches: [Named]
  package let suppliers: [Named]
  package let categories: [Named]
  package let employees: [Named]
  package let customers: [Named]

  package struct Product: Hashable, Sendable {
    package let name: String
    package let sku: String?
    package let barcode: String?
    package let aliases: [String]
    package let unit: Unit
    package init(
      name: String, sku: String?, barcode: String? = nil, aliases: [String] = [], unit: Unit = .unit
    ) {
      (self.name, self.sku, self.barcode) = (name, sku, barcode)
      (self.aliases, self.unit) = (aliases, unit)
    }
  }

  package struct Named: Hashable, Sendable {
    package let name: String
    package let aliases: [String]
    package init(name: String, aliases: [String] = []) { (self.name, self.aliases) = (name, aliases) }
  }

  package init(
    version: Int64, products: [Product], branches: [Named] = [], suppliers: [Named] = [],
    categories: [Named] = [], employees: [Named] = [], customers: [Named] = []
  ) {
    (self.version, self.products, self.branches, self.suppliers) = (version, products, branches, suppliers)
    (self.categories, self.employees, self.customers) = (categories, employees, customers)
  }
}

/// What the turn before left behind.
package struct Context: Hashable, Sendable {
  package var intent: Intent
  package var slots: Slots
  package var pending: Pending
  /// The product names last shown, in order.
  package var shown: [String]
  /// What was asked last beside what the shop waits for.
  package var aside: Request?
  /// What was asked or done before, of other kinds, the newest first.
  package var earlier: [Request] = []
  /// What was done last, whatever was asked since.
  package var done: Request?
  /// The day on which the message is read, where that is known: «y el anterior» may need it.
  package var today: BusinessDay?

  /// What the shop waits for.
  package enum Pending: Hashable, Sendable {
    case nothing
    /// A proposal stands: yes or no.
    case confirmation
    /// A question stands: the name of the slot that its answer fills.
    case slot(String)
    /// A question stands: which of these products.
    case choice([String])
    /// The last write was performed and may be undone.
    case done

    /// A question stands: the slot that its answer fills.
    package static func slot<Value>(_ key: SlotKey<Value>) -> Pending { .slot(key.name) }

    /// Whether a question stands that is no yes or no.
    package var isQuestion: Bool {
      switch self {
      case .slot, .choice: true
      case .nothing, .confirmation, .done: false
      }
    }
  }

  /// Whether a number that is all that is said could only change a deed that is proposed or was let go of.
  var awaitsNoNumber: Bool { pending == .confirmation || pending == .nothing && intent.isDeed }

  package init(intent: Intent, slots: Slots = Slots(), pending: Pending = .nothing, shown: [String] = []) {
    (self.intent, self.slots, self.pending, self.shown) = (intent, slots, pending, shown)
  }
}

/// One thing asked for, with its context already merged in.
package struct Request: Hashable, Sendable {
  package var intent: Intent
  package var slots: Slots
  package init(intent: Intent, slots: Slots = Slots()) { (self.intent, self.slots) = (intent, slots) }
}

/// What a sentence was taken to mean.
package struct Reading: Sendable {
  /// By what the message is to be answered.
  package enum Route: String, Sendable {
    /// Sure enough to answer without a model.
    case offline
    /// A question back is the right answer.
    case ask
    /// Too close to call, or nothing recognised: for a model, where there is one.
    case model
  }

  /// How a message hangs together with the turn before.
  package enum Thread: Sendable {
    /// It stands alone.
    case new
    /// It completes the turn before.
    case completion
    /// It says how what was done last should have been done.
    case correction
  }

  /// A figure that nothing asked for has a place for.
  package enum UnreadFigure: Hashable, Sendable {
    case percent
    case negative
    /// A day that no month has: «31 de febrero», «31/02/2026».
    case noDay(String)
    /// Digits that are no number, or might be several: «3x2», twenty digits.
    case unclear(String)
    /// A number that was said alone and answers no question.
    case alone(String)
    /// So many packages of goods that are counted otherwise: «2 cajas».
    case packed(SlotValue.Number, String)
    /// What a package or a dozen is to cost, of goods that are priced by the unit: «12 por docena».
    case priceOfPackage(String)
    /// So many pieces of goods that are sold by what holds several: «6 huevos», and their product's name.
    case pieces(String, product: String)
    /// A number beside what was sold that is no part of it: «5 yogures y ayer 3».
    case stray(String)
    /// Words that leave open whether something happened, or how much of it: «no vendí 2», «2 o 3».
    case doubtful(String)
    /// Money in dollars, which may be another than the shop's.
    case dollars(String)
    /// So many «lucas», of one in some countries and of a thousand in others.
    case lucas(String)
    /// A price behind several goods that may be of each or of all: «todo a 10».
    case eachOrAll(String)
    /// Goods that are to be others in a deed that has none of them: «el labial era rojo», of a dye.
    case notThere(String)
    /// A layaway that a customer «canceló»: paid off, or called off.
    case paidOrCalledOff(String)
  }

  package var language: Language
  package var route: Route
  package var request: Request
  package var thread: Thread
  /// The first figure of the message that `request` leaves out and that changes what is meant.
  package var unread: UnreadFigure?
  /// How many packages or dozens the goods were counted by, whose price is then said of a package.
  package var packages: SlotValue.Number?
  /// Whether of what is low only that is asked about of which nothing is left: «¿qué está agotado?».
  package var isOfNothingLeft = false
  /// Whether a yes came as a question or was put off, so that nothing may be performed on it.
  package var isHalfYes = false
  /// Whether an undo only says that something is wrong, and not that it is to be undone: «me equivoqué».
  package var isRegret = false
  /// The days that were said of what is only known as it is now.
  package var daysLeftOut: Period?
  /// Whether what was sold is asked about for a part of a day.
  package var isOfPartOfDay = false
  /// The words for days of which nobody here knows when they are: «carnaval».
  package var unknownDays: String?
  /// What was said in answer to a choice and tells none of what was offered.
  package var unplaced: String?
  /// The list that is asked for where `request` leaves open which of several goods of a kind is meant, since all are.
  package var list: Request?
  /// What is said beside what is to be written down and has no place there.
  package var unkept: [Unkept] = []
  /// Further requests of the same message that stand alone.
  package var also: [Request]
  /// The runners-up, best first, for a question back.
  package var alternatives: [Intent]
  /// What the message would ask for as the runners-up, where it is not clear which of all is meant.
  package var others: [Request] = []
  /// How well the words are explained.
  package var score: Double
  /// How far ahead of the second best, in parts of the lead that makes it an answer.
  package var margin: Double

  package init(
    language: Language, route: Route, request: Request, thread: Thread = .new, unread: UnreadFigure? = nil,
    also: [Request] = [], alternatives: [Intent] = [], score: Double, margin: Double
  ) {
    (self.language, self.route, self.request, self.thread) = (language, route, request, thread)
    (self.unread, self.also, self.alternatives) = (unread, also, alternatives)
    (self.score, self.margin) = (score, margin)
  }

  /// Whether it means something only with the turn before.
  package var isFollowup: Bool { thread != .new }
}
