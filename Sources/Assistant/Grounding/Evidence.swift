internal import Inventory
internal import Wire

/// What the tools of one turn said, as far as a reply may repeat it or draw on it.
///
/// Numbers are magnitudes in ten-thousandths. What may be drawn from them: the sum of a column, a row's share of it,
/// how many rows there are, a rounding, and how many days lie between dates.
struct Evidence: Sendable {
  static let unit: Int64 = 10_000

  /// The results as the tools gave them.
  private(set) var results: [JSON] = []
  private(set) var facts: [Fact] = []
  /// What some row is about, as `FoldedText` spells it.
  private(set) var products: Set<FoldedText> = []
  private(set) var branches: Set<FoldedText> = []
  /// Names, codes and sentences of the results.
  private(set) var texts: Set<FoldedText> = []
  /// The products that a code or a word means which no other product of the results bears.
  private(set) var subjectsOfWord: [FoldedText: Set<FoldedText>] = [:]
  /// What the tools say in words, line by line, but for lines with numbers that were put into the call.
  private(set) var lines: Set<FoldedText> = []
  /// All of it, line by line, and word by word.
  private(set) var sayings: Set<FoldedText> = []
  private(set) var words: Set<FoldedText> = []
  /// The folios and documents of what was done before.
  private var documents: Set<FoldedText> = []
  private(set) var dates: Set<BusinessDay>
  /// Those of them on which something may end: neither the bounds of a look-up, nor when something was done.
  private(set) var ends: Set<BusinessDay> = []
  /// Whole days that lie between dates of the results, or between one and today.
  private(set) var spans: Set<Int64> = []
  let today: BusinessDay
  /// How the tools say what a number measures.
  private let language: GroundingWords?
  private let currency: FoldedText

  init(today: BusinessDay, _ language: GroundingWords? = nil, currency: String = "") {
    (self.today, self.language, self.currency) = (today, language, FoldedText(currency))
    dates = [today, today - 1, today + 1]
  }

  /// Takes a tool's result.
  mutating func add(_ result: JSON) {
    results.append(result)
    walk(result, key: "", Place())
  }

  /// Takes numbers that the person named and a tool was called with.
  mutating func add(declared numbers: Set<Int64>) {
    facts += numbers.map { Fact(value: $0, measure: .plain) }
  }

  /// What the part of a result is about that is walked.
  private struct Place {
    var product: FoldedText?
    var branch: FoldedText?
    var months = MonthSet()
  }

  private mutating func walk(_ value: JSON, key: String, _ place: Place) {
    switch value {
    case .null, .bool: break
    case .number(let number): note(number, key, place)
    case .string(let text): note(text, key, place)
    case .array(let rows):
      note(Int64(rows.count) * Self.unit, .tally, Place())
      sum(rows, place)
      for row in rows { walk(row, key: key, place) }
    case .object(let object):
      let inner = entered(object, from: place)
      for member in object.members { walk(member.value, key: member.key, inner) }
    }
  }

  private mutating func entered(_ object: JSON.Object, from place: Place) -> Place {
    var place = place
    if let name = Self.productName(of: .object(object)) {
      let product = FoldedText(name)
      place.product = product
      products.insert(product)
      note(words: name, code: object["sku"]?.string, of: product)
    }
    if let branch = object["sucursal"]?.string.map({ FoldedText($0) }) {
      place.branch = branch
      branches.insert(branch)
    }
    if let window = Self.window(object) ?? object["ventana"]?.object.flatMap(Self.window) {
      place.months = MonthSet(from: window.first, to: window.last)
      spans.insert(Int64(abs(window.last - window.first)) + 1)
    }
    return place
  }

  private static func productName(of row: JSON) -> String? {
    ["nombre", "producto"].lazy.compactMap { row[$0]?.string }.first
  }

  private static func window(_ object: JSON.Object) -> (first: BusinessDay, last: BusinessDay)? {
    guard let first = object["desde"]?.string.flatMap({ BusinessDay($0) }),
      let last = object["hasta"]?.string.flatMap({ BusinessDay($0) })
    else { return nil }
    return (first, last)
  }

  private mutating func note(_ number: JSON.Number, _ key: String, _ place: Place) {
    guard let value = FixedPoint.parse(number.text, scale: 4, rounding: true) else { return }
    let magnitude = Int64(clamping: value.magnitude)
    let trend: Fact.Trend? = key.hasPrefix("variacion") ? (value < 0 ? .down : .up) : nil
    note(magnitude, Fact.Measure(key: key), place, key: key, trend)
    // The day on which what is left runs out.
    if key == "dias_cobertura", magnitude < 1_000 * Self.unit {
      let days = Int(magnitude / Self.unit)
      let last = [today + days, today + days + (magnitude % Self.unit == 0 ? 0 : 1)]
      dates.formUnion(last)
      ends.formUnion(last)
    }
  }

  private mutating func note(
    _ magnitude: Int64, _ measure: Fact.Measure, _ place: Place, key: String = "", _ trend: Fact.Trend? = nil
  ) {
    facts.append(
      Fact(
        value: magnitude, measure: measure, key: key, product: place.product, branch: place.branch,
        months: place.months, trend: trend))
  }

