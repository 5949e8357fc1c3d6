internal import Assistant
internal import Barcodes
internal import Drawing
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
      let member = (try? await bearer(request)).map(\.session).flatMap { $0.shop.id == link.shop ? $0 : nil }
      switch link.kind {
      case .product:
        let product = try await accounts.shop.product(publicID: link.publicID, guest)
        return page(sheet(of: product, guest, for: member, at: request.target.path))
      case .sale:
        let sale = try await accounts.shop.sale(publicID: link.publicID, guest)
        return page(sheet(of: sale, guest, for: member, at: request.target.path))
      }
    } catch is ShopError {
      return page(sheet("Eso ya no está", shop: "Bodeguero", [], actions: ""), .notFound)
    } catch {
      return page(sheet("Vuelva a intentar en un momento", shop: "Bodeguero", [], actions: ""), .unavailable)
    }
  }

  /// The QR code of a link that is good, for those who can show a picture by its address alone.
  func code(_ text: String) async -> HTTPResponse {
    do {
      guard let link = try await accounts.verify(link: text) else { return HTTPResponse(.notFound) }
      let guest = try await accounts.guest(of: link)
      let title =
        switch link.kind {
        case .product: try await accounts.shop.product(publicID: link.publicID, guest).product.name
        case .sale: try await accounts.shop.sale(publicID: link.publicID, guest).sale.folio.text
        }
      let code = try QRCode(links.address(of: text))
      var response = HTTPResponse(
        .ok, body: try CodePicture(code, title: title).png(pixelsPerModule: CodePicture.screenScale))
      response.fields["Content-Type"] = "image/png"
      response.fields["Cache-Control"] = "private, max-age=3600"
      return response
    } catch is ShopError {
      return HTTPResponse(.notFound)
    } catch {
      return HTTPResponse(.unavailable)
    }
  }

  private func sheet(
    of record: ProductRecord, _ guest: Session, for member: Session?, at path: String
  ) -> String {
    let voice = voice(guest)
    let product = record.product
    let stock =
      member != nil
      ? voice.quantity(record.available, product.unit) : record.available > .zero ? "sí" : "no"
    return sheet(
      product.name, shop: guest.shop.name,
      [
        ("Código", product.sku ?? "—"), ("Precio", voice.money(product.prices.sale)),
        (member != nil ? "Disponible" : "¿Hay?", stock),
      ],
      actions: actions(record.sentences(for: member), for: member, at: path))
  }

  private func sheet(
    of status: SaleStatus, _ guest: Session, for member: Session?, at path: String
  ) -> String {
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
      "Venta \(sale.folio.text)", shop: guest.shop.name, facts,
      actions: actions(sale.sentences(for: member), for: member, at: path))
  }

  /// What a member may do about it, each as a sentence that waits in the chat to be completed and sent; for others
  /// the way in.
  private func actions(
    _ sentences: [(label: String, text: String)], for member: Session?, at path: String
  ) -> HTML {
    guard member != nil else {
      return "<p><a href=\"/entrar?seguir=\(path.percentCoded)\">Soy de la tienda</a></p>"
    }
    return sentences.reduce("" as HTML) { list, sentence in
      "\(list)<p><a href=\"/chat?texto=\(sentence.text.percentCoded)\">\(sentence.label)</a></p>"
    }
  }

  private func sheet(_ title: String, shop: String, _ facts: [(String, String)], actions: HTML) -> String {
    let list = facts.reduce("" as HTML) { "\($0)<dt>\($1.0)</dt><dd>\($1.1)</dd>" }
    return pages.page(
      "ficha.html", ["titulo": "\(title)", "comercio": "\(shop)", "datos": list, "acciones": actions])
  }
}

extension ProductRecord {
  fileprivate func sentences(for member: Session?) -> [(label: String, text: String)] {
    guard let member else { return [] }
    let name = product.name
    var sentences: [(label: String, text: String)] = [
      ("¿Dónde hay?", "stock de \(name)"), ("Sus movimientos", "kárdex de \(name)"),
    ]
    if member.may(.sell), product.allowsSale { sentences.append(("Vender", "vendí 1 \(name)")) }
    if member.may(.receiveStock) { sentences.append(("Anotar lo que llegó", "llegaron 1 \(name)")) }
    return sentences
  }
}

extension Sale {
  fileprivate func sentences(for member: Session?) -> [(label: String, text: String)] {
    guard let member else { return [] }
    let name = "la venta \(folio.text)"
    var sentences: [(label: String, text: String)] = [("Verla en el chat", name)]
    guard member.may(.sell) else { return sentences }
    if owed > .zero { sentences.append(("Cobrar", "me pagaron \(name)")) }
    switch state {
    case .completed:
      sentences += [("Recibir una devolución", "devolución de \(name)"), ("Cancelarla", "cancelar \(name)")]
    case .partlyReturned: sentences.append(("Recibir una devolución", "devolución de \(name)"))
    case .layaway, .quotation: sentences.append(("Cancelarla", "cancelar \(name)"))
    case .cancelled, .returned: break
    }
    return sentences
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
