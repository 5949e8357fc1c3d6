/// How many sentences were read right, by what was asked of them.
package struct Tally: Sendable {
  /// Cases, and how many of them went as they should.
  package struct Share: Sendable {
    package private(set) var right = 0
    package private(set) var cases = 0

    init() {}
    init(_ outcomes: [Bool]) { (right, cases) = (outcomes.count { $0 }, outcomes.count) }

    mutating func add(_ isRight: Bool) {
      cases += 1
      if isRight { right += 1 }
    }

    mutating func add(_ right: Int, of cases: Int) {
      self.right += right
      self.cases += cases
    }

    /// 0 to 100; nil without a case.
    package var percent: Double? { cases == 0 ? nil : 100 * Double(right) / Double(cases) }
  }

  /// What was asked for and what it was taken for.
  package struct Confusion: Hashable, Sendable {
    package let expected: Intent
    package let read: Intent
    package var text: String { expected.rawValue + " → " + read.rawValue }
  }

  package private(set) var intent = Share()
  /// Intent and all slots exactly.
  package private(set) var exact = Share()
  package private(set) var productRight = Share()
  package private(set) var productWrong = Share()
  package private(set) var outOfScopeCaught = Share()
  package private(set) var wronglyRefused = Share()
  package private(set) var ambiguousAsked = Share()
  package private(set) var unknownNotAnswered = Share()
  /// Answered without asking or a model, and right among those.
  package private(set) var answered = Share()
  package private(set) var answeredRight = Share()
  package private(set) var followups = Share()
  package private(set) var confusions: [Confusion: Int] = [:]

  mutating func add(_ row: EvaluationRow, _ reading: Reading) {
    let read = reading.request
    let isRight = row.isRight(read.intent)
    intent.add(isRight)
    exact.add(isRight && row.hasRightSlots(read.slots))
    if !isRight { confusions[Confusion(expected: row.expected.intent, read: read.intent), default: 0] += 1 }
    if row.isFollowup { followups.add(isRight && row.hasRightSlots(read.slots)) }
    if row.expected.intent == .outOfScope {
      outOfScopeCaught.add(isRight)
    } else {
      wronglyRefused.add(read.intent == .outOfScope)
    }
    addProducts(row.expected.slots, read.slots)
    if row.expected.slots.hasChoice { ambiguousAsked.add(reading.route == .ask) }
    answered.add(reading.route == .offline)
    if reading.route == .offline { answeredRight.add(isRight) }
  }

  private mutating func addProducts(_ expected: Slots, _ read: Slots) {
    let (wanted, found) = (expected.certainProducts, read.certainProducts)
    productRight.add(wanted.intersection(found).count, of: wanted.count)
    if !wanted.isEmpty { productWrong.add(found.subtracting(wanted).count, of: wanted.count) }
    if expected.hasUnknown { unknownNotAnswered.add(found.isSubset(of: wanted)) }
  }

  static let heading =
    "                  cases  intent   exact  prod+  prod-  scope  refus    ask  unkn.  offl.  right  follow"

  func line(_ name: String) -> String {
    let shares = [
      intent, exact, productRight, productWrong, outOfScopeCaught, wronglyRefused, ambiguousAsked,
      unknownNotAnswered, answered, answeredRight, followups,
    ]
    return Self.padded(name, 18, left: true) + Self.padded(String(intent.cases), 5)
      + shares.map { Self.padded(Self.percent($0), 7) }.joined()
  }

  private static func percent(_ share: Share) -> String {
    guard let percent = share.percent else { return "–" }
    let tenths = Int((percent * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let blank = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + blank : blank + text
  }
}
