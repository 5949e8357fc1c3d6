internal import Inventory

/// How busy the demo shop is, and with what, on each day of its year.
struct DemoCalendar {
  static let length = 365

  let end: BusinessDay

  var start: BusinessDay { end - (Self.length - 1) }

  /// How many sales a day brings, compared with a plain one; at most `busiestWeek` on the average of seven days.
  func bustle(on day: BusinessDay) -> Double {
    let (_, month, date) = day.civil
    let week = [0.87, 0.9, 0.95, 1.0, 1.15, 1.45, 0.65][day.weekday]
    let isPayday = date >= 28 || date <= 3
    return week * (isPayday ? 1.12 : (14...16).contains(date) ? 1.06 : 1) * Self.months[month - 1]
      * Self.feast(month, date)
  }

  static let busiestWeek = 1.4

  /// Slow after the holidays, lively before Christmas.
  private static let months = [0.92, 0.96, 0.97, 0.98, 1.05, 0.98, 0.97, 1.0, 1.02, 1.02, 1.04, 1.15]

  /// The days before Mother's Day (27 May), Christmas and the new year.
  private static func feast(_ month: Int, _ date: Int) -> Double {
    switch (month, date) {
    case (5, 24...27), (12, 20...24), (12, 29...31): 1.25
    case (12, 25), (1, 1): 0.3
    default: 1
    }
  }

  /// How much more or less `item` is asked for than its pace says.
  func appetite(for item: DemoCatalogue.Item, on day: BusinessDay) -> Double {
    let left = end - day
    let passed = Double(Self.length - left) / Double(Self.length)
    let season = Self.season(of: item.prefix, in: day.month)
    switch item.story {
    case .launched: return left > launchAge(of: item) ? 0 : season * 1.3
    case .declining: return season * (1.3 - 0.9 * passed)
    case .growing: return season * (0.5 + passed)
    case .resting, .stale: return left < rest(of: item) ? 0 : season
    case .scarce, .soldOut, .runningOut, nil: return season
    }
  }

  /// The most that `appetite` ever is.
  static func greatestAppetite(for prefix: String, _ story: DemoCatalogue.Story?) -> Double {
    let season = (1...12).reduce(0.0) { max($0, Self.season(of: prefix, in: $1)) }
    switch story {
    case .launched, .declining: return season * 1.3
    case .growing: return season * 1.5
    case .scarce, .soldOut, .runningOut, .resting, .stale, nil: return season
    }
  }

  /// How many days before the end the first delivery of a launched product came.
  func launchAge(of item: DemoCatalogue.Item) -> Int { 40 + Int(item.product.id.value * 37 % 60) }

  /// For how many days at the end nobody buys a resting product (five weeks and more) or a stale one (twelve).
  func rest(of item: DemoCatalogue.Item) -> Int {
    (item.story == .stale ? 84 : 36) + Int(item.product.id.value * 29 % (item.story == .stale ? 60 : 25))
  }

  private static func season(of prefix: String, in month: Int) -> Double {
    let isSummer = [11, 12, 1, 2].contains(month)
    switch prefix {
    case "SOL": return isSummer ? 1.5 : 0.75
    case "GAS", "AGU": return isSummer ? 1.25 : 0.9
    case "LIB", "UTI": return month == 2 ? 2 : month == 1 || month == 3 ? 1.4 : 0.85
    case "LAB", "BAS", "MAR", "SOM": return month == 12 || month == 5 ? 1.35 : 0.95
    default: return 1
    }
  }
}
