package import Inventory

/// What the stock of some products is worth (requirements §17.82).
package struct InventoryValue: Hashable, Sendable {
  /// Products counted (`total_productos`).
  package private(set) var products = 0
  /// Units on hand (`total_unidades`).
  package private(set) var units = Quantity.zero
  /// What they cost (`valor_compra`).
  package private(set) var atCost = Money.zero
  /// What they would sell for (`valor_venta`).
  package private(set) var atPrice = Money.zero

  package init() {}

  /// What selling everything would leave (`margen_potencial`).
  package var potentialMargin: Money { atPrice - atCost }

  /// Counts one product with all its stock, which cost `value` and sells at `price` a unit.
  ///
  /// - Throws: `ShopError.amountTooLarge` when a total passes its limit; nothing is counted then.
  package mutating func add(_ onHand: Quantity, value: Money, price: Money) throws(ShopError) {
    let selling = try price.times(onHand)
    guard units + onHand <= .limit, atCost + value <= .limit, atPrice + selling <= .limit else {
      throw .amountTooLarge
    }
    products += 1
    units += onHand
    atCost += value
    atPrice += selling
  }
}
