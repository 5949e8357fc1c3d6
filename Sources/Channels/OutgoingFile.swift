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

  var bytes: [UInt8] { Array(text.utf8) }

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
