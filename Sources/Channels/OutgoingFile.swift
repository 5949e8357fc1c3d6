internal import Assistant
internal import Wire

/// A file that goes to a person beside what is said, as the outbox holds it.
struct OutgoingFile: Hashable, Sendable {
  let name: String
  /// Its media type.
  let type: String
  let text: String

  private static let member = "file"

  /// The file that a parcel carries; nil for one of words.
  init?(_ parcel: Parcel) {
    guard let file = parcel.content[Self.member], let name = file["name"]?.string,
      let type = file["type"]?.string, let text = file["text"]?.string
    else { return nil }
    self.init(name: name, type: type, text: text)
  }

  init(name: String, type: String, text: String) { (self.name, self.type, self.text) = (name, type, text) }

  var parcel: Parcel {
    Parcel([Self.member: ["name": .string(name), "type": .string(type), "text": .string(text)]])
  }
}

extension Reply {
  /// The table as a spreadsheet's file, and the reply without its lines, where they are more than a message of `limit`
  /// letters holds; nil where they are not, or no table has them.
  func filed(beyond limit: Int, _ voice: Voice) -> (reply: Reply, file: OutgoingFile)? {
    guard let table, text.length(in: .codePoint) > limit else { return nil }
    var writer = CSVWriter()
    writer.append(table.columns.map(\.title))
    for row in table.rows { writer.append(row) }
    var rest = self
    (rest.lines, rest.table) = ([], nil)
    // By the mark spreadsheets know UTF-8.
    let text = "\u{FEFF}" + String(decoding: writer.drain(), as: UTF8.self)
    return (rest, OutgoingFile(name: voice.say(ChannelPhrase.file), type: "text/csv", text: text))
  }
}

/// The body of a request that carries a file among its fields (RFC 7578).
struct MultipartForm {
  private let boundary: String
  private var body: [UInt8] = []

  /// `file` is what will be in it: no boundary may stand there.
  init(for file: OutgoingFile) {
    var boundary = "bodeguero"
    while file.text.contains(boundary) { boundary += "-0" }
    self.boundary = boundary
  }

  mutating func append(_ name: String, _ value: String) {
    begin("form-data; name=\"\(name)\"")
    body += Array("\r\n\(value)\r\n".utf8)
  }

  mutating func append(_ name: String, _ file: OutgoingFile, type: String? = nil) {
    let plainName = file.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    begin("form-data; name=\"\(name)\"; filename=\"\(plainName)\"")
    body += Array("Content-Type: \(type ?? file.type)\r\n\r\n\(file.text)\r\n".utf8)
  }

  private mutating func begin(_ disposition: String) {
    body += Array("--\(boundary)\r\nContent-Disposition: \(disposition)\r\n".utf8)
  }

  func request(_ url: String, fields: HTTPFields = HTTPFields()) -> OutgoingRequest {
    var fields = fields
    fields["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
    return OutgoingRequest(.post, url, fields: fields, body: body + Array("--\(boundary)--\r\n".utf8))
  }
}
