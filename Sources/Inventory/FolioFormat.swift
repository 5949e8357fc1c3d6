/// How the folios of a series read: `POS-{AAAA}-{NNNN}`, `F-{NNNNNN}` (X-03).
///
/// `{AAAA}` is the year, with which the numbers begin again; where it is left out they go on for ever. The Ns at the
/// end are the number with at least so many digits, and more when it needs them (D-06).
package struct FolioFormat: Hashable, Sendable {
  /// What stands before the year, or before the number where there is none.
  private let head: String
  /// What stands between the year and the number; nil without a year.
  private let afterYear: String?
  private let digits: Int

  /// Why a pattern is no format.
  package enum Flaw: Error, Hashable, Sendable {
    case numberNotAtEnd
    case yearTwice
    /// Whoever writes such a folio in a chat is not understood.
    case notSpoken
    /// The number would not be told from the digits before it.
    case digitBeforeNumber
    case tooLong
    case character(Character)
    /// Folios of that series would read alike.
    case taken(FolioSeries)
  }

  /// Reads `LETTERS-{NNNN}` or `LETTERS-{AAAA}-{NNNN}`, with four Ns or more; small letters count as capitals.
  ///
  /// A folio that begins with letters and goes on with digits is known in the middle of a sentence.
  package init(_ pattern: String) throws(Flaw) {
    let format = try Self(stored: pattern)
    guard format.head.hasSuffix("-"), format.head.count > 1, format.head.dropLast().allSatisfy(\.isLetter),
      format.afterYear ?? "-" == "-", format.digits >= 4
    else { throw .notSpoken }
    self = format
  }

  /// Reads a pattern that the store has kept, of which earlier versions took more.
  package init(stored pattern: String) throws(Flaw) {
    let pattern = pattern.uppercased()
    guard pattern.hasSuffix("}"), let brace = pattern.lastIndex(of: "{") else { throw .numberNotAtEnd }
    let number = pattern[brace...].dropFirst().dropLast()
    guard (1...12).contains(number.count), number.allSatisfy({ $0 == "N" }) else { throw .numberNotAtEnd }
    let parts = pattern[..<brace].split(separator: "{AAAA}", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw .yearTwice }
    let letters = parts.joined()
    if let strange = letters.first(where: { !Self.isPlain($0) }) { throw .character(strange) }
    guard letters.count <= 20 else { throw .tooLong }
    head = parts.first.map(String.init) ?? ""
    afterYear = parts.count == 2 ? String(parts[1]) : nil
    digits = number.count
    guard (afterYear ?? head).last?.isNumber != true, afterYear != "" else { throw .digitBeforeNumber }
    if let taken = FolioSeries.allCases.first(where: { [head] in
      $0 != .sale && head.hasPrefix("\($0.rawValue)-")
    }) {
      throw .taken(taken)
    }
  }

  /// The format of a series for which none is chosen.
  package init(_ series: FolioSeries) { (head, afterYear, digits) = ("\(series.rawValue)-", "-", 4) }

  /// The pattern it was read from.
  package var pattern: String {
    head + (afterYear.map { "{AAAA}" + $0 } ?? "") + "{\(String(repeating: "N", count: digits))}"
  }

  /// The year by which a folio of `year` is counted: 0 where the numbers do not begin again.
  package func countedYear(_ year: Int) -> Int { afterYear == nil ? 0 : year }

  /// The folio of that number, with zeros before it up to the pattern's digits; a longer number is written whole.
  package func folio(year: Int, number: Int64) -> Folio {
    let year = afterYear.map { padded(Int64(year), to: 4) + $0 } ?? ""
    return Folio(head + year + padded(number, to: digits))
  }

  /// The counted year and the number of a text that reads like this, with whatever zeros: `f-125` is `F-000125`.
  package func read(_ folio: Folio) -> (year: Int, number: Int64)? {
    guard folio.text.hasPrefix(head) else { return nil }
    var rest = folio.text.dropFirst(head.count)
    var year = 0
    if let afterYear {
      guard rest.prefix(4).utf8.count == 4, let read = Int(digits: rest.prefix(4)),
        rest.dropFirst(4).hasPrefix(afterYear)
      else { return nil }
      year = read
      rest = rest.dropFirst(4 + afterYear.count)
    }
    guard rest.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(rest) else { return nil }
    return (year, number)
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_./".contains(character))
  }

  private func padded(_ value: Int64, to width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

extension FolioFormat.Flaw {
  /// What is wrong as one Spanish sentence that says what to do.
  package var reason: String {
    switch self {
    case .numberNotAtEnd: "debe terminar en el número, de 1 a 12 enes entre llaves: {NNNN}"
    case .yearTwice: "el año {AAAA} va una sola vez"
    case .notSpoken:
      "debe ser como F-{NNNN} o POS-{AAAA}-{NNNN}: letras, un guion, si quiere el año con otro guion, y cuatro enes o "
        + "más; así el chat reconoce los folios"
    case .digitBeforeNumber: "antes de {NNNN} debe ir un guion, para que no se confunda con otra cifra"
    case .tooLong: "debe tener como máximo 20 letras y signos, además del año y del número"
    case .character(let character):
      "no admite «\(character)»: van letras sin acento, un guion, {AAAA} para el año y {NNNN} para el número"
    case .taken(let series): "no puede empezar con «\(series.rawValue)-», que es de otros documentos"
    }
  }
}
