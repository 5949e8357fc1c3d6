internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Requirements §18.89, §26.
  var saleEndpoints: [Endpoint] {
    [
      .page(
        "/pos/ventas", .sales, "Lista las ventas, la última primero",
        takes: .query(
          SaleField.folio.optional, SaleField.customer.optional, SaleField.professional.optional,
          SaleField.person.optional, SaleField.state.optional, SaleField.paymentState.optional,
          DayField.from.optional, DayField.until.optional, SaleField.anyTender.optional,
          BranchField.id.optional),
        gives: .sale
      ) { call, page in
        var filter = SaleFilter()
        filter.customer = try call.query.optional(SaleField.customer)
        filter.professional = try call.query.optional(SaleField.professional)
        filter.person = try call.query.optional(SaleField.person)
        filter.state = try call.query.optional(SaleField.state)
        filter.paymentState = try call.query.optional(SaleField.paymentState)
        filter.tender = try call.query.optional(SaleField.anyTender)
        filter.days = try call.query.days()
        filter.branch = try call.query.optional(BranchField.id)
        return try await shop.sales(
          matching: filter, called: try call.query.optional(SaleField.folio), page: page, call.session)
      },
      .created(
        "/pos/ventas", .sales, "Vende, aparta o cotiza",
        takes: .body(SaleField.forCreation).without { SaleField.faults(in: $0, amount: SaleField.paid) },
        gives: .sale,
        at: { "/pos/ventas/\($0.sale.id.value)" }
      ) { call in
        let sale = try await shop.sell(try SaleDraft(call.body), call.session, key: call.key)
        return try await shop.sale(.id(sale.id), call.session)
      },
      .one(
        .get, "/pos/ventas/:id", .sales, "Muestra una venta", takes: .path(SaleField.id.required),
        gives: .sale
      ) {
        try await shop.sale(try $0.path(SaleField.id), $0.session)
      },
      .changed(
        "/pos/ventas/:id", .sales, "Cambia las notas, el cliente o el profesional de una venta hecha",
        of: SaleField.id, takes: SaleField.forChange, gives: .sale, SaleField.edit, by: shop.updateSale),
      .done(
        .delete, "/pos/ventas/:id", .sales,
        "Cancela una venta: lo vendido vuelve a las existencias y lo pagado, al cliente",
        takes: .path(SaleField.id.required).query(SaleField.reason.optional).once.ifUnchanged
      ) { call in
        let sale = try await shop.cancelSale(
          try call.path(SaleField.id), reason: try call.query.optional(SaleField.reason),
          ifVersion: call.expectedVersion, call.session, key: call.key)
        return "Venta \(sale.folio.text) cancelada"
      },
      .one(
        .post, "/pos/ventas/:id/pagar", .sales, "Cobra lo que se debe de una venta o de un apartado",
        takes: .path(SaleField.id.required).body(SaleField.forPayment).without {
          SaleField.faults(in: $0, amount: SaleField.amount)
        }.once,
        gives: .receipt
      ) { call in
        guard let payments = try [Payment](call.body, amount: SaleField.amount) else {
          throw HTTPProblem(invalid: "metodo_pago", "diga metodo_pago y monto, o pagos")
        }
        let draft = PaymentDraft(.sale(try call.path(SaleField.id)), payments)
        return try await shop.pay(draft, call.session, key: call.key)
      },
      .one(
        .post, "/pos/ventas/:id/devolucion", .sales, "Recibe de vuelta lo vendido; sin items, todo",
        takes: .path(SaleField.id.required).body(
          SaleField.returned.optional, SaleField.reason.required, SaleField.refund.optional
        ).once,
        gives: .sale
      ) { call in
        let id = try call.path(SaleField.id)
        let lines = try call.body.optional(SaleField.returned)?.map { line in
          ReturnDraft.Line(
            .item(try line(SaleField.item)), quantity: try line(SaleField.quantity),
            restocks: try line.optional(SaleField.restocks) ?? true)
        }
        let draft = ReturnDraft(
          sale: id, lines: lines ?? [], reason: try call.body(SaleField.reason),
          refund: try call.body.optional(SaleField.refund))
        _ = try await shop.returnSale(draft, call.session, key: call.key)
        return try await shop.sale(id, call.session)
      },
    ]
  }
}

