internal import Inventory

extension SplitMix64 {
  mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(fraction() * Double(range.count))
  }

  /// Any element, each as likely as the others; nil when there are none.
  mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[integer(in: 0...(elements.count - 1))]
  }

  /// A place in `weights`, each as likely as its weight.
  mutating func place(in weights: [Double]) -> Int { CumulativeWeights(weights).place(using: &self) }
}

/// Weights made ready for many draws, each by a binary search.
struct CumulativeWeights {
  private let sums: [Double]

  init(_ weights: [Double]) {
    var sum = 0.0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  func place(using chance: inout SplitMix64) -> Int {
    let target = chance.fraction() * (sums.last ?? 0)
    var low = 0
    var high = max(0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
