internal import Inventory
internal import Shop
internal import Wire

extension API {
  /// What is done with sales whose goods have not changed hands: layaways and quotations (requirements §5.37, §18.89).
  var openSaleEndpoints: [Endpoint] {
    [
      .one(
        .post, "/pos/ventas/:id/items", .sales, "Agrega productos a un apartado o a una cotización",
        takes: .path(SaleField.id.required).body(SaleField.items.required).once, gives: .sale
      ) { call in
        let id = try call.path(SaleField.id)
        _ = try await shop.add(
          try call.body(SaleField.items).map(SaleDraft.Line.init), to: id, call.session, key: call.key)
        return try await shop.sale(id, call.session)
      },
      .one(
        .post, "/pos/ventas/:id/apartar", .sales, "Aparta lo que se cotizó, hasta que se pague o se complete",
        takes: .path(SaleField.id.required).body(SaleField.keptUntil.optional)
          .without { $0.faults([{ _ = try $0.optional(SaleField.keptUntil) }]) }.once,
        gives: .sale
      ) { call in
        let id = try call.path(SaleField.id)
        _ = try await shop.layAway(
          id, until: try call.body.optional(SaleField.keptUntil), call.session, key: call.key)
        return try await shop.sale(id, call.session)
      },
      .one(
        .post, "/pos/ventas/:id/completar", .sales,
        "Entrega lo cotizado o apartado; lo que no se paga con ello lo queda debiendo el cliente",
        takes: .path(SaleField.id.required).body(SaleField.forPayment)
          .without { SaleField.faults(in: $0, amount: SaleField.amount) }.once,
        gives: .sale
      ) { call in
        let id = try call.path(SaleField.id)
        _ = try await shop.complete(
          id, try [Payment](call.body, amount: SaleField.amount) ?? [], call.session, key: call.key)
        return try await shop.sale(id, call.session)
      },
    ]
  }
}
