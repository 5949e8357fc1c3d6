internal import Barcodes
internal import Crypto
internal import Drawing
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Codes and labels, drawn whenever they are asked for and kept nowhere (requirements §9).
  var pictureEndpoints: [Endpoint] {
    let productCode = pictures(
      "/inventario/productos/:id/qr", .products, "Dibuja el QR que lleva a la ficha de un producto",
      of: ProductField.id.required
    ) { call in
      let product = try await shop.product(try call.path(ProductField.id), call.session)
      let link = try await links.address(of: .product, publicID: product.publicID, call.session)
      return Motif(code: .qr(link), title: product.product.name)
    }
    let label = pictures(
      "/inventario/productos/:id/etiqueta", .products, "Dibuja la etiqueta con el código de barras",
      of: ProductField.id.required
    ) { call in
      let product = try await shop.product(try call.path(ProductField.id), call.session).product
      // A product of the shop's own making goes by its SKU, which the assistant knows when it is scanned.
      guard let barcode = product.barcode ?? product.sku.flatMap({ try? Barcode($0) }) else {
        throw HTTPProblem(
          .notFound,
          "El producto «\(product.name)» no tiene código: póngale uno en codigo_barras o en sku, sin acentos")
      }
      return Motif(code: .bars(barcode), title: product.name)
    }
    let saleCode = pictures(
      "/pos/ventas/:id/qr", .sales, "Dibuja el QR que muestra el estado de una venta",
      of: SaleField.id.required
    ) { call in
      let sale = try await shop.sale(try call.path(SaleField.id), call.session).sale
      let link = try await links.address(of: .sale, publicID: sale.publicID, call.session)
      return Motif(code: .qr(link), title: sale.folio.text)
    }
    return productCode + label + saleCode
  }

  /// A picture in both formats: for paper and for screens.
  private func pictures(
    _ path: String, _ topic: Endpoint.Topic, _ summary: String, of thing: Declaration,
    _ motif: @escaping @Sendable (Call) async throws -> Motif
  ) -> [Endpoint] {
    [
      Endpoint(
        method: .get, path: path + ".svg", topic: topic, summary: summary + ", al tamaño en que se imprime",
        takes: .path(thing), gives: Endpoint.Gives(picture: .svg)
      ) { call in
        let motif = try await motif(call)
        return Answer(Picture(.svg, of: motif.text) { Array(try motif.drawing.svg().utf8) })
      },
      Endpoint(
        method: .get, path: path + ".png", topic: topic, summary: summary + ", para pantallas",
        takes: .path(thing).query(PictureField.scale.optional), gives: Endpoint.Gives(picture: .png)
      ) { call in
        let scale = try call.query.optional(PictureField.scale) ?? CodePicture.screenScale
        let motif = try await motif(call)
        return Answer(
          Picture(.png, of: "\(scale) \(motif.text)") { try motif.drawing.png(pixelsPerModule: scale) })
      },
    ]
  }
}

enum PictureField {
  static let scale = Field<Int>.count(
    "escala", 1...Int64(CodePicture.maximumScale), "Píxeles por módulo, 6 si no se dice")
}

/// What is drawn: a code, and the name above it.
private struct Motif: Sendable {
  enum Code: Sendable {
    case qr(String)
    case bars(Barcode)
  }

  let code: Code
  let title: String

  /// By which one motif is told from another.
  var text: String {
    switch code {
    case .qr(let text): "qr \(text) \(title)"
    case .bars(let barcode): "bars \(barcode.text) \(title)"
    }
  }

  /// - Throws: `BarcodeError`.
  var drawing: CodePicture {
    get throws {
      switch code {
      case .qr(let text): CodePicture(try QRCode(text), title: title)
      case .bars(let barcode):
        CodePicture(
          barcode.isEAN13
            ? try LinearBarcode(ean13: barcode.text) : try LinearBarcode(code128: barcode.text), title: title)
      }
    }
  }
}

/// What a picture is written in, by its media type.
enum PictureFormat: String, Sendable {
  case svg = "image/svg+xml"
  case png = "image/png"
}

/// A picture that is drawn for those who have not got it yet.
struct Picture: Sendable {
  private let format: PictureFormat
  /// What it shows, as an entity tag: what cairo writes differs from one drawing to the next.
  private let tag: String
  private let draw: @Sendable () throws -> [UInt8]

  init(_ format: PictureFormat, of content: String, _ draw: @escaping @Sendable () throws -> [UInt8]) {
    (self.format, self.draw) = (format, draw)
    tag = "\"\(entityTag(Array(content.utf8)))\""
  }

  /// The picture, or 304 for whoever has it already.
  func response(to request: HTTPRequest, drawn queue: DrawingQueue) async throws -> HTTPResponse {
    let isKnown = request.fields["If-None-Match"]?.contains(tag) == true
    var response =
      isKnown ? HTTPResponse(.notModified) : HTTPResponse(.ok, body: try await queue.run(draw))
    response.fields["Content-Type"] = format.rawValue
    response.fields["ETag"] = tag
    response.fields["Cache-Control"] = "private, no-cache"
    // A picture that is opened by itself may have its own colours and nothing else.
    response.fields["Content-Security-Policy"] =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return response
  }
}
