internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// The fields of a sale on the wire (requirements §5).
enum SaleField {
  static let id = Field<SaleKey>(
    "id", .string(JSONSchema.TextRule(lengths: 1...50, format: .code)), "El id de la venta o su folio"
  ) { json, _ in json.string.map { text in Int64(text).map { .id(SaleID($0)) } ?? .folio(text) } }
  static let folio = Field<String>.text("folio", 1...50, "Entero, o su número: POS-2025-0125, 125")
  static let customer = Field<CustomerID>.id("cliente_id")
  static let professional = Field<PersonID>.id("profesional_id")
  static let person = Field<PersonID>.id("usuario_id", "Quien la registró")
  static let state = Field<SaleState>.choice("estado")
  static let paymentState = Field<PaymentState>.choice("estado_pago")
  static let anyTender = Field<Tender>.choice("metodo_pago")

  static let product = Field<ProductID>.id("producto_id")
  static let quantity = Field<Quantity>.quantity("cantidad", above: 0)
  static let price = Field<Money>.money("precio_unitario", "El del producto si no se dice")
  static let discountPercent = Field<Percent>.percent("descuento_porcentaje")
  static let discount = Field<Money>.money("descuento_monto")
  static let earnsCommission = Field<Bool>.flag("aplica_comision")
  static let note = Field<String>.text("notas", 0...500)
  static let items = Field<[Inputs]>.list(
    "items", 1...500,
    of: [
      product.required, quantity.required, price.optional, discountPercent.optional, discount.optional,
      earnsCommission.optional, note.optional,
    ])

  static let kind = Field<SaleKind>.choice(
    "tipo_venta", among: [.direct, .layaway, .quotation], "directa si no se dice")
  static let keptUntil = Field<BusinessDay>.day("fecha_vencimiento_apartado")
  static let tender = Field<Tender>.choice("metodo_pago", "Con mixto hacen falta pagos")
  static let paid = Field<Money>.money(
    "monto_pagado", "Si no se dice: todo en efectivo, tarjeta y transferencia; nada en qr y terminal")
  static let amount = Field<Money>.money("monto", above: 0)
  static let received = Field<Money>.money(
    "recibido", "Lo que entregó el cliente; el cambio es solo de efectivo")
  static let oneTender = Field<Tender>.choice(
    "metodo_pago", among: Tender.allCases.filter { $0 != .mixed })
  static let payments = Field<[Inputs]>.list(
    "pagos", 1...20, of: [oneTender.required, amount.required, received.optional])

  static let item = Field<SaleItemID>.id("item_id")
  static let restocks = Field<Bool>.flag("reponer", "Si vuelve a las existencias; true si no se dice")
  static let returned = Field<[Inputs]>.list(
    "items", 1...500, of: [item.required, quantity.required, restocks.optional])
  static let reason = Field<String>.text("motivo", 1...500)
  static let refund = Field<Tender>.choice("reembolso", among: Tender.allCases.filter { $0 != .mixed })

  static let forCreation: [Declaration] = [
    items.required, tender.required, kind.optional, customer.optional, professional.optional,
    discountPercent.optional, discount.optional, paid.optional, received.optional, payments.optional,
    note.optional, keptUntil.optional, BranchField.id.optional,
  ]
  /// What is wrong with how it is paid, and with days that there are not.
  static func faults(in inputs: Inputs, amount: Field<Money>) -> [HTTPProblem.Fault] {
    inputs.faults([
      { inputs in
        guard try inputs.optional(tender) == .mixed, try inputs.optional(payments) == nil else { return }
        throw HTTPProblem(invalid: payments.name, "con metodo_pago mixto hay que decir cada pago")
      },
      { inputs in if try inputs.optional(payments) == nil { _ = try Payment(inputs, amount: amount) } },
      { inputs in
        guard amount.name == Self.amount.name, try inputs.optional(payments) == nil,
          try inputs.optional(tender).map({ $0 != .mixed }) ?? false, try inputs.optional(amount) == nil
        else { return }
        throw HTTPProblem(invalid: amount.name, "falta: cuánto se paga con metodo_pago")
      },
      { inputs in _ = try inputs.optional(keptUntil) },
    ]) + inputs.faults(inEachOf: payments, [{ inputs in _ = try Payment(part: inputs) }])
  }

  static let forPayment = [tender.optional, amount.optional, received.optional, payments.optional]
  static let forChange = [customer.optional, professional.optional, note.optional]

  static func edit(_ fields: inout SaleFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(customer, into: &fields.customer)
    try inputs.put(professional, into: &fields.professional)
    try inputs.put(note, into: &fields.note)
  }
}

extension SaleDraft {
  init(_ inputs: Inputs) throws {
    let tender = try inputs(SaleField.tender)
    let paid = try inputs.optional(SaleField.paid)
    let payments = try [Payment](inputs, amount: SaleField.paid) ?? []
    // What is paid at the terminal or by QR comes later: until then the goods are set aside.
    let waits = [.qr, .terminal].contains(tender) && paid ?? .zero == .zero && payments.isEmpty
    let kind: SaleDraft.Kind =
      switch try inputs.optional(SaleField.kind) ?? .direct {
      case .quotation: .quotation
      case .layaway: .layaway(until: try inputs.optional(SaleField.keptUntil))
      case .direct, .appointment: waits ? .layaway(until: nil) : .direct
      }
    self.init(
      kind, lines: try inputs(SaleField.items).map(Line.init), tender: tender,
      customer: try inputs.optional(SaleField.customer).map(Buyer.known), paid: paid, payments: payments,
      reduction: .discount(
        try inputs.optional(SaleField.discountPercent) ?? Percent(tenths: 0),
        try inputs.optional(SaleField.discount) ?? .zero),
      branch: try inputs.optional(BranchField.id))
    received = try inputs.optional(SaleField.received)
    professional = try inputs.optional(SaleField.professional)
    note = try inputs.optional(SaleField.note)
  }
}

extension SaleDraft.Line {
  init(_ inputs: Inputs) throws(HTTPProblem) {
    self.init(
      product: try inputs(SaleField.product), quantity: try inputs(SaleField.quantity),
      price: try inputs.optional(SaleField.price),
      discount: try inputs.optional(SaleField.discountPercent) ?? Percent(tenths: 0))
    discountAmount = try inputs.optional(SaleField.discount) ?? .zero
    earnsCommission = try inputs.optional(SaleField.earnsCommission) ?? true
    note = try inputs.optional(SaleField.note)
  }
}

extension [Payment] {
  /// The `pagos`, or the one payment of `metodo_pago`, `amount` and `recibido`; nil where neither is whole.
  init?(_ inputs: Inputs, amount field: Field<Money>) throws {
    if let several = try inputs.optional(SaleField.payments) {
      self = try several.map { try Payment(part: $0) }
    } else {
      guard let one = try Payment(inputs, amount: field) else { return nil }
      self = [one]
    }
  }
}

extension Payment {
  /// One of the `pagos`.
  fileprivate init(part inputs: Inputs) throws {
    try self.init(
      try inputs(SaleField.amount), tender: try inputs(SaleField.oneTender),
      received: try inputs.optional(SaleField.received))
  }

  /// The payment of `metodo_pago`, `amount` and `recibido`; nil where it is not whole.
  fileprivate init?(_ inputs: Inputs, amount field: Field<Money>) throws {
    guard let tender = try inputs.optional(SaleField.tender), tender != .mixed,
      let amount = try inputs.optional(field), amount > .zero
    else { return nil }
    try self.init(amount, tender: tender, received: try inputs.optional(SaleField.received))
  }
}
