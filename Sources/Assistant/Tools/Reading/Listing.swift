internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum ListPhrase: String, Phrase {
  case more = "list.more(n)"
  case place = "list.place(product,branch)"
  case atBranch = "list.at_branch(branch,text)"
  case inPeriod = "list.in_period(period,text)"
  case without = "list.without(except)"
  case product = "column.product"
  case branch = "column.branch"
  case left = "column.left"
  case week = "column.week"
  case cover = "column.cover"
  case order = "column.order"
  case why = "column.why"
  case quantity = "column.quantity"
  case price = "column.price"
  case income = "column.income"
  case value = "column.value"
  case days = "column.days"
  case date = "column.date"
  case supplier = "column.supplier"
  case total = "column.total"
  case margin = "column.margin"
  case cost = "column.cost"
  case movement = "column.movement"
  case document = "column.document"
  case share = "column.share"
  case turns = "column.turns"
  case action = "column.action"
  case lot = "column.lot"
}

/// How much of a list is given: to programs up to the limit, to people fewer rows.
struct Listing {
  /// Rows of the JSON; nil for all.
  let limit: Int?
  /// Rows of the reply.
  let shown: Int
  /// Whether so many were asked for that what is left out is not missed.
  private let isExact: Bool

  init(_ slots: Slots) {
    let asked = slots[.count] ?? slots[.limit]
    isExact = slots[.count] != nil
    guard let asked else {
      (limit, shown) = (20, 10)
      return
    }
    let rows = Int(clamping: asked.thousandths / 1000)
    limit = rows > 0 ? rows : nil
    shown = min(limit ?? 50, 50)
  }

  /// Whether one row alone was asked for.
  var isOfOne: Bool { isExact && limit == 1 }

  /// What stands in the JSON.
  func rows<Row>(_ all: [Row]) -> ArraySlice<Row> { all.prefix(limit ?? .max) }

  /// What stands in the reply.
  func shown<Row>(_ all: [Row]) -> ArraySlice<Row> { all.prefix(shown) }

  /// «Y 12 más.»; nil when everything is shown.
  func rest(of total: Int, _ voice: Voice) -> String? {
    isExact ? nil : voice.more(than: shown, of: total)
  }
}

extension Voice {
  /// «Hay 12 más.»; nil when everything is shown.
  func more(than shown: Int, of total: Int) -> String? {
    total > shown ? say(ListPhrase.more, ["n": number(total - shown)]) : nil
  }
}

extension Desk {
  /// The reply of a look-up, with the branch and the days that were asked about where it does not name them itself.
  func reply(of result: ToolResult, askedFor slots: Slots) -> Reply {
    naming(branchOf: slots, in: naming(periodOf: slots, in: result))
  }

  private func naming(branchOf slots: Slots, in reply: Reply) -> Reply {
    guard let name = slots[.branch], let branch = names.branches.first(called: name),
      !reply.lead.contains(branch.name)
    else { return reply }
    var reply = reply
    reply.lead = voice.say(ListPhrase.atBranch, ["branch": branch.name, "text": reply.lead])
    return reply
  }

  private func naming(periodOf slots: Slots, in result: ToolResult) -> Reply {
    guard let days = slots[.period]?.days(on: today), result.json["ventana"]?.object != nil,
      case let period = voice.period(days, today: today), !result.reply.text.contains(period),
      !result.reply.text.contains(voice.sentence(period))
    else { return result.reply }
    var reply = result.reply
    reply.lead = voice.say(
      ListPhrase.inPeriod, ["period": voice.sentence(period), "text": reply.lead])
    return reply
  }
}

extension Reply.Table.Column {
  init(_ voice: Voice, _ title: ListPhrase) { self.init(voice.say(title)) }
  init(numeric title: ListPhrase, _ voice: Voice) { self.init(voice.say(title), isNumeric: true) }
}

extension String {
  /// This and the sentences that follow, where there are any.
  func then(_ sentences: String?...) -> String {
    sentences.reduce(self) { text, sentence in sentence.map { text + " " + $0 } ?? text }
  }
}

extension Sequence<String?> {
  /// The sentences that there are, one after the other; nil for none.
  var asSentences: String? {
    let sentences = compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}
