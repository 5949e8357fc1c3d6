package import Assistant
package import Shop
package import Wire

/// The web pages of the shop: signing in, the chat, and what a QR code leads to.
package struct Panel: Sendable {
  let accounts: Accounts
  let pages: PageFiles
  /// How money and quantities are written in the shop of a session.
  let voice: @Sendable (Session) -> Voice
  /// What is said to somebody of a session who has said nothing yet.
  let greet: @Sendable (Session) async throws -> Reply
  /// Who sent a request, where its cookie says so.
  let bearer: @Sendable (HTTPRequest) async throws -> Bearer
  /// Where printed codes lead.
  let links: PageLinks
  /// Whether browsers reach the pages over HTTPS, so that the cookie goes over nothing else.
  let isSecure: Bool

  /// The files that the folder `pages` must hold.
  package static let neededFiles = [
    "chat.html", "entrar.html", "ficha.html", "estilo.css", "icono.svg", "chat.js", "entrar.js",
  ]
  /// Where browsers sign in; it is asked less often than the rest may be.
  package static let entryPath = "/entrar"
  /// The cookie of a signed-in browser.
  package static let cookie = "bodeguero"

  package init(
    _ accounts: Accounts, _ pages: PageFiles, links: PageLinks, isSecure: Bool,
    voice: @escaping @Sendable (Session) -> Voice,
    greet: @escaping @Sendable (Session) async throws -> Reply,
    bearer: @escaping @Sendable (HTTPRequest) async throws -> Bearer
  ) {
    (self.accounts, self.pages, self.links, self.isSecure) = (accounts, pages, links, isSecure)
    (self.voice, self.greet, self.bearer) = (voice, greet, bearer)
  }

  package var routes: [HTTPRoute] {
    [
      HTTPRoute(.get, "/") { _, _ in HTTPResponse(.seeOther, fields: ["Location": "/chat"]) },
      HTTPRoute(.get, "/chat") { request, _ in await chat(request) },
      HTTPRoute(.get, Self.entryPath) { request, _ in
        await signInPage(code: request.target["codigo"] ?? "", next: request.target["seguir"] ?? "")
      },
      HTTPRoute(.post, Self.entryPath) { request, _ in await signIn(request) },
      HTTPRoute(.post, "/salir") { request, _ in await signOut(request) },
      HTTPRoute(.get, "/q/:enlace") { request, places in await linked(places["enlace"] ?? "", request) },
      HTTPRoute(.get, "/q/:enlace/qr.png") { _, places in await code(places["enlace"] ?? "") },
      file("estilo.css", type: "text/css; charset=utf-8"),
      file("icono.svg", type: "image/svg+xml"),
      file("chat.js", type: "text/javascript; charset=utf-8"),
      file("entrar.js", type: "text/javascript; charset=utf-8"),
    ]
  }

  private func file(_ name: String, type: String) -> HTTPRoute {
    var response = HTTPResponse(.ok, pages[name], type: type)
    response.fields["Cache-Control"] = "max-age=300"
    return HTTPRoute(.get, "/paginas/\(name)") { [response] _, _ in response }
  }

  /// A page that runs only our own script and shows only what is ours.
  func page(_ html: String, _ status: HTTPStatus = .ok) -> HTTPResponse {
    var response = HTTPResponse(status, html, type: "text/html; charset=utf-8")
    response.fields["Content-Security-Policy"] =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    response.fields["Cache-Control"] = "no-store"
    // With `no-referrer` a browser would not say where a form comes from either.
    response.fields["Referrer-Policy"] = "same-origin"
    return response
  }
}