  private mutating func note(_ text: String, _ key: String, _ place: Place) {
    if let day = BusinessDay(String(text.prefix(10))) {
      dates.insert(day)
      if !["desde", "hasta", "fecha"].contains(key) { ends.insert(day) }
      spans.insert(Int64(abs(day - today)))
    }
    let folded = FoldedText(text)
    texts.insert(folded)
    if ["folio", "referencia", "documento"].contains(key), folded.isName { documents.insert(folded) }
    // «venta 125» is how people say POS-2025-0125.
    if key == "folio", let number = Int64(String(text.reversed().prefix(while: \.isNumber).reversed())),
      number < 1_000_000
    {
      note(number * Self.unit, .tally, place)
    }
    guard key == "explicacion" else { return }
    note(
      folded, but: [],
      Scope(
        products: Set([place.product].compactMap(\.self)), branches: Set([place.branch].compactMap(\.self)),
        months: place.months))
  }

  private mutating func note(words name: String, code: String?, of subject: FoldedText) {
    let words = name.split { !$0.isLetter }.filter { $0.first?.isUppercase == true }.map { FoldedText($0) }
    for word in words + [code.map { FoldedText($0) }].compactMap(\.self) where word.isName {
      subjectsOfWord[word, default: []].insert(subject)
    }
  }

  /// Takes what a tool says of its own result in words, but for the numbers `own`: those of a line are of the products
  /// that it names.
  mutating func add(words text: String, but own: Set<Int64>) {
    for line in text.split(whereSeparator: \.isNewline) {
      var line = FoldedText(line.trimmed)
      sayings.insert(line)
      words.formUnion(line.words)
      if own.isDisjoint(with: line.figures.map(\.value)) { lines.insert(line) }
      var scope = Scope()
      for month in language?.calendar.bareMonths(in: line) ?? [] { scope.months.formUnion(month.months) }
      for branch in branches where !line.places(of: branch).isEmpty { scope.branches.insert(branch) }
      for product in products where product.isName {
        for place in line.places(of: product) {
          line.blank(place)
          scope.products.insert(product)
        }
      }
      note(line, but: own, scope)
    }
  }

  /// Takes the numbers of a text about `scope`, but for `own` and for those that a result gives of it too.
  private mutating func note(_ text: FoldedText, but own: Set<Int64>, _ scope: Scope) {
    var text = text
    text.mark(currency)
    for figure in text.figures where !isSpan(figure) {
      for value in [figure.value, figure.other].compactMap(\.self) where !own.contains(value) {
        var claim = Claim([value], isPercent: figure.isPercent)
        language?.measures.qualify(&claim, at: figure.place, in: text)
        let isTold = facts.contains {
          $0.value == value && !$0.key.isEmpty && claim.measure.admits($0.measure) && scope.admits($0)
        }
        if !isTold { facts += scope.facts(value, claim.measure.said, claim.trend) }
      }
    }
  }

  /// Whether a tool says by it over which days it looked: that is no number of anything.
  private func isSpan(_ figure: Figure) -> Bool {
    (language?.calendar.isDay(figure.unit) ?? false) && spans.contains { $0 * Self.unit == figure.value }
  }

  /// The product that `text` names, by its name, its code or a word that is its alone.
  func subject(named text: FoldedText) -> FoldedText? {
    if products.contains(text) { return text }
    guard let subjects = subjectsOfWord[text], subjects.count == 1 else { return nil }
    return subjects.first
  }

  /// Whether a tool says it in these words.
  func says(_ phrase: FoldedText) -> Bool { sayings.contains { !$0.places(of: phrase).isEmpty } }

  /// Whether `text` names something that was done before.
  func namesDocument(_ text: FoldedText) -> Bool { documents.contains { !text.places(of: $0).isEmpty } }

  /// The sum of each column, and each row's share of it.
  private mutating func sum(_ rows: [JSON], _ place: Place) {
    guard rows.count > 1 else { return }
    var columns: [String: [(row: JSON, value: Int64)]] = [:]
    for row in rows {
      for member in row.object?.members ?? []
      where !member.key.hasSuffix("pct") && !member.key.hasPrefix("dias_") {
        guard let number = member.value.number,
          let value = FixedPoint.parse(number.text, scale: 4, rounding: true)
        else { continue }
        columns[member.key, default: []].append((row, value))
      }
    }
    for (key, column) in columns {
      let total = column.reduce(Int128(0)) { $0 + Int128($1.value) }
      guard total != 0, let sum = Int64(exactly: total.magnitude) else { continue }
      note(sum, Fact.Measure(key: key), place)
      for (row, value) in column {
        var own = place
        if let name = Self.productName(of: row) { own.product = FoldedText(name) }
        if let branch = row["sucursal"]?.string { own.branch = FoldedText(branch) }
        let share = Int128(value) * 100 * Int128(Self.unit) / total
        note(Int64(clamping: share.magnitude), .share, own)
      }
    }
  }
}
