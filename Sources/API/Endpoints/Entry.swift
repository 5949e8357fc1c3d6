internal import Crypto
internal import Inventory
internal import Shop
internal import Wire

extension API {
  /// Where people are let in; it is asked less often than the rest may be.
  package static let entryPath = prefix + "/cuenta/ingresar"

  /// Signing in and out.
  var entryEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .post, path: "/cuenta/ingresar", topic: .account,
        summary: "Abre una sesión con usuario y contraseña, o con un código de un solo uso",
        takes: .body(
          EntryField.login.optional, EntryField.password.optional, EntryField.shop.optional,
          EntryField.code.optional),
        gives: Endpoint.Gives(status: .ok, schema: .enveloped(Shape<SignedIn>.signedIn.schema)),
        work: .anyone { visit in
          let signedIn = try await signIn(visit)
          let viewer = Viewer(signedIn.bearer.session)
          return .enveloped { Shape<SignedIn>.signedIn.write(signedIn, for: viewer, to: &$0) }
        }),
      .done(.post, "/cuenta/salir", .account, "Cierra la sesión, o revoca el token, con que se pide") {
        try await accounts.signOut($0.bearer)
        return "Sesión cerrada"
      },
    ]
  }

  private func signIn(_ visit: Visit) async throws -> SignedIn {
    if let code = try visit.body.optional(EntryField.code) {
      return try await accounts.signIn(code: code, device: visit.device, door: "rest")
    }
    guard let login = try visit.body.optional(EntryField.login),
      let password = try visit.body.optional(EntryField.password)
    else { throw HTTPProblem(invalid: "usuario", "diga usuario y contrasena, o codigo") }
    return try await accounts.signIn(
      login, password: password, shop: try visit.body.optional(EntryField.shop), device: visit.device,
      door: "rest")
  }
}

private enum EntryField {
  static let login = Field<String>.text("usuario", 1...200, "El nombre o el correo")
  static let password = Field<String>.text("contrasena", 1...256)
  static let shop = Field<String>.text("comercio", 1...200, "Hace falta donde hay varios")
  static let code = Field<String>.text("codigo", 1...32, "En lugar de usuario y contrasena")
}

extension Shape<SignedIn> {
  fileprivate static let signedIn = Shape("Ingreso", own + account)

  private static let own: [Member] = [
    .text("token") { $0.secret.text }, .instant("expira_en") { $0.expires },
  ]

  private static let account: [Member] = Shape<Bearer>.bearer.members.map { $0.lifted(\.bearer) }
}
