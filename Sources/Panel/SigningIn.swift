internal import Crypto
internal import Shop
internal import Wire

extension Panel {
  /// The page to sign in at; it asks for the shop only where several share the store.
  func signInPage(
    code: String = "", next: String = "", notice: String = "", _ status: HTTPStatus = .ok
  ) async -> HTTPResponse {
    let count = try? await accounts.shop.shops().count
    let values: [String: HTML] = [
      "codigo": "\(code)", "seguir": "\(next)", "aviso": "\(notice)",
      "un_comercio": count ?? 1 > 1 ? "" : "hidden",
    ]
    return page(pages.page("entrar.html", values), status)
  }

  /// Lets a browser in by a one-time code, or by name and password, and leads it to where it wanted to be.
  func signIn(_ request: HTTPRequest) async -> HTTPResponse {
    guard request.comesFromOwnPage, let form = HTTPTarget.parameters(request.body) else {
      return await signInPage(notice: "Vuelva a intentar desde esta página.", .forbidden)
    }
    func value(_ name: String) -> String? { form.first { $0.name == name }?.value }
    let next = value("seguir") ?? ""
    let shop = value("comercio") ?? ""
    let device = request.fields["User-Agent"] ?? "navegador"
    do {
      let signedIn: SignedIn
      if let code = value("codigo") {
        signedIn = try await accounts.signIn(code: code, device: device, door: "web")
      } else if let login = value("usuario"), let password = value("contrasena") {
        signedIn = try await accounts.signIn(
          login, password: password, shop: shop.isEmpty ? nil : shop, device: device, door: "web")
      } else {
        return await signInPage(
          next: next, notice: "Escriba un código, o usuario y contraseña.", .unprocessable)
      }
      return HTTPResponse(
        .seeOther,
        fields: [
          "Location": Self.ownPage(next) ?? "/chat",
          "Set-Cookie": cookie(signedIn.secret.text, seconds: 90 * 86_400),
        ])
    } catch AccessError.tooMany(let seconds) {
      let notice = AccessError.tooMany(retryAfterSeconds: seconds).reason
      var response = await signInPage(next: next, notice: notice, .tooManyRequests)
      response.fields["Retry-After"] = String(seconds)
      return response
    } catch let error as AccessError {
      return await signInPage(next: next, notice: error.reason, .unauthorized)
    } catch {
      return await signInPage(
        next: next, notice: "No se pudo entrar; vuelva a intentar en un momento.", .unavailable)
    }
  }

  /// The path where it is one of the pages to which a code leads: nobody is sent elsewhere by a link to sign in.
  private static func ownPage(_ path: String) -> String? {
    guard let target = HTTPTarget(path), target.segments.count == 2, target.segments[0] == "q",
      target.raw == target.path
    else { return nil }
    return path
  }

  func signOut(_ request: HTTPRequest) async -> HTTPResponse {
    if request.comesFromOwnPage, let bearer = try? await bearer(request) {
      try? await accounts.signOut(bearer)
    }
    return HTTPResponse(.seeOther, fields: ["Location": "/entrar", "Set-Cookie": cookie("", seconds: 0)])
  }

  private func cookie(_ secret: String, seconds: Int) -> String {
    "\(Self.cookie)=\(secret); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(seconds)"
      + (isSecure ? "; Secure" : "")
  }
}
