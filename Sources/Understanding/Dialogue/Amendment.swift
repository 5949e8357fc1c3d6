internal import Inventory

/// What is said of a sale that is proposed, though alone it would mean something else.
extension Followup {
  /// «sumale 2 más», «hacele 10 % de descuento», «sin descuento», «cambiá el precio a 40», «cobrale con 100».
  var amends: Bool {
    guard case .confirmation = context.pending, context.slots[.items] != nil, namesNoGoods, !asks,
      !namesPart, analysis.sentence.words.count <= 9
    else { return false }
    if UnitStep(analysis, words) != nil {
      let hasVerb = analysis.sentence.words.indices.contains { position in
        ["adds_on", "takes_off", "removes"].contains { analysis.bears($0, position) }
      }
      return hasVerb || !tellsMoreThanAChange || isBareStep
    }
    guard context.intent == .registerSale else { return false }
    let said = said(["qty", "price", "discount", "discount_pct", "tendered"])
    return ["price", "discount", "discount_pct", "tendered"].contains { said[$0] != nil }
      || analysis.dropsDiscount || analysis.moneyOff != nil
  }

  /// «and one more»: nothing but a number and that it is more.
  private var isBareStep: Bool {
    analysis.sentence.words.indices.allSatisfy { position in
      analysis.sentence.words[position].value != nil
        || ["and", "goes_on", "dearer", "other"].contains { analysis.bears($0, position) }
    }
  }

  /// «fiado», «me lo queda debiendo», «cobrale con qr», «mejor que pague en efectivo», of the sale that is proposed, or
  /// in answer to whose it is.
  var paidOtherwise: Request? {
    guard context.pending == .confirmation || context.pending == .slot(SlotKey.customer.name),
      context.intent == .registerSale, namesNoGoods, !asks, !analysis.opensAsking,
      !isDenied(["debt", "owing", "on_credit", "payment", "pays_later"]), isOnly(Self.paymentWords)
    else { return nil }
    var said = said(["payment", "payments", "customer"])
    guard said[.payment] != nil else { return nil }
    // Half of it stays half of it once it is known whose it is.
    if context.slots[.payments] != nil, said[.customer] != nil { said[.payment] = nil }
    return merged(said)
  }

  /// «¿cuánto va?», «¿cuánto de vuelto?», of the sale that is proposed: what was proposed, once more.
  var asksSum: Request? {
    guard case .confirmation = context.pending, context.intent == .registerSale, namesNoGoods,
      says("sale_sum") || says("change_due"), isOnly(Self.sumWords)
    else { return nil }
    return Request(intent: context.intent, slots: context.slots)
  }

  /// «¿cuánto es el vuelto?», «¿y de 50?», of the sale just made: that sale, with what was paid with.
  var changeOfDone: Request? {
    guard case .done = context.pending, context.intent == .registerSale, let folio = context.slots[.folio],
      namesNoGoods, says("change_due"),
      isOnly(Self.sumWords + ["#", "paid_with", "show", "paid_part", "from"])
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    let said = analysis.sentence.words.first { $0.value != nil && !$0.isArticle }?.value
    slots[.tendered] = said.map(SlotValue.Number.init(thousandths:)) ?? context.slots[.tendered]
    return Request(intent: .saleStatus, slots: slots)
  }

  /// «espera»: neither a yes nor a no to what the shop waits for.
  var heldOn: Request? {
    let said = ["hold", "affirm", "deny"].reduce(analysis.free) {
      $0 | analysis.concept($1) | analysis.words(bearing: $1)
    }
    return context.isWaiting && says("hold") && words & ~said == 0 ? Request(intent: .affirm) : nil
  }

  /// «sin el pan», «agregá 2 panes», while it is asked which of another line is meant.
  var changedMeanwhile: Request? {
    guard let items = context.slots[.items], let rule = rule(of: context.intent), !namesNoGoods,
      analysis.sentence.words.count <= 9,
      let changed = Correction(analysis, rule, context, words).request,
      let left = changed.slots[.items]
    else { return nil }
    let takesOut = says("without") || says("removes") || analysis.takesFrom(in: words)
    let adds = analysis.sentence.words.indices.contains { analysis.bears("adds_on", $0) }
    let isKept = items.allSatisfy { item in left.contains { $0.product == item.product } }
    return takesOut && left.count < items.count || adds && left.count > items.count && isKept
      ? changed : nil
  }

