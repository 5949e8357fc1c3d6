import Store
import Testing

struct UntilWrittenTests {
  private let kept = UntilWritten<String, String>(limit: 10) { $0.utf8.count }
  private let moment = ContinuousClock.Instant.now

  private func value(_ key: String, at mark: Int64?, after delay: Duration = .zero) -> String? {
    kept.value(key, at: mark, moment: moment + delay)
  }

  @Test func `a value is there until the store shows another mark`() {
    kept.keep("cinco", "5", at: 1, moment: moment)
    #expect(value("5", at: 1) == "cinco")
    #expect(value("6", at: 1) == nil)
    #expect(value("5", at: 2) == nil)
  }

  @Test func `the clock alone ends it within a second`() {
    kept.keep("cinco", "5", at: 1, moment: moment)
    #expect(value("5", at: 1, after: .milliseconds(999)) == "cinco")
    #expect(value("5", at: 1, after: .seconds(1)) == nil)
  }

  @Test func `a store that shows no mark has nothing kept`() {
    kept.keep("cinco", "5", at: nil, moment: moment)
    #expect(value("5", at: nil) == nil)
  }

  @Test func `all is dropped when one more would be too much`() {
    kept.keep("cinco", "5", at: 1, moment: moment)
    kept.keep("cuatr", "4", at: 1, moment: moment)
    kept.keep("CUATR", "4", at: 1, moment: moment)
    #expect(value("5", at: 1) == "cinco")
    #expect(value("4", at: 1) == "CUATR")
    kept.keep("x", "1", at: 1, moment: moment)
    #expect(value("5", at: 1) == nil)
    #expect(value("1", at: 1) == "x")
  }
}
