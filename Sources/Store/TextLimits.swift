package import Inventory

/// Holds a text to its column: one line of `length` code points, which is how the database counts.
///
/// - Throws: `ShopError.invalid` for a text that is blank where one is asked for, too long, or has control characters.
package func checkLine(_ text: String, _ length: ClosedRange<Int>, field: String) throws(ShopError) {
  let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  let isLine = !text.unicodeScalars.contains(where: \.isControl)
  guard length.contains(text.unicodeScalars.count), !isBlank || length.contains(0), isLine else {
    throw .invalid(field: field, .notALine(length))
  }
}

/// Holds another name of something to a line that can stand among others, which `|` parts.
///
/// - Throws: `ShopError.invalid`.
package func checkAlias(_ alias: String) throws(ShopError) {
  try checkLine(alias, 1...200, field: "alias")
  guard !alias.contains("|") else { throw .invalid(field: "alias", .unreadable(alias)) }
}

extension String {
  /// The first `limit` code points of the text without its control characters: a line fit to be kept and shown.
  package func asLine(upTo limit: Int) -> String {
    let isPlain = utf8.count <= limit && utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if isPlain { return self }
    return String(UnicodeScalarView(unicodeScalars.filter { !$0.isControl }.prefix(limit)))
  }
}

extension Unicode.Scalar {
  /// Whether its general category is Cc, which Unicode promises never to change; the look-up would cost 20 ns.
  fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

/// Holds a text that people write freely to the `limit` code points of its column.
///
/// - Throws: `ShopError.invalid` for a longer one.
package func checkText(_ text: String?, upTo limit: Int, field: String) throws(ShopError) {
  guard text?.unicodeScalars.count ?? 0 <= limit else {
    throw .invalid(field: field, .tooLong(limit))
  }
}

/// Holds an e-mail address to one that mail can be sent to.
///
/// - Throws: `ShopError.invalid`.
package func checkEmail(_ email: String?) throws(ShopError) {
  guard let email else { return }
  let parts = email.split(separator: "@", omittingEmptySubsequences: false)
  guard email.unicodeScalars.count <= 100, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
    !email.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.isControl })
  else { throw .invalid(field: "email", .unreadable(email)) }
}

/// Holds a link to one that a browser may follow: of http or https, or without either; an empty one counts as none.
///
/// - Throws: `ShopError.invalid`.
package func checkLink(_ link: String?, field: String) throws(ShopError) {
  guard let link, !link.isEmpty else { return }
  var rest = link[...]
  for scheme in ["https://", "http://"] where link.lowercased().hasPrefix(scheme) {
    rest = link.dropFirst(scheme.count)
  }
  let host = rest.prefix { !"/?#".contains($0) }
  let parts = host.split(separator: ":", omittingEmptySubsequences: false)
  let isPath = host.isEmpty && link.hasPrefix("/")
  guard isPath || parts.first.map({ $0.contains(".") || rest.count < link.count && !$0.isEmpty }) == true,
    parts.count < 2 || parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(\.isWholeNumber),
    !link.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.isControl || $0 == "\\" })
  else { throw .invalid(field: field, .unreadable(link)) }
}
