internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  var customerEndpoints: [Endpoint] {
    [
      .page(
        "/clientes", .customers, "Lista los clientes, o busca por nombre o teléfono",
        takes: .query(CustomerField.text.optional, CustomerField.active.optional), gives: .customer
      ) { call, page in
        try await shop.customers(
          matching: try call.query.optional(CustomerField.text),
          isActive: try call.query.optional(CustomerField.active) ?? true, page: page, call.session)
      },
      .list(
        "/clientes/deudas", .customers, "Lista a quienes deben, quien más debe primero", gives: .debt
      ) { try await shop.debts($0.session) },
      .created(
        "/clientes", .customers, "Crea un cliente", takes: .body(CustomerField.forCreation), gives: .customer,
        at: { "/clientes/\($0.id.value)" }
      ) { call in
        var fields = CustomerFields()
        try CustomerField.edit(&fields, call.body)
        return try await shop.createCustomer(fields, call.session, key: call.key)
      },
      .one(
        .get, "/clientes/:id", .customers, "Muestra un cliente", takes: .path(CustomerField.id.required),
        gives: .customer
      ) { call in try await shop.customer(try call.path(CustomerField.id), call.session) },
      .changed(
        "/clientes/:id", .customers, of: CustomerField.id, takes: CustomerField.forChange, gives: .customer,
        CustomerField.edit, by: shop.updateCustomer),
      .done(
        .delete, "/clientes/:id", .customers, "Retira un cliente; sus compras quedan",
        takes: .path(CustomerField.id.required).ifUnchanged
      ) { call in
        let customer = try await shop.withdrawCustomer(
          try call.path(CustomerField.id), ifVersion: call.expectedVersion, call.session)
        return "Cliente «\(customer.fields.name)» retirado"
      },
    ]
  }
}

private enum CustomerField {
  static let id = Field<CustomerID>.id("id")
  static let text = Field<String>.text("q", 1...200, "Parte del nombre o del teléfono")
  static let active = Field<Bool>.flag("activo", "true si no se dice")
  static let name = Field<String>.text("nombre", 1...200)
  static let phone = Field<String>.text("telefono", 0...20)
  static let email = Field<String>.text("email", 0...100)
  static let notes = Field<String>.text("notas", 0...500)
  static let isActive = Field<Bool>.flag("activo")

  static let forCreation = [name.required, isActive.optional] + emptied
  static let forChange = [name.present, isActive.present] + emptied
  private static let emptied = [phone.optional, email.optional, notes.optional]

  static func edit(_ fields: inout CustomerFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(name, into: &fields.name)
    try inputs.put(phone, into: &fields.phone)
    try inputs.put(email, into: &fields.email)
    try inputs.put(notes, into: &fields.notes)
    try inputs.put(isActive, into: &fields.isActive)
  }
}

extension Shape<CustomerRecord> {
  static let customer = Shape(
    "Cliente", version: \.version,
    [
      .id("id") { $0.id }, .text("nombre") { $0.fields.name }, .text("telefono") { $0.fields.phone },
      .text("email") { $0.fields.email }, .text("notas") { $0.fields.notes },
      .flag("activo") { $0.fields.isActive },
    ])
}

extension Shape<CustomerSum> {
  fileprivate static let debt = Shape(
    "DeudaDeCliente",
    [
      .id("cliente_id") { $0.customer.id }, .text("cliente") { $0.name },
      .money("monto_pendiente") { $0.amount }, .count("ventas") { $0.sales }, .day("desde") { $0.day },
    ])
}
