/// The concepts that the rules in code speak of; the language files say which words stand for each.
enum KnownConcept: Int, CaseIterable {
  case abc, account, adds, addsOn, adjust, affirm, after, afternoon, again, agrees, alert, allOf,
    amendsSale, and, attribute
  case barcodeWord, before, best, between, bought, brings, bulk, butNot, buy, buysIn, by, byMeans, callsOff
  case cancel, cashMoney, catalogue, categoryWord, cents, changeDue, charge, cheaper, claims, clock,
    clockSince,
    clockUnit,
    clockUntil, codeWord, common
  case compares, copula, costWord, costs, countWord, counting, create, currency, customerLead, customerWord
  case daysUnit, dearer, delivers, details
  case debt, deny, discountWord, dollars, doubt, downs, each, either, emailWord, expense, expiryWord, explain
  case far, fewer, filler, folio
  case forEach, forWhom, forget, forgives, found, from, fromNow, gaveWith, gift, giveBack, glue, goesOn,
    going, gone
  case half
  case handsOver, have, hold, holds, hours, how, howMany, idWord, inFull, inMoney, inPercent, inUnits,
    instalments
  case insteadOf, it, joins, judges, largest, left, lessThan, list, loss, lotWord, lots, low, lowers, lucas,
    margin
  case maximumWord, midday, middleSized, mine, minimumWord, mistake, mode, more, morning, most, moves
  case named, need, negation, newCustomer, newPrice, newProduct, newSale, newSupplier, night, occasion
  case onAccount, onCredit, only, order, other, otherField, owes, owing, packed, paidPart, paidUs
  case paidWith, partWord, past, payment, paysLater, paysSo, paysUs, percent, phoneWord, placeWord, price
  case priced, priceType, productWord, rather, reason
  case receive, ref, refers, register, removes, rename, repair, reported, reprice, rest, restock, revenue
  case runOut, sale, saleSum, sameAs, sameDays, search, searchWeak, sell, sellerDeed, sellerLead, sellerWord,
    sells, send, setAside, shopWord
  case show, since, sinceWhen, sizeWord, slow, smallest, sold, sort, sorts, source, status, stock,
    stockTarget, storeroom,
    summary
  case supplierWord, supposes, surchargeWord, sure, swap, takesOff, teach, than, thanks, that, thatPerson,
    thresholdWord,
    ticket, toAmount
  case topCustomer, toThem, toward, undo, undoStrong, unitWord, units, until, ups, urgent, value, visits,
    ware, wePay
  case weFare, weReturn, weekly, when, `where`, which, whichBranch, whichDay, whichSeller, whoSold
  case wholeCatalogue, wholeList, wholeShop, whom, whyChanged, withMoney, within, without, wrongStock
  /// What the catalogue and the numbers of a sentence give.
  case anyNumber, namedCustomer
  /// Concepts that fill a slot, or stand for days or the number beside them.
  case classA, counted, returnedToSupplier, lastFolio, lastOfList, yearBehind, dayOfMonth, folioCue

  /// As the language files write it.
  var name: String {
    switch self {
    case .anyNumber: Lexicon.Feature.number.name
    case .namedCustomer: Lexicon.Feature.customer.name
    case .classA: "class=A"
    case .counted: "reason=count"
    case .returnedToSupplier: "reason=supplier_return"
    case .lastFolio: "folio=last"
    case .lastOfList: "ref=-1"
    case .yearBehind: "period:year:Y"
    case .dayOfMonth: "period:day:D-M"
    case .folioCue: "cue:folio"
    default: Self.spelled("\(self)")
    }
  }

  /// `how_many` of `howMany`.
  private static func spelled(_ name: String) -> String {
    name.reduce(into: "") { spelled, letter in
      if letter.isUppercase { spelled += "_" }
      spelled += letter.lowercased()
    }
  }
}
