/// A form whose parts may be files (RFC 7578).
package struct MultipartForm: Sendable {
  private let boundary: String
  private var bytes: [UInt8] = []

  /// A form whose boundary does not stand in `file`.
  package init(apartFrom file: [UInt8]) {
    var boundary = "bodeguero"
    while file.contains(boundary) { boundary += "-" + String(boundary.utf8.count) }
    self.boundary = boundary
  }

  /// The media type, with the boundary.
  package var type: String { "multipart/form-data; boundary=\(boundary)" }

  /// Adds a value; neither it nor the name may hold quotes or line breaks.
  package mutating func add(_ name: String, _ value: String) {
    begin("name=\"\(name)\"", [])
    bytes += Array(value.utf8) + Self.lineEnd
  }

  /// Adds a file, of whose name only what is safe between quotes is told.
  package mutating func add(_ name: String, _ file: [UInt8], named fileName: String, type: String) {
    let fileName = fileName.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    let kind = type.utf8.filter { (0x20...0x7E).contains($0) }
    begin(
      "name=\"\(name)\"; filename=\"\(fileName)\"", ["Content-Type: " + String(decoding: kind, as: UTF8.self)]
    )
    bytes += file + Self.lineEnd
  }

  /// The whole body.
  package var finished: [UInt8] { bytes + Array("--\(boundary)--\r\n".utf8) }

  private static let lineEnd = Array("\r\n".utf8)

  private mutating func begin(_ disposition: String, _ header: [String]) {
    let lines = ["--\(boundary)", "Content-Disposition: form-data; \(disposition)"] + header + ["", ""]
    bytes += Array(lines.joined(separator: "\r\n").utf8)
  }
}

extension [UInt8] {
  fileprivate func contains(_ text: String) -> Bool {
    let text = Array(text.utf8)
    guard let first = text.first, count >= text.count else { return false }
    return indices.dropLast(text.count - 1).contains { start in
      self[start] == first && self[start..<start + text.count].elementsEqual(text)
    }
  }
}
