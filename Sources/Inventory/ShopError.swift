/// Why the shop refused, with what a person needs to put it right.
///
/// It holds values and no sentences: `reason` renders it for the wire, the phrasebooks for people.
package enum ShopError: Error, Hashable, Sendable {
  case amountTooLarge
  /// A field, by its name on the wire, holds what it may not.
  case invalid(field: String, Fault)
  /// Nothing of this shop bears that name, folio or id.
  case notFound(Kind, name: String)
  /// The name is already taken within the shop.
  case duplicate(field: String, value: String)
  /// Seed 004: «Stock insuficiente para producto ID %: disponible %, requerido %».
  case insufficientStock(product: ProductID, name: String, available: Quantity, required: Quantity)
  /// The thing exists but is not in a state that allows this.
  case conflict(Obstacle)
  /// The thing has changed since it was read; `version` is what it is at now.
  case outdated(version: Int64)
  /// The person's role does not reach this.
  case denied(role: Role)
  /// The person's role would reach this, but not the token that stands for the person.
  ///
  /// What it lacks: a scope, by its name on the wire, or a larger role; the whole of the person's where neither is said.
  case beyondToken(lacking: TokenLack? = nil)
  /// The same idempotency key came with other content.
  case keyReused(key: String)

  package enum TokenLack: Hashable, Sendable {
    case scope(String)
    case role(Role)
  }

  /// Nothing of this shop has that id.
  package static func noSuch<Subject>(_ kind: Kind, _ id: Identifier<Subject>) -> ShopError {
    .notFound(kind, name: String(id.value))
  }

  /// What may be missing, by its name on the wire.
  package enum Kind: String, Sendable {
    case shop = "comercio"
    case branch = "sucursal"
    case person = "usuario"
    case professional = "profesional"
    case product = "producto"
    case category = "categoría"
    case supplier = "proveedor"
    case customer = "cliente"
    case sale = "venta"
    case transfer = "traspaso"
    /// What movements of stock, or payments, were written under.
    case document = "documento"
    case operation = "operación"
    case priceChange = "cambio de precio"
    case alert = "alerta"
    case setting = "ajuste"
    case token
    case chat
    case currency = "moneda"
    case timeZone = "zona horaria"
  }

  /// What is wrong with a field; a product is named as people call it.
  package enum Fault: Hashable, Sendable {
    case missing
    case unreadable(String)
    /// Not one line of so many code points.
    case notALine(ClosedRange<Int>)
    case tooLong(Int)
    case outside(ClosedRange<Int>)
    case noItems
    case sameBranch
    case badBarcode
    case badBarcodeText(String)
    /// The code of an import's line is not one that a product would bear.
    case notAProduct(code: String)

    case zeroQuantity
    case quantityNotPositive(product: String)
    case fractionOfCounted(product: String)
    case negativeStock
    case negativeMinimum
    case maximumBelowOne
    case minimumAboveMaximum

    case tooManyDecimals
    case salePriceNotPositive
    case negativeCost
    case negativePrice(product: String)
    case wholesaleAboveSale
    case wholesaleWithoutQuantity
    case withoutPrice
    case discountOutOfRange
    case discountAbovePrice(product: String)
    case discountAboveSubtotal
    /// `sum` is what the lines come to.
    case totalAbovePrices(sum: Money)
    case paidAboveTotal
    case paidAboveOwed(owed: Money)
    /// Something is left to pay and nobody is named who owes it.
    case nobodyOwes
    case paymentNotPositive
    case receivedTooLittle
    case changeOnlyFromCash

    case notInSale(folio: String)
    /// `left` of it may still be returned.
    case moreThanSold(product: String, left: Quantity, folio: String)
    case insideItself
    case entryNotPositive
    case exitNotNegative
    case endBeforeStart
    case inThePast
    /// A password that is the name it goes with.
    case sameAsName
  }

  /// What stands in the way.
  package enum Obstacle: Hashable, Sendable {
    case severalShops([String])
    case saleState(folio: String, SaleState)
    case nothingToReturn(folio: String)
    /// The sale or the customer of that name owes nothing.
    case nothingOwed(by: String)
    /// Several customers of that name owe something.
    case severalDebtors(named: String)
    /// A layaway has been paid and taken home.
    case goodsTaken(folio: String)
    case transferState(folio: String, Transfer.State)
    case alreadyUndone
    case notUndoable
    case productHasMoved(product: String)
    case priceChangedSince(product: String)
    case productChangedSince(product: String)
    case nothingToChange(product: String)
    /// What bears that name stands in other entries of the shop.
    case inUse(name: String)
    case samePrice(product: String)
    case sameStock(product: String, Quantity)
    /// The lot has been filed with another day of expiry.
    case lotExpiry(lot: String, product: String, filed: BusinessDay)
    case importInterrupted
    case skuRepeated(String)
    /// An earlier line of that SKU was refused, and this one is of another product.
    case skuRefused(String, line: Int)
    /// An import brings a folio that a sale made here bears.
    case saleMadeHere(folio: String)
    case stockIsNot(product: String, expected: Quantity, found: Quantity)
    case notForSale(product: String)
    case notForService(product: String)
    case fractionOnHand(product: String, Quantity)
    case namesakeAtRoot(category: String)
    case mainBranch
    case branchInUse(branch: String)
    case lastOwner
  }
}
