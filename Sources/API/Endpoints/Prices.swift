internal import Inventory
internal import Shop
internal import Wire

extension API {
  /// Many prices at once, and what takes an operation back.
  var priceEndpoints: [Endpoint] {
    [
      .done(
        .post, "/inventario/precios", .products, "Cambia muchos precios, todos o ninguno",
        takes: .body(PriceField.prices.required).once
      ) { call in
        let drafts = try call.body(PriceField.prices).map {
          PriceDraft(
            product: try $0(SaleField.product), sale: try $0(ProductField.price),
            cost: try $0.optional(ProductField.cost))
        }
        let products = try await shop.changePrices(drafts, call.session, key: call.key)
        return products.count == 1 ? "1 precio cambiado" : "\(products.count) precios cambiados"
      },
      .done(
        .post, "/deshacer", .account, "Deshace lo que se hizo con una Idempotency-Key, mientras se pueda",
        takes: .body(UndoField.key.required)
      ) { call in
        let key = call.session.restKey(try call.body(UndoField.key))
        let undone = try await shop.reverse(key, call.session)
        return "Deshecho: \(undone.kind.rawValue) \(undone.reference)"
      },
    ]
  }
}

private enum PriceField {
  static let prices = Field<[Inputs]>.list(
    "precios", 1...1000,
    of: [SaleField.product.required, ProductField.price.required, ProductField.cost.optional])
}

private enum UndoField {
  static let key = Field<String>.text("clave", 1...200, "La Idempotency-Key con que se hizo")
}
