internal import Foundation
internal import Wire

/// Which column of a file holds which of our headings.
struct ColumnMap {
  /// Few enough that looking through them is quicker than hashing a heading for each field of each line.
  private let columns: [(heading: String, column: Int)]
  private let count: Int
  /// The headings of the file that are none of ours, as they are written.
  let unused: [String]

  /// Reads the header line of `file`, in which a heading of ours may stand in words that shops use for it.
  ///
  /// `renames` is `their heading=ours`, parted by commas. Throws `Failure` with exit code 6 when a needed heading is
  /// missing, or 2 for a rename that names nothing.
  init(header: CSVRecord, of file: String, kind: ImportKind, renames: String?) throws(Failure) {
    let theirs = header.fields.map(Self.folded)
    var columns: [String: Int] = [:]
    for column in kind.columns {
      let names = [column.heading] + column.others
      columns[column.heading] = names.lazy.compactMap { theirs.firstIndex(of: Self.folded($0)) }.first
    }
    for rename in (renames ?? "").split(separator: ",") {
      let parts = rename.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2,
        let ours = kind.headings.first(where: { Self.folded($0) == Self.folded(parts[1]) })
      else {
        throw .usage(
          "--map «\(rename)»: se espera «su encabezado=nuestro», con uno de \(kind.headings.inWords)")
      }
      guard let column = theirs.firstIndex(of: Self.folded(parts[0])) else {
        throw .usage(
          "--map «\(rename)»: \(file) no tiene la columna «\(parts[0])»; tiene \(header.fields.inWords)")
      }
      columns[ours] = column
    }
    let missing = kind.required.filter { columns[$0] == nil }
    guard missing.isEmpty else {
      throw Failure(
        .badData,
        "\(file), línea 1: faltan las columnas \(missing.inWords); el archivo tiene "
          + "\(header.fields.inWords). Relaciónelas con --map 'su encabezado=nuestro'")
    }
    let used = Set(columns.values)
    unused = header.fields.indices.filter { !used.contains($0) && !theirs[$0].isEmpty }
      .map { header.fields[$0] }
    self.columns = columns.map { ($0.key, $0.value) }
    count = header.count
  }

  /// Refuses a line with more than it has columns for: what stands in them may belong to one further to the left.
  func checkLength(_ record: CSVRecord) throws(LineFault) {
    guard record.count > count, (count..<record.count).contains(where: { !record.utf8($0).isEmpty }) else {
      return
    }
    throw LineFault(
      reason: "tiene \(record.count) campos y el encabezado \(count): "
        + "escriba entre comillas lo que lleve el separador, como \"5,50\"")
  }

  /// The trimmed text under a heading; nil where there is no such column or nothing in it.
  ///
  /// The apostrophe that `CSVWriter` puts before what a spreadsheet would run goes again.
  func text(_ heading: String, _ record: CSVRecord) -> String? {
    guard let column = columns.first(where: { $0.heading == heading })?.column else { return nil }
    let bytes = record.utf8(column)
    guard let first = bytes.first, let last = bytes.last else { return nil }
    if first == UInt8(ascii: "'"), bytes.dropFirst().first.map(Self.startsFormula) == true {
      return String(record[column].dropFirst())
    }
    let text = record[column]
    guard first <= 32 || last <= 32 || first >= 0xC2 else { return text }
    let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace }
    guard let end = trimmed.lastIndex(where: { !$0.properties.isWhitespace }) else { return nil }
    return String(trimmed[...end])
  }

  private static func startsFormula(_ byte: UInt8) -> Bool { "=+-@\t\r".utf8.contains(byte) }

  private static func folded(_ heading: String) -> String {
    let letters = heading.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
      .filter { !$0.properties.isDiacritic && $0.properties.canonicalCombiningClass == .notReordered }
    return String(String.UnicodeScalarView(letters)).split { $0.isWhitespace || "_-./".contains($0) }
      .joined(separator: " ")
  }
}
