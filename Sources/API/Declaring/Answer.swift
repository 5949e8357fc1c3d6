internal import Inventory
internal import Wire

/// What an endpoint answers with when all went well.
struct Answer: Sendable {
  let status: HTTPStatus
  let content: Content
  let fields: HTTPFields

  enum Content: Sendable {
    /// The bytes of a JSON text.
    case json([UInt8])
    case picture(Picture)
  }

  init(_ json: JSON) { (status, content, fields) = (.ok, .json(json.bytes), HTTPFields()) }

  init(_ picture: Picture) { (status, content, fields) = (.ok, .picture(picture), HTTPFields()) }

  private init(_ status: HTTPStatus, _ fields: HTTPFields, _ writer: JSONWriter) {
    (self.status, content, self.fields) = (status, .json(writer.bytes), fields)
  }
}

extension Answer {
  private static let (success, data) = (JSONWriter.Key("success"), JSONWriter.Key("data"))
  private static let pagination = JSONWriter.Key("paginacion")

  /// Source document 004's envelope round what `write` writes.
  static func enveloped(
    _ status: HTTPStatus = .ok, fields: HTTPFields = HTTPFields(), _ write: (inout JSONWriter) -> Void
  ) -> Answer {
    var writer = opened(capacity: 2048, write)
    writer.endObject()
    return Answer(status, fields, writer)
  }

  /// The same round a part of a list, with where it lies.
  static func page<Value>(
    _ page: Paged<Value>, _ asked: Page, of shape: Shape<Value>, for viewer: Viewer
  ) -> Answer {
    var writer = opened(capacity: 1024 * (page.items.count + 1)) {
      shape.write(page.items, for: viewer, to: &$0)
    }
    writer.key(pagination)
    writer.value([
      "pagina": JSON(asked.number), "limite": JSON(asked.size), "total": JSON(page.total),
      "paginas": JSON((page.total + asked.size - 1) / asked.size),
    ])
    writer.endObject()
    return Answer(.ok, HTTPFields(), writer)
  }

  /// The envelope with its data, to which more may be added before it is closed.
  private static func opened(capacity: Int, _ write: (inout JSONWriter) -> Void) -> JSONWriter {
    var writer = JSONWriter(capacity: capacity)
    writer.beginObject()
    writer.key(success)
    writer.bool(true)
    writer.key(data)
    write(&writer)
    return writer
  }
}
