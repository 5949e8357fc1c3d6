internal import Inventory
internal import Wire

/// What the tools of one turn said, as far as a reply may repeat it or draw on it.
///
/// Numbers are magnitudes in ten-thousandths. What may be drawn from them: the sum of a column, a row's share of it,
/// how many rows there are, a rounding, and how many days lie between dates.
struct Evidence: Sendable {
  /// What is said of one thing, or of none in particular.
  struct Figures: Sendable {
    var plain: Set<Int64> = []
    var percents: Set<Int64> = []

    mutating func insert(_ magnitude: Int64, isPercent: Bool) {
      if isPercent { percents.insert(magnitude) } else { plain.insert(magnitude) }
    }

    mutating func formUnion(_ other: Figures) {
      plain.formUnion(other.plain)
      percents.formUnion(other.percents)
    }
  }

  static let unit: Int64 = 10_000

  /// The results as the tools gave them.
  private(set) var results: [JSON] = []
  /// What is said of no row in particular.
  private(set) var common = Figures()
  /// By the product that a row is about, as `FoldedText` spells it.
  private(set) var bySubject: [FoldedText: Figures] = [:]
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
  /// Whether a word behind a number says that it is of days.
  private let isDay: @Sendable (String) -> Bool

  init(today: BusinessDay, isDay: @escaping @Sendable (String) -> Bool = { _ in false }) {
    (self.today, self.isDay) = (today, isDay)
    dates = [today, today - 1, today + 1]
  }

  /// Takes a tool's result.
  mutating func add(_ result: JSON) {
    results.append(result)
    walk(result, key: "", subject: nil)
  }

  /// Takes numbers that the person named and a tool was called with.
  mutating func add(declared numbers: Set<Int64>) { common.plain.formUnion(numbers) }

  private mutating func walk(_ value: JSON, key: String, subject: FoldedText?) {
    switch value {
    case .null, .bool: break
    case .number(let number): note(number, key, subject)
    case .string(let text): note(text, key, subject)
    case .array(let rows):
      common.plain.insert(Int64(rows.count) * Self.unit)
      sum(rows, subject)
      for row in rows { walk(row, key: key, subject: subject) }
    case .object(let object):
      let name = ["nombre", "producto"].lazy.compactMap { object[$0]?.string }.first
      let inner = name.map { FoldedText($0) } ?? subject
      if let name, let inner { note(words: name, code: object["sku"]?.string, of: inner) }
      for member in object.members { walk(member.value, key: member.key, subject: inner) }
      noteWindow(object)
    }
  }

  private mutating func note(_ number: JSON.Number, _ key: String, _ subject: FoldedText?) {
    guard let value = FixedPoint.parse(number.text, scale: 4, rounding: true) else { return }
    let magnitude = Int64(clamping: value.magnitude)
    note(magnitude, isPercent: key.hasSuffix("pct"), subject)
    // The day on which what is left runs out.
    if key == "dias_cobertura", magnitude < 1_000 * Self.unit {
      let days = Int(magnitude / Self.unit)
      let last = [today + days, today + days + (magnitude % Self.unit == 0 ? 0 : 1)]
      dates.formUnion(last)
      ends.formUnion(last)
    }
  }

  private mutating func note(_ magnitude: Int64, isPercent: Bool, _ subject: FoldedText?) {
    if let subject {
      bySubject[subject, default: Figures()].insert(magnitude, isPercent: isPercent)
    } else {
      common.insert(magnitude, isPercent: isPercent)
    }
  }

  private mutating func note(_ text: String, _ key: String, _ subject: FoldedText?) {
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
      note(number * Self.unit, isPercent: false, subject)
    }
    guard key == "explicacion" else { return }
    for figure in folded.figures where !isSpan(figure) {
      note(figure.value, isPercent: figure.isPercent, subject)
    }
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
      var named: [FoldedText] = []
      for subject in bySubject.keys where subject.isName {
        for place in line.places(of: subject) {
          line.blank(place)
          named.append(subject)
        }
      }
      for figure in line.figures where !isSpan(figure) {
        for value in [figure.value, figure.other].compactMap(\.self) where !own.contains(value) {
          if named.isEmpty { common.insert(value, isPercent: figure.isPercent) }
          for subject in named { note(value, isPercent: figure.isPercent, subject) }
        }
      }
    }
  }

  /// Whether a tool says by it over which days it looked: that is no number of anything.
  private func isSpan(_ figure: Figure) -> Bool {
    isDay(figure.unit) && spans.contains { $0 * Self.unit == figure.value }
  }

  /// The product that `text` names, by its name, its code or a word that is its alone.
  func subject(named text: FoldedText) -> FoldedText? {
    if bySubject[text] != nil { return text }
    guard let subjects = subjectsOfWord[text], subjects.count == 1 else { return nil }
    return subjects.first
  }

  /// Whether a tool says it in these words.
  func says(_ phrase: FoldedText) -> Bool { sayings.contains { !$0.places(of: phrase).isEmpty } }

  /// Whether `text` names something that was done before.
  func namesDocument(_ text: FoldedText) -> Bool { documents.contains { !text.places(of: $0).isEmpty } }

  private mutating func noteWindow(_ object: JSON.Object) {
    guard let first = object["desde"]?.string.flatMap({ BusinessDay($0) }),
      let last = object["hasta"]?.string.flatMap({ BusinessDay($0) })
    else { return }
    spans.insert(Int64(abs(last - first)) + 1)
  }

  /// The sum of each column, and each row's share of it.
  private mutating func sum(_ rows: [JSON], _ subject: FoldedText?) {
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
    for column in columns.values {
      let total = column.reduce(Int128(0)) { $0 + Int128($1.value) }
      guard total != 0, let sum = Int64(exactly: total.magnitude) else { continue }
      note(sum, isPercent: false, subject)
      for (row, value) in column {
        let name = row["nombre"]?.string ?? row["producto"]?.string
        let share = Int128(value) * 100 * Int128(Self.unit) / total
        note(Int64(clamping: share.magnitude), isPercent: true, name.map { FoldedText($0) } ?? subject)
      }
    }
  }

  /// All that is said of `subjects` and of nothing in particular; everything where there are none.
  func figures(about subjects: Set<FoldedText>) -> Figures {
    var figures = common
    for (subject, own) in bySubject where subjects.isEmpty || subjects.contains(subject) {
      figures.formUnion(own)
    }
    return figures
  }
}
