/// The pages as files that a person may rewrite: what stands in the folder `pages`.
package struct PageFiles: Sendable {
  private let files: [String: String]

  /// Takes the files by their names; `Panel.neededFiles` must be among them.
  package init(_ files: [String: String]) { self.files = files }

  subscript(name: String) -> String { files[name] ?? "" }

  /// The page with each `{{name}}` replaced by its text, which is HTML already.
  func page(_ name: String, _ values: [String: HTML] = [:]) -> String {
    var text = self[name]
    for (place, value) in values { text = text.replacing("{{\(place)}}", with: value.text) }
    return text
  }
}

/// A piece of HTML in which nothing that a stranger wrote can be anything but text.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  let text: String

  init(stringLiteral text: String) { self.text = text }
  init(stringInterpolation parts: Interpolation) { text = parts.text }

  struct Interpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ html: HTML) { text += html.text }

    mutating func appendInterpolation(_ plain: String) {
      for character in plain.unicodeScalars {
        switch character {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        default: text.unicodeScalars.append(character)
        }
      }
    }
  }
}
