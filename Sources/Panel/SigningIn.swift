internal import Crypto
internal import Shop
internal import Wire

extension Panel {
  func signInPage(code: String = "", notice: String = "", _ status: HTTPStatus = .ok) -> HTTPResponse {
    page(pages.page("entrar.html", ["codigo": "\(code)", "aviso": "\(notice)"]), status)
  }

  /// Lets a browser in by a one-time code, or by name and password.
  func signIn(_ request: HTTPRequest) async -> HTTPResponse {
    guard request.comesFromOwnPage, let form = HTTPTarget.parameters(request.body) else {
      return signInPage(notice: "Vuelva a intentar desde esta página.", .forbidden)
    }
    func value(_ name: String) -> String? { form.first { $0.name == name }?.value }
    let device = request.fields["User-Agent"] ?? "navegador"
    do {
      let signedIn: SignedIn
      if let code = value("codigo") {
        signedIn = try await accounts.signIn(code: code, device: device, door: "web")
      } else if let login = value("usuario"), let password = value("contrasena") {
        signedIn = try await accounts.signIn(
          login, password: password, shop: value("comercio"), device: device, door: "web")
      } else {
        return signInPage(notice: "Escriba un código, o usuario y contraseña.", .unprocessable)
      }
      return HTTPResponse(
        .seeOther,
        fields: ["Location": "/chat", "Set-Cookie": cookie(signedIn.secret.text, seconds: 90 * 86_400)])
    } catch let error as AccessError {
      return signInPage(notice: error.reason, .unauthorized)
    } catch {
      return signInPage(notice: "No se pudo entrar; vuelva a intentar en un momento.", .unavailable)
    }
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
