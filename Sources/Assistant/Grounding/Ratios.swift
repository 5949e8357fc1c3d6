internal import Inventory
internal import Wire

/// The numbers of a turn's results by what they measure and of what, to tell whether some are twice or three times
/// others.
struct Ratios: Sendable {
  fileprivate struct Measure {
    let key: String
    /// The product, branch, person or day that the row of a list is about; none for what is no row.
    let owners: Set<FoldedText>
    /// In ten-thousandths.
    let value: Int64
  }

  private var measures: [Measure] = []

  /// Everything that some row is about.
  var owners: Set<FoldedText> { measures.reduce(into: []) { $0.formUnion($1.owners) } }

  init(_ results: [JSON]) {
    for result in results { walk(result, key: "", of: []) }
  }

  private static let naming = [
    "nombre", "producto", "sucursal", "vendedor", "cliente", "categoria", "proveedor", "dia",
  ]

  private mutating func walk(_ value: JSON, key: String, of owners: Set<FoldedText>) {
    switch value {
    case .null, .bool, .string: break
    case .number(let number):
      guard let value = FixedPoint.parse(number.text, scale: 4, rounding: true) else { return }
      measures.append(Measure(key: key, owners: owners, value: value))
    case .array(let rows):
      let named = rows.map { owners.union(Self.names(of: $0)) }
      for (row, owners) in zip(rows, named) { walk(row, key: key, of: owners) }
      addShares(of: rows, named)
    case .object(let object):
      for member in object.members { walk(member.value, key: member.key, of: owners) }
    }
  }

  private static func names(of row: JSON) -> [FoldedText] {
    naming.compactMap { row[$0]?.string }.map { FoldedText($0) }
  }

  /// What part of each column a row is.
  private mutating func addShares(of rows: [JSON], _ owners: [Set<FoldedText>]) {
    var columns: [String: [(owners: Set<FoldedText>, value: Int64)]] = [:]
    for (row, owners) in zip(rows, owners) {
      for member in row.object?.members ?? [] where !member.key.hasSuffix("pct") {
        guard let number = member.value.number,
          let value = FixedPoint.parse(number.text, scale: 4, rounding: true), value > 0
        else { continue }
        columns[member.key, default: []].append((owners, value))
      }
    }
    for column in columns.values where column.count > 1 {
      let sum = column.reduce(Int128(0)) { $0 + Int128($1.value) }
      for (owners, value) in column {
        let share = Int64(Int128(value) * 100 * Int128(Evidence.unit) / sum)
        measures.append(Measure(key: "participacion_pct", owners: owners, value: share))
      }
    }
  }

  /// Whether one measure is `factor` times another, a tenth up or down, or a percentage says so.
  ///
  /// Both are measures of the same: of the one thing in `names` or of no row, or each of another of several.
  /// Where the sentence states measures among its `numbers`, one of the two is stated; where it says which of two things
  /// has more, that one does.
  func hold(
    _ factor: Int64, about names: Set<FoldedText>, _ order: (more: FoldedText?, less: FoldedText?),
    stating numbers: Set<Int64>
  ) -> Bool {
    let meant = measures.filter { $0.owners.isEmpty || !$0.owners.isDisjoint(with: names) }
    let stated = numbers.intersection(meant.map(\.value))
    if order.more == nil,
      stated.contains(where: { one in stated.contains { isNear($0, one, times: factor) } })
    {
      return true
    }
    if names.count < 2, stated.isEmpty, meant.contains(where: { $0.says(factor) }) { return true }
    return Dictionary(grouping: meant, by: \.key).values.contains { alike in
      alike.contains { one in
        alike.contains { other in
          let isStated = stated.isEmpty || stated.contains(one.value) || stated.contains(other.value)
          let isOrdered =
            order.more.map { one.owners.contains($0) } ?? true
            && order.less.map { other.owners.contains($0) } ?? true
          return isStated && isOrdered && one.isComparable(with: other, among: names)
            && isNear(one.value, other.value, times: factor)
        }
      }
    }
  }

  /// Whether `value` is about as many times `other`.
  private func isNear(_ value: Int64, _ other: Int64, times factor: Int64) -> Bool {
    guard value > 0, other > 0 else { return false }
    let (tenfold, whole) = (Int128(value) * 10, Int128(other) * Int128(factor))
    return tenfold >= whole * 9 && tenfold <= whole * 11
  }
}

extension Ratios.Measure {
  fileprivate func isComparable(with other: Self, among names: Set<FoldedText>) -> Bool {
    if names.count < 2 { return true }
    let (mine, theirs) = (owners.intersection(names), other.owners.intersection(names))
    return mine != theirs && !mine.isEmpty && !theirs.isEmpty
  }

  /// Whether it is the percentage by which what doubles or is halved changes, or that half of something is.
  fileprivate func says(_ factor: Int64) -> Bool {
    guard key.hasSuffix("pct") else { return false }
    let whole = 100 * Evidence.unit
    let meant =
      key.hasPrefix("variacion") ? [whole * (factor - 1), whole / factor - whole] : [whole / factor]
    return meant.contains { abs(value - $0) * 10 <= abs($0) }
  }
}
