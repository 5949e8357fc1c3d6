internal import Foundation

/// Learns what features say of intents: logistic regression over all samples at once, the same for the same samples.
struct Learner {
  struct Sample {
    let features: [IntentWeights.Feature]
    let intent: Intent
  }

  private static let rounds = 120
  /// How far a weight moves in the first round; steps shrink from there.
  private static let step: Float = 0.03
  /// How much of the slopes before counts in a round, and of their squares.
  private static let (memory, spread): (Float, Float) = (0.9, 0.99)
  /// How strongly weights are drawn to nothing.
  private static let pull: Float = 0.0002
  /// An intent with fewer samples is left to the evidence alone: what is learned of it would lose everywhere.
  private static let leastSamples = 5
  /// A feature seen less often tells nothing.
  private static let leastSeen = 2
  /// Weights nearer to nothing are not worth a place in the file.
  private static let leastWeight: Float = 0.1
  /// The part of what people write in a shop that is none of its business; files to learn from hold more of it.
  private static let outside: Float = 0.06

  private let intents: [Intent]
  private let features: [IntentWeights.Feature]
  /// The features of sample i are those at `starts[i]..<starts[i + 1]`.
  private let rows: [Int32]
  private let starts: [Int]
  private let labels: [Int]

  init(_ all: [Sample]) {
    let counts = Dictionary(grouping: all, by: \.intent).mapValues(\.count)
    let samples = all.filter { counts[$0.intent, default: 0] >= Self.leastSamples }
    let intents = Set(samples.map(\.intent)).sorted { $0.rawValue < $1.rawValue }
    let labels = Dictionary(uniqueKeysWithValues: zip(intents, intents.indices))
    var seen: [IntentWeights.Feature: Int] = [:]
    for sample in samples { for feature in Set(sample.features) { seen[feature, default: 0] += 1 } }
    var numbers: [IntentWeights.Feature: Int32] = [:]
    var features: [IntentWeights.Feature] = []
    var rows: [Int32] = []
    var starts = [0]
    for sample in samples {
      for feature in sample.features
      where numbers[feature] == nil && seen[feature, default: 0] >= Self.leastSeen {
        numbers[feature] = Int32(features.count)
        features.append(feature)
      }
      rows += Set(sample.features.compactMap { numbers[$0] }).sorted()
      starts.append(rows.count)
    }
    self.intents = intents
    self.features = features
    self.labels = samples.compactMap { labels[$0.intent] }
    (self.rows, self.starts) = (rows, starts)
  }

  /// The weights, for a table of so many concepts.
  func weights(leads: Leads, concepts: Int) -> IntentWeights {
    let values = self.values
    var weights = IntentWeights(intents: intents, leads: leads, concepts: concepts)
    for (row, feature) in features.enumerated() {
      var learned = Array(values[(row * intents.count)..<((row + 1) * intents.count)])
      if feature == .always, let place = intents.firstIndex(of: .outOfScope) {
        learned[place] += shift(place)
      }
      weights.add(
        feature,
        learned.enumerated().compactMap { place, value in
          abs(value) < Self.leastWeight ? nil : (place, Int((value * 100).rounded()))
        })
    }
    return weights
  }

  /// What makes being out of scope as likely beforehand as it is where people write.
  private func shift(_ place: Int) -> Float {
    let count = labels.count { $0 == place }
    return log(Self.outside / (1 - Self.outside)) - log(Float(count) / Float(labels.count - count))
  }

  /// The weight of each feature for each intent, feature by feature.
  private var values: [Float] {
    let count = features.count * intents.count
    var values = [Float](repeating: 0, count: count)
    var slopes = values
    var (means, squares) = (values, values)
    var (meanLeft, squareLeft) = (Float(1), Float(1))
    for round in 0..<Self.rounds {
      collect(values, into: &slopes)
      (meanLeft, squareLeft) = (meanLeft * Self.memory, squareLeft * Self.spread)
      let step = Self.step * (1 - 0.9 * Float(round + 1) / Float(Self.rounds))
      for at in 0..<count {
        let slope = slopes[at] + Self.pull * values[at]
        means[at] += (1 - Self.memory) * (slope - means[at])
        squares[at] += (1 - Self.spread) * (slope * slope - squares[at])
        let spread = (squares[at] / (1 - squareLeft)).squareRoot() + 1e-8
        values[at] -= step * means[at] / (1 - meanLeft) / spread
      }
    }
    return values
  }

  /// By how much each weight makes the samples likelier to be taken for what they are not, on average.
  private func collect(_ values: [Float], into slopes: inout [Float]) {
    let count = intents.count
    for at in slopes.indices { slopes[at] = 0 }
    var error = [Float](repeating: 0, count: count)
    for sample in labels.indices {
      for intent in 0..<count { error[intent] = 0 }
      for place in starts[sample]..<starts[sample + 1] {
        let start = Int(rows[place]) * count
        for intent in 0..<count { error[intent] += values[start + intent] }
      }
      Self.share(&error)
      error[labels[sample]] -= 1
      for place in starts[sample]..<starts[sample + 1] {
        let start = Int(rows[place]) * count
        for intent in 0..<count { slopes[start + intent] += error[intent] }
      }
    }
    for at in slopes.indices { slopes[at] /= Float(labels.count) }
  }

  /// Turns sums of weights into how likely each intent is.
  private static func share(_ sums: inout [Float]) {
    let most = sums.max() ?? 0
    var total: Float = 0
    for intent in sums.indices {
      sums[intent] = exp(sums[intent] - most)
      total += sums[intent]
    }
    for intent in sums.indices { sums[intent] /= total }
  }
}