extension Shape<SaleStatus> {
  static let sale = Shape(
    "Venta", version: { $0.sale.version },
    [
      .id("id") { $0.sale.id }, .text("id_publico") { $0.sale.publicID },
      .text("folio") { $0.sale.folio.text },
      .choice("tipo_venta") { $0.sale.kind }, .choice("estado") { $0.sale.state },
      .id("sucursal_id") { $0.sale.branch }, .text("sucursal") { $0.branch.name },
      .id("cliente_id") { $0.sale.customerID }, .text("cliente") { $0.sale.customer },
      .id("profesional_id") { $0.sale.professional }, .id("usuario_id") { $0.sale.person },
      .text("usuario") { $0.seller }, .money("subtotal") { $0.sale.totals.subtotal },
      .percent("descuento_porcentaje") { $0.sale.discount },
      .money("descuento_monto") { $0.sale.totals.discount }, .money("impuestos") { $0.sale.totals.taxes },
      .money("total") { $0.sale.totals.total }, .choice("metodo_pago") { $0.sale.tender },
      .choice("estado_pago") { $0.sale.paymentState }, .money("monto_pagado") { $0.sale.totals.paid },
      .money("monto_pendiente") { $0.sale.owed }, .text("notas") { $0.sale.note },
      .instant("fecha_venta") { $0.sale.at }, .day("fecha") { $0.sale.day },
      .instant("fecha_apartado") { $0.sale.setAside },
      .day("fecha_vencimiento_apartado") { $0.sale.keptUntil },
      .list("items", of: .saleItem) { $0.sale.lines }, .list("pagos", of: .filedPayment) { $0.payments },
    ])
}

extension Shape<FiledPayment> {
  fileprivate static let filedPayment = Shape(
    "PagoDeVenta",
    [
      .text("recibo") { $0.receipt }, .choice("tipo") { $0.kind }, .choice("metodo_pago") { $0.tender },
      .money("monto") { $0.amount }, .money("cambio") { $0.change }, .instant("fecha") { $0.at },
      .day("dia") { $0.day },
    ])
}

extension Shape<Sale.Line> {
  fileprivate static let saleItem = Shape(
    "ItemDeVenta",
    [
      .id("id") { $0.id }, .id("producto_id") { $0.item.product }, .text("nombre_producto") { $0.item.name },
      .text("sku") { $0.item.sku }, .quantity("cantidad") { $0.item.quantity },
      .quantity("devuelto") { $0.returned }, .money("precio_unitario") { $0.item.unitPrice },
      .percent("descuento_porcentaje") { $0.item.discount },
      .money("descuento_monto") { $0.item.unitDiscount }, .money("precio_final") { $0.item.finalPrice },
      .money("subtotal") { $0.item.subtotal }, .flag("aplica_comision") { $0.item.earnsCommission },
      .text("notas") { $0.item.note },
    ])
}

extension Shape<PaymentReceipt> {
  fileprivate static let receipt = Shape(
    "Pago",
    [
      .text("recibo") { $0.number }, .money("cambio") { $0.change },
      .money("pendiente") { $0.settlement.owed },
      .list("ventas", of: .settled) { $0.settlement.parts },
    ])
}

extension Shape<Settlement.Part> {
  fileprivate static let settled = Shape(
    "VentaCobrada",
    [
      .text("folio") { $0.folio }, .money("monto") { $0.amount }, .money("monto_pendiente") { $0.left },
      .flag("entregada") { $0.completes },
    ])
}
