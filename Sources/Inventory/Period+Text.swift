/// How a period travels.
extension Period {
  /// Reads the wire's text; nil for anything else.
  package init?(_ text: String) {
    switch text {
    case "today": self = .day(0)
    case "yesterday": self = .day(-1)
    case "day_before_yesterday": self = .day(-2)
    case "tomorrow": self = .day(1)
    case "this_weekend": self = .thisWeekend
    case "last_weekend": self = .lastWeekend
    case "expired": self = .expired
    default:
      if let tilde = text.firstIndex(of: "~") {
        self.init(from: text[..<tilde], through: text[text.index(after: tilde)...])
      } else if let at = text.firstIndex(of: "@") {
        self.init(text[..<at], of: text[text.index(after: at)...])
      } else if let colon = text.firstIndex(of: ":") {
        self.init(kind: text[..<colon], value: text[text.index(after: colon)...])
      } else {
        self.init(words: text.split(separator: "_"))
      }
    }
  }

  private static let years = 1900...2999

  private init?(kind: Substring, value: Substring) {
    switch kind {
    case "month":
      let parts = value.split(separator: "-", omittingEmptySubsequences: false)
      guard let month = parts.last.flatMap({ Int(digits: $0) }), (1...12).contains(month), parts.count <= 2
      else {
        return nil
      }
      if parts.count == 2 {
        guard let year = Int(digits: parts[0]), Self.years.contains(year) else { return nil }
        self = .month(month, year: year)
      } else {
        self = .month(month, year: nil)
      }
    case "year":
      guard let year = Int(digits: value), Self.years.contains(year) else { return nil }
      self = .year(year)
    case "quarter":
      guard let quarter = Int(digits: value), (1...4).contains(quarter) else { return nil }
      self = .quarter(quarter)
    case "day":
      guard let day = Int(digits: value), (1...31).contains(day) else { return nil }
      self = .dayOfMonth(day)
    case "range":
      guard let dots = value.firstRange(of: ".."), let from = MonthDay(value[..<dots.lowerBound]),
        let to = MonthDay(value[dots.upperBound...])
      else { return nil }
      self = .range(from, to)
    case "last_weekday":
      guard let day = Weekday(rawValue: String(value)) else { return nil }
      self = .lastWeekday(day)
    case "next_weekday":
      guard let day = Weekday(rawValue: String(value)) else { return nil }
      self = .nextWeekday(day)
    case "half":
      let parts = value.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let half = Int(digits: parts[0]), (1...2).contains(half),
        let month = Period(String(parts[1])), month.isMonth
      else { return nil }
      self = .half(half, of: month)
    case "week":
      guard let day = Period(String(value)), day.isOneDay else { return nil }
      self = .week(of: day)
    case "ago":
      let parts = value.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let count = Int(digits: parts[0]), (1...366).contains(count),
        let unit = Unit(rawValue: String(parts[1]))
      else { return nil }
      self = .ago(count, unit)
    case "season":
      guard let season = Season(rawValue: String(value)) else { return nil }
      self = .season(season)
    default: return nil
    }
  }

  private init?(words: [Substring]) {
    if words.count == 2, let side = Side(rawValue: String(words[0])),
      let span = Span(rawValue: String(words[1]))
    {
      self = .span(side, span)
      return
    }
    guard words.count == 3, let count = Int(digits: words[1]), (1...3660).contains(count) else { return nil }
    switch (words[0], words[2]) {
    case ("last", "days"): self = .lastDays(count)
    case ("next", "days"): self = .nextDays(count)
    case ("last", "months"): self = .lastMonths(min(count, 120))
    default: return nil
    }
  }

  /// The wire's text, which `init(_:)` reads back.
  package var text: String {
    switch self {
    case .day(0): "today"
    case .day(-1): "yesterday"
    case .day(-2): "day_before_yesterday"
    case .day(1): "tomorrow"
    case .day(let days): days < 0 ? "last_\(1 - days)_days" : "next_\(days)_days"
    case .span(let side, let span): "\(side.rawValue)_\(span.rawValue)"
    case .thisWeekend: "this_weekend"
    case .lastWeekend: "last_weekend"
    case .lastDays(let count): "last_\(count)_days"
    case .nextDays(let count): "next_\(count)_days"
    case .lastMonths(let count): "last_\(count)_months"
    case .month(let month, let year): "month:" + (year.map { "\($0)-" } ?? "") + twoDigits(month)
    case .year(let year): "year:\(year)"
    case .quarter(let quarter): "quarter:\(quarter)"
    case .dayOfMonth(let day): "day:\(twoDigits(day))"
    case .range(let from, let to): "range:\(from.text)..\(to.text)"
    case .lastWeekday(let day): "last_weekday:\(day.rawValue)"
    case .nextWeekday(let day): "next_weekday:\(day.rawValue)"
    case .season(let season): "season:\(season.rawValue)"
    case .expired: "expired"
    case .half(let half, let month): "half:\(half):\(month.text)"
    case .week(let day): "week:\(day.text)"
    case .ago(let count, let unit): "ago:\(count):\(unit.rawValue)"
    case .part(let part, let year): "\(part.text)@\(year.text)"
    case .through(let first, let last): "\(first.text)~\(last.text)"
    case .until(let last): "~\(last.text)"
    }
  }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

extension Period.MonthDay {
  fileprivate init?(_ text: Substring) {
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int(digits: $0) }
    switch numbers.count {
    case 2:
      guard let month = numbers[0], let day = numbers[1] else { return nil }
      self.init(month: month, day: day)
    case 3:
      guard let year = numbers[0], let month = numbers[1], let day = numbers[2] else { return nil }
      self.init(year: year, month: month, day: day)
    default: return nil
    }
  }

  fileprivate var text: String { (year.map { "\($0)-" } ?? "") + twoDigits(month) + "-" + twoDigits(day) }
}
