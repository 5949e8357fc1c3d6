internal import Crypto
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  var personEndpoints: [Endpoint] {
    [
      .list(
        "/usuarios", .people, "Lista a quienes trabajan en la tienda",
        takes: .query(PersonField.active.optional),
        gives: .person
      ) { call in
        try await shop.people(isActive: try call.query.optional(PersonField.active) ?? true, call.session)
      },
      .created(
        "/usuarios", .people, "Agrega a alguien que entra con contraseña",
        takes: .body(
          PersonField.name.required, PersonField.role.required, PersonField.password.required,
          PersonField.email.optional, BranchField.id.optional),
        gives: .person, at: { "/usuarios/\($0.id.value)" }
      ) { call in
        let new = NewPerson(
          name: try call.body(PersonField.name), role: try call.body(PersonField.role),
          email: try call.body.optional(PersonField.email), branch: try call.body.optional(BranchField.id))
        // What marks the content must tell nothing of the password.
        let content = [new.name, new.role.rawValue, new.email ?? "", "\(new.branch?.value ?? 0)"]
        let person = try await accounts.add(
          new, password: try call.body(PersonField.password), call.session,
          key: call.key.map { IdempotencyKey($0.text, content: content.joined(separator: "\n")) })
        return try await shop.person(person.id, call.session)
      },
      .one(
        .get, "/usuarios/:id", .people, "Muestra a una persona", takes: .path(PersonField.id.required),
        gives: .person
      ) { try await shop.person(try $0.path(PersonField.id), $0.session) },
      .changed(
        "/usuarios/:id", .people, "Cambia el nombre, el rol, el e-mail, la sucursal, o da de baja",
        of: PersonField.id,
        takes: [
          PersonField.name.present, PersonField.role.present, PersonField.email.optional,
          BranchField.id.optional, PersonField.isActive.present,
        ], gives: .person, PersonField.edit, by: shop.updatePerson),
      .done(
        .put, "/usuarios/:id/contrasena", .people,
        "Da una contraseña nueva a una persona y cierra sus sesiones",
        takes: .path(PersonField.id.required).body(PersonField.password.required)
      ) { call in
        try await accounts.setPassword(
          try call.body(PersonField.password), of: try call.path(PersonField.id), call.session)
        return "Contraseña cambiada"
      },
    ]
  }

  /// The person who asks, and by what they and their programs are let in.
  var accountEndpoints: [Endpoint] {
    [
      .one(.get, "/cuenta", .account, "Dice quién pide y qué puede", gives: .bearer) { $0.bearer },
      .done(
        .put, "/cuenta/contrasena", .account, "Cambia la contraseña propia y cierra las demás sesiones",
        takes: .body(AccountField.current.required, AccountField.new.required)
      ) { call in
        try await accounts.changePassword(
          from: try call.body(AccountField.current), to: try call.body(AccountField.new),
          in: call.bearer.token.id, call.session)
        return "Contraseña cambiada"
      },
      .one(
        .post, "/cuenta/codigos", .account, "Da un código de un solo uso para que un chat sepa quién escribe",
        gives: .code
      ) { call in
        let (code, expires) = try await accounts.makeCode(for: .chatLink, call.session)
        return ShownCode(text: code.text, expires: expires)
      },
      .list("/cuenta/chats", .account, "Lista los chats enlazados", gives: .chat) {
        try await accounts.chatLinks($0.session)
      },
      .done(
        .delete, "/cuenta/chats", .account, "Desenlaza un chat",
        takes: .query(AccountField.channel.required, AccountField.identity.required)
      ) { call in
        let chat = ChatIdentity(
          channel: try call.query(AccountField.channel), id: try call.query(AccountField.identity))
        try await accounts.unlink(chat, call.session)
        return "Chat desenlazado"
      },
      .list("/cuenta/tokens", .account, "Lista los tokens y las sesiones", gives: .token) {
        try await accounts.tokens($0.session)
      },
      .created(
        "/cuenta/tokens", .account, "Da un token a un programa; se muestra esta única vez",
        takes: .body(
          AccountField.name.required, PersonField.role.required, AccountField.scopes.required,
          AccountField.days.optional),
        isOnce: false, gives: .newToken, at: { "/cuenta/tokens/\($0.token.id.value)" }
      ) { call in
        let days = try call.body.optional(AccountField.days)
        let new = NewToken(
          name: try call.body(AccountField.name), role: try call.body(PersonField.role),
          scopes: Set(try call.body(AccountField.scopes)),
          expires: days.map { shop.now().adding(seconds: Int64($0) * 86_400) })
        let (secret, token) = try await accounts.makeToken(new, for: call.session.person.id, call.session)
        return ShownToken(text: secret.text, token: token)
      },
      .one(
        .get, "/cuenta/tokens/:id", .account, "Muestra un token o una sesión, sin su secreto",
        takes: .path(AccountField.token.required), gives: .token
      ) { try await accounts.token(try $0.path(AccountField.token), $0.session) },
      .done(
        .delete, "/cuenta/tokens/:id", .account, "Revoca un token o cierra una sesión",
        takes: .path(AccountField.token.required)
      ) { call in
        try await accounts.revoke(try call.path(AccountField.token), call.session)
        return "Revocado"
      },
    ]
  }
}