  private func said(_ slots: [String]) -> Slots {
    guard let rule = rule(of: context.intent) else { return Slots() }
    let asked = IntentRules.Rule(intent: rule.intent, slots: slots, fitting: rule.fitting)
    return SlotFiller(analysis: analysis, rule: asked, words: words).slots()
  }

  private var asks: Bool { ["how_many", "when", "how", "where", "whom"].contains(where: says) }

  /// Whether a part of the shop is named that a sale has no place for.
  private var namesPart: Bool {
    [Lexicon.Feature.category, .supplier, .employee].contains { analysis.feature($0) & words != 0 }
  }

  /// Whether a no stands right ahead of what says one of `concepts`: «no fiado».
  private func isDenied(_ concepts: [String]) -> Bool {
    let words = concepts.reduce(WordSet(0)) { $0 | analysis.concept($1) }
    var start = words.trailingZeroBitCount
    guard start < analysis.sentence.words.count else { return false }
    for _ in 0..<3 where start > 0 && analysis.sentence.words[start].gap == .space {
      start -= 1
      if analysis.bears("deny", start) || analysis.bears("without", start) { return true }
    }
    return false
  }

  private static let paymentWords = [
    "charge",
    "debt", "owing", "on_credit", "payment", "pays_later", "on_account", "paid_part", "customer_word",
    "toward", "left", "have", "it", "affirm", "deny", "@customer", "paid_us", "sold", "register", "rather",
    "paid_with", "which", "pays_so",
  ]
  private static let sumWords = [
    "sale_sum", "change_due", "how_many", "which", "sale", "going", "price", "it", "in_full", "whole_shop",
    "give_back", "have", "goes_on", "for_whom", "toward", "left", "debt", "owing",
  ]
}

/// A sale that is there already.
extension Followup {
  /// «¿quién la hizo?», of the sale just looked up or written down.
  var whoSold: Request? {
    guard [.saleStatus, .registerSale].contains(context.intent), !context.isWaiting, says("who_sold"),
      let folio = context.slots[.folio], isOnly(["who_sold", "which", "sold", "sale", "it", "customer_lead"])
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return Request(intent: .saleStatus, slots: slots)
  }

  /// «¿qué vendí recién?»: the sale that was made last, and none to be made.
  var lastSale: Request? {
    guard !context.pending.isQuestion, says("folio=last"),
      isOnly(["folio", "show", "status", "which", "sale", "ticket"])
    else { return nil }
    var slots = Slots()
    slots[.folio] = "last"
    return Request(intent: .saleStatus, slots: slots)
  }

  /// «cobrale todo a Rosa», where no sale is proposed: what she owes, and not the goods spoken of before.
  var chargesAll: Bool {
    context.pending != .confirmation && analysis.products.isEmpty && says("charge") && says("in_full")
  }
}

extension Analysis {
  /// «bajale 5», «sacale 5 bs»: the amount of money that is taken off.
  var moneyOff: SlotValue.Number? {
    let words = sentence.words.indices
    let says = { (concept: String) in words.contains { bears(concept, $0) } }
    guard says("downs") || says("currency") && (says("takes_off") || says("removes")),
      let number = words.first(where: { sentence.words[$0].value != nil && !sentence.words[$0].isArticle }),
      !isPercent(number)
    else { return nil }
    return sentence.words[number].value.map(SlotValue.Number.init(thousandths:))
  }

  /// «sin descuento», «quitale el descuento», with no number for another.
  var dropsDiscount: Bool {
    let words = sentence.words.indices
    guard let discount = words.first(where: { bears("discount_word", $0) }) else { return false }
    let ahead = max(0, discount - 3)..<discount
    let isDropped = ahead.contains {
      position in ["without", "deny", "takes_off", "removes"].contains { bears($0, position) }
    }
    return isDropped && !words.contains { sentence.words[$0].value != nil && !sentence.words[$0].isArticle }
  }

  /// Whether something is said to be taken off: «quitale el pan».
  func takesFrom(in words: WordSet) -> Bool {
    tags.contains { tag in
      guard tag.said & words != 0 else { return false }
      if case .slot("mode", "decrease") = lexicon.concepts[Int(tag.concept)].meaning { return true }
      return false
    }
  }
}
