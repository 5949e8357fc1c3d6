internal import Inventory
internal import Store

/// A change of stock that is about to be made.
struct StockChange {
  var place: StockPlace
  var name: String
  var kind: MovementKind
  /// Always positive; the kind says which way.
  var quantity: Quantity
  /// What the units of an entry cost in all; nil keeps the cost the shop has for them.
  var value: Money?
  var lot: Lot?
  var supplier: SupplierID?
}

/// What a group of changes is filed under.
struct LedgerDocument {
  let number: String
  var sale: SaleID?
  var reference: String?
  var reason: String?
}

/// Where a ledger line is written: by whom and when.
struct Stamp {
  let person: PersonID
  let day: BusinessDay
  let now: Instant

  init(_ session: Session, at now: Instant) {
    (person, day, self.now) = (session.person.id, session.clock.day(of: now), now)
  }
}

extension Transaction {
  /// Changes balances and writes the ledger, in the order of the products so that two writers never wait for each
  /// other crosswise; lines of the same place and kind are summed first (D-11).
  ///
  /// - Returns: the value of each change by place, positive.
  /// - Throws: `ShopError.insufficientStock` when an exit asks for more than is free.
  @discardableResult
  func post(_ changes: [StockChange], under document: LedgerDocument, _ stamp: Stamp) throws -> [StockPlace: Money] {
    let changes = summed(changes)
    var values: [StockPlace: Money] = [:]
    var number = try takeMovementNumbers(changes.count)
    for (index, change) in changes.enumerated() {
      let value = try apply(change, under: document, line: index + 1, number: number, stamp)
      values[change.place, default: .zero] += value
      number += 1
    }
    return values
  }

  private func summed(_ changes: [StockChange]) -> [StockChange] {
    struct Key: Hashable {
      let place: StockPlace
      let kind: MovementKind
      let lot: String?
    }
    var sums: [Key: StockChange] = [:]
    for change in changes {
      let key = Key(place: change.place, kind: change.kind, lot: change.lot?.code)
      guard var sum = sums[key] else {
        sums[key] = change
        continue
      }
      sum.quantity += change.quantity
      if let value = sum.value, let more = change.value { sum.value = value + more }
      sums[key] = sum
    }
    return sums.values.sorted {
      ($0.place.product, $0.place.branch.value, $0.kind.rawValue, $0.lot?.code ?? "")
        < ($1.place.product, $1.place.branch.value, $1.kind.rawValue, $1.lot?.code ?? "")
    }
  }

  private func apply(
    _ change: StockChange, under document: LedgerDocument, line: Int, number: Int64, _ stamp: Stamp
  ) throws -> Money {
    let before = try balance(change.place) ?? Balance(onHand: .zero)
    let value: Money
    if change.kind.isEntry {
      value = try change.value ?? before.value.share(change.quantity, of: before.onHand)
    } else {
      guard before.available >= change.quantity else { throw shortage(of: change, before) }
      value = try before.value.share(change.quantity, of: before.onHand)
    }
    let sign: Int64 = change.kind.isEntry ? 1 : -1
    let signed = Quantity(thousandths: sign * change.quantity.thousandths)
    var after = before
    after.onHand += signed
    after.value += Money(minorUnits: sign * value.minorUnits)
    guard after.onHand <= .limit, after.value <= .limit else { throw ShopError.amountTooLarge }
    let saved = try saveBalance(
      after, at: change.place, change: signed, isSale: change.kind == .sale, wasEmpty: before.onHand.isZero,
      on: stamp.day)
    guard saved else { throw shortage(of: change, before) }
    try moveLots(change, before: before)
    try append(
      NewMovement(
        place: change.place, kind: change.kind, quantity: signed, before: before.onHand,
        value: Money(minorUnits: sign * value.minorUnits), document: document.number, line: line, lot: change.lot,
        supplier: change.supplier, sale: document.sale, reference: document.reference, reason: document.reason),
      number: number, by: stamp.person, on: stamp.day, at: stamp.now)
    return value
  }

  private func shortage(of change: StockChange, _ balance: Balance) -> ShopError {
    .insufficientStock(
      product: change.place.product, name: change.name, available: balance.available, required: change.quantity)
  }

  /// Keeps the lots of a place in step with its balance: entries join their lot, exits take what expires first.
  private func moveLots(_ change: StockChange, before: Balance) throws {
    let lots = try lots(change.place)
    guard !lots.isEmpty || change.lot != nil else { return }
    if change.kind.isEntry {
      if lots.isEmpty, before.onHand > .zero {
        try saveLot(Lot(code: "", expires: nil, quantity: before.onHand), at: change.place)
      }
      let code = change.lot?.code ?? ""
      let held = lots.first { $0.code == code }?.quantity ?? (code.isEmpty ? before.onHand - total(lots) : .zero)
      try saveLot(
        Lot(code: code, expires: change.lot?.expires, quantity: held + change.quantity), at: change.place)
      return
    }
    var left = change.quantity
    let chosen = change.lot.map { wanted in lots.filter { $0.code == wanted.code } } ?? lots
    for lot in chosen where left > .zero {
      let taken = min(left, lot.quantity)
      try saveLot(Lot(code: lot.code, expires: lot.expires, quantity: lot.quantity - taken), at: change.place)
      left -= taken
    }
    guard left.isZero else {
      throw ShopError.insufficientStock(
        product: change.place.product, name: change.name, available: change.quantity - left,
        required: change.quantity)
    }
  }

  private func total(_ lots: [Lot]) -> Quantity { lots.reduce(.zero) { $0 + $1.quantity } }
}