private enum PersonField {
  static let id = Field<PersonID>.id("id")
  static let active = Field<Bool>.flag("activo", "true si no se dice")
  static let name = Field<String>.text("nombre", 1...200)
  static let role = Field<Role>.choice("rol")
  static let email = Field<String>.text("email", 3...200)
  static let password = Field<String>.text("contrasena", 8...200)
  static let isActive = Field<Bool>.flag("activo")

  static func edit(_ fields: inout PersonFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(name, into: &fields.name)
    try inputs.put(role, into: &fields.role)
    try inputs.put(email, into: &fields.email)
    try inputs.put(BranchField.id, into: &fields.branch)
    try inputs.put(isActive, into: &fields.isActive)
  }
}

private enum AccountField {
  static let current = Field<String>.text("actual", 1...200)
  static let new = Field<String>.text("nueva", 8...200)
  static let channel = Field<String>.text("canal", 1...20)
  static let identity = Field<String>.text("identidad", 1...200)
  static let token = Field<AccessTokenID>.id("id")
  static let name = Field<String>.text("nombre", 1...100)
  static let days = Field<Int>.count("dias", 1...3650, "Cuánto vale; hasta que se revoque si no se dice")
  static let scopes = Field<[AccessScope]>(
    "alcances",
    .array(of: JSONSchema(.choice(AccessScope.allCases.map(\.rawValue))), minimumCount: 1, maximumCount: 2)
  ) { json, _ in json.array?.compactMap { $0.string.flatMap { AccessScope(rawValue: $0) } } }
}

extension Shape<PersonRecord> {
  fileprivate static let person = Shape(
    "Usuario", version: \.version,
    [
      .id("id") { $0.id }, .text("nombre") { $0.fields.name }, .choice("rol") { $0.fields.role },
      .text("email") { $0.fields.email }, .id("sucursal_id") { $0.fields.branch },
      .flag("activo") { $0.fields.isActive }, .flag("tiene_clave") { $0.hasPassword },
    ])
}

extension Shape<Bearer> {
  static let bearer = Shape(
    "Cuenta",
    [
      .id("usuario_id") { $0.session.person.id }, .text("nombre") { $0.session.person.name },
      .choice("rol") { $0.role }, .texts("alcances") { $0.scopes.map(\.rawValue).sorted() },
      .text("comercio") { $0.session.shop.name }, .text("moneda") { $0.session.shop.currency.code },
      .id("sucursal_id") { $0.session.home.id }, .text("sucursal") { $0.session.home.name },
    ])
}

private struct ShownCode: Sendable {
  let text: String
  let expires: Instant
}

extension Shape<ShownCode> {
  fileprivate static let code = Shape(
    "Codigo", [.text("codigo") { $0.text }, .instant("expira_en") { $0.expires }])
}

extension Shape<ChatLink> {
  fileprivate static let chat = Shape(
    "ChatEnlazado",
    [
      .text("canal") { $0.chat.channel }, .text("identidad") { $0.chat.id }, .id("usuario_id") { $0.person },
      .text("idioma") { $0.language?.code }, .instant("creado_en") { $0.created },
    ])
}

private struct ShownToken: Sendable {
  let text: String
  let token: AccessToken
}

extension Shape<AccessToken> {
  fileprivate static let members: [Member] = [
    .id("id") { $0.id }, .text("nombre") { $0.name }, .id("usuario_id") { $0.person },
    .instant("creado_en") { $0.created }, .instant("usado_en") { $0.lastUsed },
    .instant("expira_en") { $0.expires },
  ]

  fileprivate static let token = Shape("Token", members)
}

extension Shape<ShownToken> {
  fileprivate static let newToken = Shape(
    "TokenNuevo",
    Shape<AccessToken>.members.map { $0.lifted(\.token) } + [.text("token") { $0.text }])
}
