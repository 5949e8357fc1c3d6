import Crypto
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Application

struct LinkedPageTests {
  /// A served shop with a product of which one was sold, and its owner's cookie.
  private func shop() async throws -> (served: ServedShop, cookie: HTTPFields) {
    let served = try await ServedShop(publicURL: "https://tienda.example")
    let open = served.server.open
    let (code, _) = try await open.accounts.makeCode(for: .signIn, open.session)
    let entered = try await open.accounts.signIn(code: code.text, device: "prueba", door: "web")
    _ = try await open.shop.createProduct(
      NewProduct(name: "Crema <b>", prices: Prices(sale: Money(minorUnits: 1000))), open.session)
    _ = try await open.shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: ProductID(1), quantity: Quantity(10))]), open.session)
    _ = try await open.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: ProductID(1), quantity: Quantity(1))], customer: .named("Marta"),
        paid: .zero), open.session)
    return (served, ["Cookie": "bodeguero=\(entered.secret.text)"])
  }

  /// The path of a printed link, as its picture bears it.
  private func path(
    _ kind: SignedLink.Kind, _ served: ServedShop, sale: SaleID = SaleID(1)
  ) async throws -> String {
    let open = served.server.open
    let publicID =
      switch kind {
      case .product: try await open.shop.product(ProductID(1), open.session).publicID
      case .sale: try await open.shop.sale(.id(sale), open.session).sale.publicID
      }
    return "/q/" + (try await open.accounts.printedLink(kind, publicID: publicID, open.session))
  }

  @Test func `a customer sees whether there is any, and those of the shop what to do`() async throws {
    let (served, cookie) = try await shop()
    let path = try await path(.product, served)
    let customer = try await served.send(.get, path).text
    #expect(customer.contains("Crema &lt;b&gt;"))
    #expect(customer.contains("¿Hay?"))
    #expect(!customer.contains("Vender"))
    #expect(customer.contains("/entrar?seguir=\(path.percentCoded)"))
    let own = try await served.send(.get, path, fields: cookie).text
    #expect(own.contains("Disponible"))
    #expect(own.contains("/chat?texto=\("vendí 1 Crema <b>".percentCoded)"))
    await served.stop()
  }

  @Test func `a sale's page offers what its state allows`() async throws {
    let (served, cookie) = try await shop()
    let path = try await path(.sale, served)
    #expect(try await served.send(.get, path).text.contains("pendiente"))
    let owed = try await served.send(.get, path, fields: cookie).text
    #expect(owed.contains("Cobrar") && owed.contains("Cancelarla") && owed.contains("devolución"))
    let open = served.server.open
    _ = try await open.shop.cancelSale(.id(SaleID(1)), open.session)
    let cancelled = try await served.send(.get, path, fields: cookie).text
    #expect(!cancelled.contains("Cobrar") && !cancelled.contains("Cancelarla"))
    await served.stop()
  }

  @Test func `a page asks for no payment where nothing is owed`() async throws {
    let (served, cookie) = try await shop()
    let open = served.server.open
    let quotation = try await open.shop.sell(
      SaleDraft(.quotation, lines: [SaleDraft.Line(product: ProductID(1), quantity: Quantity(2))]),
      open.session)
    let quoted = try await served.send(
      .get, path(.sale, served, sale: quotation.id), fields: cookie
    ).text
    #expect(quoted.contains("cotización") && !quoted.contains("Cobrar"))
    _ = try await open.shop.returnSale(ReturnDraft(sale: .id(SaleID(1))), open.session)
    let returned = try await served.send(.get, path(.sale, served), fields: cookie).text
    #expect(returned.contains("devuelta") && !returned.contains("Cobrar"))
    await served.stop()
  }

  @Test(arguments: [
    (SignedLink.Kind.product, ["stock_of_product", "kardex", "register_sale", "register_stock_entry"]),
    (.sale, ["sale_status", "register_payment", "return_sale", "cancel_sale"]),
  ])
  func `every sentence that a page offers is understood`(kind: SignedLink.Kind, intents: [String])
    async throws
  {
    let (served, cookie) = try await shop()
    var fields = cookie
    fields["Origin"] = served.origin
    let page = try await served.send(.get, path(kind, served), fields: cookie).text
    var understood: [String] = []
    for link in page.split(separator: "/chat?texto=").dropFirst() {
      let sentence = try #require(HTTPTarget("/?texto=\(link.prefix { $0 != "\"" })")?["texto"])
      let body: JSON = ["texto": .string(sentence)]
      let answer = try await served.send(
        .post, "/api/v1/asistente/mensajes", fields: fields, body: body.text)
      understood.append(try #require(try JSON(parsing: answer.body.bytes)["data"]?["intent"]?.string))
    }
    #expect(understood == intents)
    await served.stop()
  }

  @Test func `a link that nobody signed leads nowhere`() async throws {
    let (served, _) = try await shop()
    let path = try await path(.product, served)
    #expect(try await served.send(.get, path + "x").status == .notFound)
    #expect(try await served.send(.get, path.replacing("/q/p.", with: "/q/v.")).status == .notFound)
    await served.stop()
  }

  @Test func `the code of a link is a picture for whoever has the link`() async throws {
    let (served, _) = try await shop()
    for kind in [SignedLink.Kind.product, .sale] {
      let picture = try await served.send(.get, path(kind, served) + "/qr.png")
      #expect(picture.status == .ok)
      #expect(picture.fields["Content-Type"] == "image/png")
      #expect(picture.body.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
    #expect(try await served.send(.get, path(.product, served) + "x/qr.png").status == .notFound)
    await served.stop()
  }

  @Test func `who asks for a code in the chat is told where its picture is`() async throws {
    let (served, cookie) = try await shop()
    var fields = cookie
    fields["Origin"] = served.origin
    let answer = try await served.send(
      .post, "/api/v1/asistente/mensajes", fields: fields, body: #"{"texto":"qr de la crema"}"#)
    let image = try #require(try JSON(parsing: answer.body.bytes)["data"]?["image"]?.string)
    let path = try await path(.product, served)
    #expect(image == "https://tienda.example" + path + "/qr.png")
    await served.stop()
  }

  @Test func `pictures need an account`() async throws {
    let (served, cookie) = try await shop()
    let path = "/api/v1/inventario/productos/1/qr.png"
    #expect(try await served.send(.get, path).status == .unauthorized)
    #expect(try await served.send(.get, path, fields: cookie).status == .ok)
    #expect(try await served.send(.get, "/notificaciones").status == .unauthorized)
    await served.stop()
  }
}
