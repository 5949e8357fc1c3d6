internal import Assistant
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension Panel {
  /// What a QR code leads to: how a product or a sale stands now, and for the shop's own people what to do about it.
  func linked(_ text: String, _ request: HTTPRequest) async -> HTTPResponse {
    do {
      guard let link = try await accounts.verify(link: text) else {
        return page(sheet("Este código ya no vale", shop: "Bodeguero", [], actions: ""), .notFound)
      }
      let guest = try await accounts.guest(of: link)
      let isStaff = (try? await bearer(request))?.session.shop.id == link.shop
      switch link.kind {
      case .product:
        let product = try await accounts.shop.product(publicID: link.publicID, guest)
        return page(sheet(of: product, guest, isStaff: isStaff))
      case .sale:
        let sale = try await accounts.shop.sale(publicID: link.publicID, guest)
        return page(sheet(of: sale, guest, isStaff: isStaff))
      }
    } catch is ShopError {
      return page(sheet("Eso ya no está", shop: "Bodeguero", [], actions: ""), .notFound)
    } catch {
      return page(sheet("Vuelva a intentar en un momento", shop: "Bodeguero", [], actions: ""), .unavailable)
    }
  }

  private func sheet(of product: ProductRecord, _ guest: Session, isStaff: Bool) -> String {
    let voice = voice(guest)
    let stock =
      isStaff
      ? voice.quantity(product.available, product.product.unit) : product.available > .zero ? "sí" : "no"
    return sheet(
      product.product.name, shop: guest.shop.name,
      [
        ("Código", product.product.sku ?? "—"), ("Precio", voice.money(product.product.prices.sale)),
        (isStaff ? "Disponible" : "¿Hay?", stock),
      ],
      actions: isStaff ? Self.chatLink : "")
  }

  private func sheet(of status: SaleStatus, _ guest: Session, isStaff: Bool) -> String {
    let voice = voice(guest)
    let sale = status.sale
    var facts = [
      ("Fecha", voice.day(sale.day)), ("Sucursal", status.branch.name), ("Estado", sale.state.label),
      ("Pago", sale.paymentState.label), ("Total", voice.money(sale.totals.total)),
    ]
    facts += sale.lines.map { line in
      (line.item.name, "\(voice.number(line.item.quantity)) · \(voice.money(line.item.subtotal))")
    }
    return sheet(
      "Venta \(sale.folio.text)", shop: guest.shop.name, facts, actions: isStaff ? Self.chatLink : "")
  }

  private static let chatLink: HTML = "<p><a href=\"/chat\">Preguntar o anotar algo</a></p>"

  private func sheet(_ title: String, shop: String, _ facts: [(String, String)], actions: HTML) -> String {
    let list = facts.reduce("" as HTML) { "\($0)<dt>\($1.0)</dt><dd>\($1.1)</dd>" }
    return pages.page(
      "ficha.html", ["titulo": "\(title)", "comercio": "\(shop)", "datos": list, "acciones": actions])
  }
}

extension SaleState {
  fileprivate var label: String {
    switch self {
    case .quotation: "cotización"
    case .layaway: "apartada"
    case .completed: "completada"
    case .cancelled: "cancelada"
    case .partlyReturned: "devuelta en parte"
    case .returned: "devuelta"
    }
  }
}

extension PaymentState {
  fileprivate var label: String {
    switch self {
    case .pending: "pendiente"
    case .paid: "pagado"
    case .partial: "pagado en parte"
    case .cancelled: "cancelado"
    }
  }
}
