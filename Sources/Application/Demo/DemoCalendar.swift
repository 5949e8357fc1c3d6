internal import Inventory

/// How busy the demo shop is, and with what, on each day of its year.
struct DemoCalendar {
  static let length = 365

  let end: BusinessDay

  var start: BusinessDay { end - (Self.length - 1) }

  /// How many sales a day brings, compared with a plain one.
  func bustle(on day: BusinessDay) -> Double {
    let (_, month, date) = day.civil
    let week = [0.85, 0.88, 0.95, 1.0, 1.2, 1.55, 0.55][day.weekday]
    let isPayday = date >= 28 || date <= 3
    return week * (isPayday ? 1.22 : (14...16).contains(date) ? 1.08 : 1) * Self.months[month - 1]
      * Self.feast(month, date)
  }

  /// Slow after the holidays, lively before Christmas.
  private static let months = [0.88, 0.95, 0.96, 0.97, 1.06, 0.98, 0.97, 1.0, 1.02, 1.02, 1.05, 1.3]

  /// The days before Mother's Day (27 May), Christmas and the new year.
  private static func feast(_ month: Int, _ date: Int) -> Double {
    switch (month, date) {
    case (5, 24...27): 1.5
    case (12, 20...24), (12, 29...31): 1.45
    case (12, 25), (1, 1): 0.3
    default: 1
    }
  }

  /// How much more or less `item` is asked for than its pace says.
  func appetite(for item: DemoCatalogue.Item, on day: BusinessDay) -> Double {
    let left = end - day
    let passed = Double(Self.length - left) / Double(Self.length)
    let season = season(of: item, in: day.month)
    switch item.story {
    case .launched: return left > launchAge(of: item) ? 0 : season * 1.3
    case .declining: return season * (1.4 - 1.25 * passed)
    case .growing: return season * (0.5 + passed)
    case .stale: return left < rest(of: item) ? 0 : season * 0.8
    case .scarce, .runningOut, nil: return season
    }
  }

  /// How many days before the end the first delivery of a launched product came.
  func launchAge(of item: DemoCatalogue.Item) -> Int { 40 + Int(item.product.id.value * 37 % 60) }

  /// For how many days at the end nobody buys a stale product.
  func rest(of item: DemoCatalogue.Item) -> Int { 38 + Int(item.product.id.value * 29 % 110) }

  private func season(of item: DemoCatalogue.Item, in month: Int) -> Double {
    let isSummer = [11, 12, 1, 2].contains(month)
    switch item.product.sku?.prefix(3) {
    case "SOL": return isSummer ? 1.7 : 0.7
    case "GAS", "AGU": return isSummer ? 1.3 : 0.85
    case "LIB", "UTI": return month == 2 ? 3 : month == 1 || month == 3 ? 1.5 : 0.8
    case "LAB", "BAS", "MAR", "SOM": return month == 12 || month == 5 ? 1.5 : 0.95
    default: return 1
    }
  }
}
