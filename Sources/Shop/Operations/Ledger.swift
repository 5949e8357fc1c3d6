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

extension FiledMovement {
  /// The change that takes this line back at its own worth, in the other direction.
  func undone(as kind: MovementKind, name: String) -> StockChange {
    StockChange(
      place: place, name: name, kind: kind, quantity: max(quantity, -quantity), value: max(value, -value),
      lot: lot)
  }
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
  /// other crosswise; lines of the same place, kind and lot are summed first (D-11).
  ///
  /// - Returns: the value of each change by place, positive.
  /// - Throws: `ShopError.insufficientStock` when an exit asks for more than is free.
  @discardableResult
  func post(_ changes: [StockChange], under document: LedgerDocument, _ stamp: Stamp) throws -> [StockPlace:
    Money]
  {
    try checkText(document.reference, upTo: 100, field: "referencia")
    try checkText(document.reason, upTo: 500, field: "motivo")
    var values: [StockPlace: Money] = [:]
    var movements: [NewMovement] = []
    for change in try summed(changes) {
      for part in try partsByLot(of: change) {
        let movement = try apply(part, under: document, line: movements.count + 1, stamp)
        values[part.place, default: .zero] += Money(minorUnits: abs(movement.value.minorUnits))
        movements.append(movement)
      }
    }
    try append(movements, by: stamp.person, on: stamp.day, at: stamp.now)
    try evaluateAlerts(touching: Set(movements.map(\.place.product)), stamp)
    return values
  }

  private func summed(_ changes: [StockChange]) throws -> [StockChange] {
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
      try checkExpiry(of: change, againstHeld: sum.lot?.expires)
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
    _ change: StockChange, under document: LedgerDocument, line: Int, _ stamp: Stamp
  ) throws -> NewMovement {
    let before = try balance(change.place) ?? Balance(onHand: .zero)
    guard change.kind.isEntry || before.available >= change.quantity else {
      throw shortage(of: change, available: before.available)
    }
    let value = try worth(of: change, before)
    let sign: Int64 = change.kind.isEntry ? 1 : -1
    let signed = Quantity(thousandths: sign * change.quantity.thousandths)
    let signedValue = Money(minorUnits: sign * value.minorUnits)
    var after = before
    after.onHand += signed
    after.value += signedValue
    guard after.onHand <= .limit, after.value <= .limit else { throw ShopError.amountTooLarge }
    let saved = try saveBalance(
      after, at: change.place, change: signed, isSale: change.kind == .sale, wasEmpty: before.onHand.isZero,
      on: stamp.day)
    guard saved else { throw shortage(of: change, available: before.available) }
    try moveLot(of: change, before: before)
    return NewMovement(
      place: change.place, kind: change.kind, quantity: signed, before: before.onHand, value: signedValue,
      document: document.number, line: line, lot: change.lot.flatMap { $0.code.isEmpty ? nil : $0 },
      supplier: change.supplier, sale: document.sale, reference: document.reference, reason: document.reason)
  }

  /// What the units of a change are worth: their part of the balance where nothing else is known; an exit that leaves
  /// nothing takes the whole value with it.
  private func worth(of change: StockChange, _ before: Balance) throws -> Money {
    if change.kind.isEntry {
      return try change.value ?? before.value.share(change.quantity, of: before.onHand)
    }
    if change.quantity == before.onHand { return before.value }
    return min(try change.value ?? before.value.share(change.quantity, of: before.onHand), before.value)
  }

  private func shortage(of change: StockChange, available: Quantity) -> ShopError {
    .insufficientStock(
      product: change.place.product, name: change.name, available: available, required: change.quantity)
  }
}

// MARK: - Lots

extension Transaction {
  /// Divides an exit from a place with lots, first to expire first; anything else stays whole.
  private func partsByLot(of change: StockChange) throws -> [StockChange] {
    guard !change.kind.isEntry, change.lot == nil else { return [change] }
    let parts = try change.divided(among: try lots(change.place))
    return parts.last?.lot == nil ? [change] : parts
  }

  /// Keeps the lots of a place in step with its balance.
  private func moveLot(of change: StockChange, before: Balance) throws {
    // An exit without a lot is from a place without lots.
    guard change.kind.isEntry || change.lot != nil else { return }
    let lots = try lots(change.place)
    guard !lots.isEmpty || change.lot != nil else { return }
    let code = change.lot?.code ?? ""
    var held =
      lots.first { $0.code == code } ?? Lot(code: code, expires: change.lot?.expires, quantity: .zero)
    guard change.kind.isEntry else {
      guard held.quantity >= change.quantity else { throw shortage(of: change, available: held.quantity) }
      held.quantity -= change.quantity
      return try saveLot(held, at: change.place)
    }
    if lots.isEmpty, before.onHand > .zero {
      try saveLot(Lot(code: "", expires: nil, quantity: before.onHand), at: change.place)
      if code.isEmpty { held.quantity = before.onHand }
    }
    if change.kind == .purchase { try checkExpiry(of: change, againstHeld: held.expires) }
    held.quantity += change.quantity
    held.expires = held.expires ?? change.lot?.expires
    try saveLot(held, at: change.place)
  }

  private func checkExpiry(of change: StockChange, againstHeld held: BusinessDay?) throws {
    guard let lot = change.lot, let expires = lot.expires, let held, expires != held else { return }
    throw ShopError.conflict(
      .lotExpiry(lot: lot.code, product: change.name, filed: held))
  }
}

extension StockChange {
  /// Parts of this change, each of one of `lots` in their order; what they do not cover is a last part without a lot.
  func divided(among lots: [Lot]) throws -> [StockChange] {
    var parts: [StockChange] = []
    var done = Quantity.zero
    func add(_ part: Quantity, _ lot: Lot?) throws {
      var change = self
      (change.quantity, change.lot) = (part, lot)
      change.value = try value.map {
        try $0.share(done + part, of: quantity) - $0.share(done, of: quantity)
      }
      parts.append(change)
      done += part
    }
    for lot in lots where done < quantity { try add(min(lot.quantity, quantity - done), lot) }
    if done < quantity { try add(quantity - done, nil) }
    return parts
  }
}
