internal import Inventory

/// «la grande», «el más chico», «the medium one»: one of several names that differ in how much they hold.
extension Followup {
  /// The one of `names` whose size is meant; nil where some tell no size, or sizes of different kinds.
  func bySize(among names: [String]) -> String? {
    let said = [says(.smallest), says(.middleSized), says(.largest)]
    guard names.count > 1, said.count(where: \.self) == 1 else { return nil }
    let sizes = names.compactMap(NamedSize.init)
    guard sizes.count == names.count, Set(sizes.map(\.measure)).count == 1 else { return nil }
    let order = names.indices.sorted { sizes[$0].amount < sizes[$1].amount }
    let place = said[0] ? 0 : said[1] ? order.count / 2 : order.count - 1
    guard !said[1] || names.count == 3 else { return nil }
    let meant = order[place]
    return sizes.count { $0.amount == sizes[meant].amount } == 1 ? names[meant] : nil
  }
}

/// How much one of a product holds, as the last size in its name says: «400 ml», «1 L», «x100».
private struct NamedSize {
  enum Measure: Hashable { case unit(SizeUnit), pieces }

  let measure: Measure
  /// Thousandths of the smallest unit of the measure.
  let amount: Int64

  init?(name: String) {
    let text = Normalizer.normalize(name)
    let words = text.tokens.indices.map { text.word($0) }
    for place in words.indices.reversed() {
      if let size = Self.read(words[place], before: place + 1 < words.count ? words[place + 1] : nil) {
        self = size
        return
      }
    }
    return nil
  }

  private init(_ measure: Measure, _ amount: Int64) { (self.measure, self.amount) = (measure, amount) }

  private static func read(_ word: ArraySlice<UInt8>, before next: ArraySlice<UInt8>?) -> NamedSize? {
    if word.first == UInt8(ascii: "x"), word.count > 1, let pieces = NumberReader.decimal(word.dropFirst()) {
      return NamedSize(.pieces, pieces)
    }
    let (digits, unit) = SizeUnit.split(word) ?? (word, next.flatMap(SizeUnit.init))
    guard digits.first.map({ $0 &- 0x30 < 10 }) ?? false, let unit, let number = NumberReader.decimal(digits)
    else { return nil }
    let (smallest, factor) = unit.inSmallest
    let (amount, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : NamedSize(.unit(smallest), amount)
  }
}

extension SizeUnit {
  /// The unit in which sizes of its kind are compared, and how many of those one of it is.
  fileprivate var inSmallest: (unit: SizeUnit, count: Int64) {
    switch self {
    case .millilitre, .milligram, .millimetre, .watt, .volt, .gigabyte: (self, 1)
    case .litre: (.millilitre, 1000)
    case .gallon: (.millilitre, 3785)
    case .gram: (.milligram, 1000)
    case .kilogram: (.milligram, 1_000_000)
    case .ounce: (.milligram, 28_000)
    case .pound: (.milligram, 454_000)
    case .metre: (.millimetre, 1000)
    case .centimetre: (.millimetre, 10)
    case .inch: (.millimetre, 25)
    case .terabyte: (.gigabyte, 1000)
    }
  }
}
