/// Why the shop refused, with what a person needs to put it right.
package enum ShopError: Error, Hashable, Sendable {
  case amountTooLarge
  /// A field holds what it may not; `detail` is a sentence in Spanish for people.
  case invalid(field: String, detail: String)
  /// Nothing of this shop bears that name, folio or id.
  case notFound(kind: String, name: String)
  /// The name is already taken within the shop.
  case duplicate(field: String, value: String)
  /// Seed 004: «Stock insuficiente para producto ID %: disponible %, requerido %».
  case insufficientStock(product: ProductID, name: String, available: Quantity, required: Quantity)
  /// The thing exists but is not in a state that allows this.
  case conflict(detail: String)
  /// The person's role does not reach this.
  case denied(role: Role)
  /// The same idempotency key came with other content.
  case keyReused(key: String)
}
