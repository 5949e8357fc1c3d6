internal import Store

/// A text with places for values, plurals and ways of address.
///
/// `{name}` is replaced by a value; `{n|unidad|unidades}` is the first form when the value of `n` is one;
/// `{vos:Pedí|tu:Pide|usted:Pida}` follows the shop's way of address.
struct Template: Sendable {
  private enum Segment: Sendable {
    case text(String)
    case value(String)
    case plural(String, one: String, many: String)
    case address([ShopRecord.Address: String])
  }

  private let segments: [Segment]

  struct Fault: Error { let reason: String }

  init(_ text: some StringProtocol) throws(Fault) {
    var segments: [Segment] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw Fault(reason: "«{» without «}»")
      }
      if open > rest.startIndex { segments.append(.text(String(rest[..<open]))) }
      segments.append(try Self.segment(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    guard !rest.contains("}") else { throw Fault(reason: "«}» without «{»") }
    if !rest.isEmpty { segments.append(.text(String(rest))) }
    self.segments = segments
  }

  private static func segment(_ inner: Substring) throws(Fault) -> Segment {
    let parts = inner.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count > 1 || inner.contains(":") else {
      guard !inner.isEmpty, inner.utf8.allSatisfy(isNameByte) else {
        throw Fault(reason: "«{\(inner)}» is not the name of a placeholder")
      }
      return .value(String(inner))
    }
    guard parts[0].contains(":") else {
      guard parts.count == 3, parts[0].utf8.allSatisfy(isNameByte) else {
        throw Fault(reason: "«{\(inner)}» must be {name|one|many}")
      }
      return .plural(String(parts[0]), one: String(parts[1]), many: String(parts[2]))
    }
    var forms: [ShopRecord.Address: String] = [:]
    for part in parts {
      let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let address = ShopRecord.Address(rawValue: String(halves[0])) else {
        throw Fault(reason: "«{\(inner)}» must be {vos:…|tu:…|usted:…}")
      }
      forms[address] = String(halves[1])
    }
    guard forms.count == ShopRecord.Address.allCases.count else {
      throw Fault(reason: "«{\(inner)}» must give vos, tu and usted")
    }
    return .address(forms)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
  }

  var placeholders: Set<String> {
    Set(
      segments.compactMap { segment in
        switch segment {
        case .value(let name), .plural(let name, _, _): name
        case .text, .address: nil
        }
      })
  }

  /// The text with `values` in their places; a value that begins with the number 1 alone is singular.
  func filled(_ values: [String: String], _ address: ShopRecord.Address) -> String {
    var text = ""
    for segment in segments {
      switch segment {
      case .text(let fixed): text += fixed
      case .value(let name): text += values[name] ?? ""
      case .plural(let name, let one, let many):
        let value = values[name] ?? ""
        text += value == "1" || value.hasPrefix("1 ") ? one : many
      case .address(let forms): text += forms[address] ?? ""
      }
    }
    return text
  }
}
