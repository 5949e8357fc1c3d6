internal import Inventory

/// What the demo shop has where, lot by lot for what expires.
struct DemoStock {
  struct LotBalance {
    let lot: DemoEvent.Lot
    var quantity: Quantity
  }

  /// A product on the shelves of a branch.
  struct Place: Hashable {
    let branch: BranchID
    let product: ProductID
  }

  private var balances: [Place: Quantity] = [:]
  /// By expiry, the nearest first.
  private var lots: [Place: [LotBalance]] = [:]

  func onHand(_ product: ProductID, at branch: BranchID) -> Quantity {
    balances[Place(branch: branch, product: product), default: .zero]
  }

  /// What is on hand and has not expired.
  func sellable(_ product: ProductID, at branch: BranchID, on day: BusinessDay) -> Quantity {
    let place = Place(branch: branch, product: product)
    let expired = lots[place]?.reduce(Quantity.zero) { $1.lot.expiry < day ? $0 + $1.quantity : $0 }
    return balances[place, default: .zero] - (expired ?? .zero)
  }

  mutating func add(
    _ quantity: Quantity, of product: ProductID, to branch: BranchID, lot: DemoEvent.Lot? = nil
  ) {
    let place = Place(branch: branch, product: product)
    balances[place, default: .zero] += quantity
    guard let lot else { return }
    var known = lots[place, default: []]
    if let index = known.firstIndex(where: { $0.lot == lot }) {
      known[index].quantity += quantity
    } else {
      let index = known.firstIndex { $0.lot.expiry > lot.expiry } ?? known.endIndex
      known.insert(LotBalance(lot: lot, quantity: quantity), at: index)
    }
    lots[place] = known
  }

  /// Takes what is on hand and has not expired, the lots that expire first before the others; gives the lots taken.
  @discardableResult
  mutating func take(_ quantity: Quantity, of product: ProductID, from branch: BranchID, on day: BusinessDay)
    -> [LotBalance]
  {
    let place = Place(branch: branch, product: product)
    balances[place, default: .zero] -= quantity
    guard let known = lots[place] else { return [] }
    var taken: [LotBalance] = []
    var kept: [LotBalance] = []
    var missing = quantity
    for balance in known {
      let part = balance.lot.expiry < day ? .zero : min(missing, balance.quantity)
      missing -= part
      if part > .zero { taken.append(LotBalance(lot: balance.lot, quantity: part)) }
      if part < balance.quantity {
        kept.append(LotBalance(lot: balance.lot, quantity: balance.quantity - part))
      }
    }
    lots[place] = kept
    return taken
  }

  /// Throws away the lots whose last day lies before `day`, and gives them.
  mutating func discardExpired(_ product: ProductID, at branch: BranchID, on day: BusinessDay) -> [LotBalance]
  {
    let place = Place(branch: branch, product: product)
    guard let known = lots[place] else { return [] }
    let expired = known.filter { $0.lot.expiry < day }
    for balance in expired { balances[place, default: .zero] -= balance.quantity }
    lots[place] = known.filter { $0.lot.expiry >= day }
    return expired
  }
}
