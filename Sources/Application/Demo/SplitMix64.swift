/// A small seeded source of chance whose sequence is the same on every machine and in every release of Swift.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 up to but not including 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(fraction() * Double(range.count))
  }

  /// Any element, each as likely as the others; nil when there are none.
  mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[integer(in: 0...(elements.count - 1))]
  }

  /// `mean` rounded up or down so that the average over many calls is `mean`.
  mutating func rounded(_ mean: Double) -> Int { Int(mean + fraction()) }

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
