/// How a sale comes about.
package enum SaleKind: String, CaseIterable, Sendable {
  case direct = "directa"
  case appointment = "cita"
  case layaway = "apartado"
  case quotation = "cotizacion"
}

/// What became of a sale.
package enum SaleState: String, CaseIterable, Sendable {
  case quotation = "cotizacion"
  case layaway = "apartado"
  case completed = "completada"
  case cancelled = "cancelada"
  case partlyReturned = "devolucion_parcial"
  case returned = "devolucion_total"
}

/// How much of a sale is paid.
package enum PaymentState: String, CaseIterable, Sendable {
  case pending = "pendiente"
  case paid = "pagado"
  case partial = "parcial"
  case cancelled = "cancelado"
}

/// How a customer pays: the tender.
package enum Tender: String, CaseIterable, Sendable {
  case cash = "efectivo"
  case card = "tarjeta"
  case transfer = "transferencia"
  case qr
  case terminal
  case mixed = "mixto"
}

/// A line of a sale with its arithmetic done (requirements §5.35).
package struct SaleItem: Hashable, Sendable {
  package let product: ProductID
  /// The product's name and SKU as they were when it was sold.
  package let name: String
  package let sku: String?
  package let quantity: Quantity
  package let unitPrice: Money
  /// The percentage among what is taken off.
  package let discount: Percent
  /// Taken off each unit: the percentage rounded half up per unit, then the amount.
  package let unitDiscount: Money
  package let subtotal: Money
  /// Whether who sold it earns a commission on it (`aplica_comision`).
  package var earnsCommission = true
  package var note: String?

  package var finalPrice: Money { unitPrice - unitDiscount }

  /// - Throws: `ShopError.invalid` when the quantity is not positive, the price is negative or the discount
  ///   exceeds the price; `amountTooLarge` past the limits.
  package init(
    product: ProductID, name: String, sku: String?, quantity: Quantity, unitPrice: Money,
    discount: Percent = Percent(tenths: 0), discountAmount: Money = .zero
  ) throws(ShopError) {
    guard quantity > .zero, quantity <= .limit else {
      throw .invalid(field: "cantidad", .quantityNotPositive(product: name))
    }
    guard unitPrice >= .zero, unitPrice <= .limit else {
      throw .invalid(field: "precio_unitario", .negativePrice(product: name))
    }
    guard (0...1000).contains(discount.tenths), discountAmount >= .zero else {
      throw .invalid(field: "descuento_porcentaje", .discountOutOfRange)
    }
    guard discountAmount <= unitPrice, unitPrice.percent(discount) + discountAmount <= unitPrice else {
      throw .invalid(
        field: "descuento_monto", .discountAbovePrice(product: name))
    }
    (self.product, self.name, self.sku, self.quantity) = (product, name, sku, quantity)
    (self.unitPrice, self.discount) = (unitPrice, discount)
    unitDiscount = unitPrice.percent(discount) + discountAmount
    subtotal = try (unitPrice - unitDiscount).times(quantity)
  }

  /// A line that the store has kept, whose constraints held when it was written.
  package init(
    stored product: ProductID, name: String, sku: String?, quantity: Quantity, unitPrice: Money,
    discount: Percent, unitDiscount: Money, subtotal: Money
  ) {
    (self.product, self.name, self.sku, self.quantity) = (product, name, sku, quantity)
    (self.unitPrice, self.discount) = (unitPrice, discount)
    (self.unitDiscount, self.subtotal) = (unitDiscount, subtotal)
  }
}

/// The sums of a sale (requirements §5.36).
package struct SaleTotals: Hashable, Sendable {
  package let subtotal: Money
  package let discount: Money
  package let taxes: Money
  package let paid: Money

  package var total: Money { subtotal - discount + taxes }
  package var pending: Money { total - paid }

  /// - Throws: `ShopError.invalid` when the discount exceeds the subtotal or the payment exceeds the total.
  package init(items: [SaleItem], discount: Money = .zero, taxes: Money = .zero, paid: Money? = nil)
    throws(ShopError)
  {
    let subtotal = items.reduce(Money.zero) { $0 + $1.subtotal }
    guard subtotal <= .limit, taxes >= .zero, taxes <= .limit else { throw .amountTooLarge }
    guard discount >= .zero, discount <= subtotal else {
      throw .invalid(
        field: "descuento_monto", .discountAboveSubtotal)
    }
    let total = subtotal - discount + taxes
    let paid = paid ?? total
    guard paid >= .zero, paid <= total else {
      throw .invalid(
        field: "monto_pagado", .paidAboveTotal)
    }
    (self.subtotal, self.discount, self.taxes, self.paid) = (subtotal, discount, taxes, paid)
  }

  /// Sums that the store has kept, whose constraints held when they were written.
  package init(stored subtotal: Money, discount: Money, taxes: Money, paid: Money) {
    (self.subtotal, self.discount, self.taxes, self.paid) = (subtotal, discount, taxes, paid)
  }
}

/// A sale as it stands in the store (table `ventas_pos`).
package struct Sale: Hashable, Sendable {
  package let id: SaleID
  package let folio: Folio
  /// What links and QR codes name it by.
  package let publicID: String
  package let branch: BranchID
  package let kind: SaleKind
  package let state: SaleState
  package let tender: Tender
  package let totals: SaleTotals
  /// The percentage among what was taken off the whole.
  package let discount: Percent
  /// Who bought, where the shop keeps a file of them.
  package let customerID: CustomerID?
  /// The name under which it was sold.
  package let customer: String?
  /// Who sold or attended, where it was not who wrote it down.
  package let professional: PersonID?
  /// Who wrote it down.
  package let person: PersonID
  package let note: String?
  /// When its goods changed hands; for those that have not, when it was made.
  package let at: Instant
  package let day: BusinessDay
  /// The last day on which a layaway is kept; nil for as long as the shop likes.
  package let keptUntil: BusinessDay?
  /// When its goods were set aside, where they ever were.
  package let setAside: Instant?
  /// Rises with every change of it.
  package let version: Int64
  package var lines: [Line]

  /// An item with its key in the store and how much of it came back.
  package struct Line: Hashable, Sendable {
    package let id: SaleItemID
    package let item: SaleItem
    package let returned: Quantity
    package init(id: SaleItemID, item: SaleItem, returned: Quantity) {
      (self.id, self.item, self.returned) = (id, item, returned)
    }
  }

  package init(
    id: SaleID, folio: Folio, publicID: String, branch: BranchID, kind: SaleKind, state: SaleState,
    tender: Tender, totals: SaleTotals, discount: Percent, customerID: CustomerID?, customer: String?,
    professional: PersonID?, person: PersonID, note: String?, at: Instant, day: BusinessDay,
    keptUntil: BusinessDay?, setAside: Instant?, version: Int64, lines: [Line] = []
  ) {
    (self.id, self.folio, self.publicID, self.branch) = (id, folio, publicID, branch)
    (self.kind, self.state, self.tender) = (kind, state, tender)
    (self.totals, self.discount) = (totals, discount)
    (self.customerID, self.customer) = (customerID, customer)
    (self.professional, self.person, self.note) = (professional, person, note)
    (self.at, self.day, self.keptUntil, self.setAside) = (at, day, keptUntil, setAside)
    (self.version, self.lines) = (version, lines)
  }
}

/// Goods on the road from one branch to another.
package enum Transfer {
  /// Where the goods are.
  package enum State: String, CaseIterable, Sendable {
    case sent = "enviado"
    case received = "recibido"
    case cancelled = "cancelado"
  }
}
