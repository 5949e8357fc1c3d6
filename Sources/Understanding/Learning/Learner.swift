internal import Foundation
internal import Inventory

/// Learns what features say of intents: logistic regression with adaptive steps, the same for the same samples.
struct Learner {
  struct Sample {
    let features: [Feature]
    let intent: Intent
  }

  private static let rounds = 20
  /// So many of the last rounds are averaged, which steadies the outcome.
  private static let averaged = 10
  private static let step: Float = 0.5
  /// How strongly weights are drawn to nothing.
  private static let pull: Float = 0.001
  /// A feature seen less often tells nothing.
  private static let leastSeen = 2
  /// Weights nearer to nothing are not worth a place in the file.
  private static let leastWeight: Float = 0.15

  private let intents: [Intent]
  private let features: [Feature]
  private let rows: [[Int]]
  private let labels: [Int]

  init(_ samples: [Sample]) {
    let intents = Set(samples.map(\.intent)).sorted { $0.rawValue < $1.rawValue }
    let labels = Dictionary(uniqueKeysWithValues: zip(intents, intents.indices))
    var seen: [Feature: Int] = [:]
    for sample in samples { for feature in Set(sample.features) { seen[feature, default: 0] += 1 } }
    var numbers: [Feature: Int] = [:]
    var features: [Feature] = []
    for sample in samples {
      for feature in sample.features
      where numbers[feature] == nil && seen[feature, default: 0] >= Self.leastSeen {
        numbers[feature] = features.count
        features.append(feature)
      }
    }
    self.intents = intents
    self.features = features
    self.labels = samples.compactMap { labels[$0.intent] }
    rows = samples.map { Set($0.features.compactMap { numbers[$0] }).sorted() }
  }

  /// The weights, for a lexicon of so many concepts.
  func weights(lead: Float, concepts: Int) -> IntentWeights {
    let count = intents.count
    var values = [Float](repeating: 0, count: features.count * count)
    var squares = [Float](repeating: 1e-6, count: values.count)
    var order = Array(rows.indices)
    var random = SplitMix64(seed: 1)
    var sums = [Float](repeating: 0, count: values.count)
    for round in 0..<Self.rounds {
      order.shuffle(using: &random)
      for sample in order {
        var error = Self.shares(of: rows[sample], values, count)
        error[labels[sample]] -= 1
        for row in rows[sample] {
          for intent in 0..<count {
            let at = row * count + intent
            let slope = error[intent] + Self.pull * values[at]
            squares[at] += slope * slope
            values[at] -= Self.step * slope / squares[at].squareRoot()
          }
        }
      }
      if round >= Self.rounds - Self.averaged { for at in values.indices { sums[at] += values[at] } }
    }
    values = sums.map { $0 / Float(Self.averaged) }
    var weights = IntentWeights(intents: intents, lead: lead, concepts: concepts)
    for (row, feature) in features.enumerated() {
      let learned = values[(row * count)..<((row + 1) * count)]
      weights.add(feature, learned.map { abs($0) < Self.leastWeight ? 0 : ($0 * 100).rounded() / 100 })
    }
    return weights
  }

  /// How likely each intent is by the weights so far.
  private static func shares(of rows: [Int], _ values: [Float], _ count: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: count)
    for row in rows { for intent in 0..<count { sums[intent] += values[row * count + intent] } }
    let most = sums.max() ?? 0
    var total: Float = 0
    for intent in 0..<count {
      sums[intent] = exp(sums[intent] - most)
      total += sums[intent]
    }
    return sums.map { $0 / total }
  }
}
