/// The share of a product in the whole: A up to 80 % of it, B up to 95 %, C the rest.
package enum ABCClass: String, CaseIterable, Sendable {
  case a = "A"
  case b = "B"
  case c = "C"

  /// The classes of `weights`, which come in descending order.
  ///
  /// The share is cumulative and includes the item itself; the first item is always A, equal weights take the class
  /// of the first of them, and where the whole is not positive everything is C.
  static func classes(ofDescending weights: [Int64]) -> [ABCClass] {
    let whole = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard whole > 0 else { return weights.map { _ in .c } }
    var cumulative = Int128(0)
    var classes: [ABCClass] = []
    classes.reserveCapacity(weights.count)
    for (index, weight) in weights.enumerated() {
      cumulative += Int128(weight)
      if let previous = classes.last {
        let isTie = weights[index - 1] == weight
        classes.append(isTie ? previous : ABCClass(share: cumulative, of: whole))
      } else {
        classes.append(.a)
      }
    }
    return classes
  }

  private init(share: Int128, of whole: Int128) {
    self = share * 100 <= whole * 80 ? .a : share * 100 <= whole * 95 ? .b : .c
  }
}
