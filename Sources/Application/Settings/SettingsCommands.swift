internal import Insights
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// Of what a setting is to be set, when it is not the whole shop or the branch of the session.
package struct SettingTarget: Sendable {
  package var product: String?
  package var category: String?

  package init(product: String? = nil, category: String? = nil) {
    (self.product, self.category) = (product, category)
  }
}

extension OpenShop {
  /// Every setting with what it is at, and where it is at something else.
  package func listSettings() async throws -> CommandAnswer {
    let settings = try await shop.settings(session)
    let categories = try await categories()
    let lines = SettingName.all.flatMap { settingLines(of: $0, settings, categories) }
    return CommandAnswer(
      lines.map(\.text).joined(separator: "\n"),
      ["ajustes": .array(lines.map(\.json)), "total": JSON(lines.count)])
  }

  /// - Throws: `Failure.usage` for a setting that is not known there; `ShopError.invalid`, or `Failure` with exit code 6,
  ///   for a value it may not have.
  package func set(_ name: String, to text: String, of target: SettingTarget) async throws -> CommandAnswer {
    let name = try SettingName(name)
    let place = try await place(of: target)
    let set: (text: String, json: JSON)
    switch (name, place) {
    case (.folios, .shop):
      let format = try format(text)
      try await shop.setFolioFormat(format, session)
      set = value(format)
    case (.closing, .shop):
      let minute = try closingMinute(text)
      try await shop.setClosingMinute(minute, session)
      set = value(minute: minute)
    case (.closing, .branch(let branch)):
      let minute = try closingMinute(text)
      try await shop.setClosingMinute(minute, of: branch.id, session)
      set = value(minute: minute)
    case (.rule(let setting), _):
      let figure = try figure(setting, text, name)
      try await shop.set(figure, in: place.scope, session)
      set = value(figure)
    case (.model(let setting), .shop):
      let plain = text.replacing(",", with: ".")
      guard let figure = FixedPoint.parse(plain, scale: setting.decimals), figure >= 0 else {
        throw unreadable(text, name, "un número, 0 o más")
      }
      try await shop.set(setting, to: figure, session)
      set = value(figure, of: setting)
    case (.folios, _), (.closing, _), (.model, _): throw narrower(than: name)
    }
    return CommandAnswer(
      "Listo: \(name.text) es \(set.text)\(place.words(try await categories()))",
      ["clave": .string(name.text), "valor": set.json])
  }

  /// Lets what is set farther off, or what the program comes with, hold again.
  ///
  /// - Throws: `Failure.usage` for a setting that is not known there; `Failure` with exit code 6 where none was set.
  package func unset(_ name: String, of target: SettingTarget) async throws -> CommandAnswer {
    let name = try SettingName(name)
    let place = try await place(of: target)
    let settings = try await shop.settings(session)
    let wasSet: Bool
    switch (name, place) {
    case (.folios, .shop):
      wasSet = settings.folios != FolioFormat(.sale)
      if wasSet { try await shop.setFolioFormat(FolioFormat(.sale), session) }
    case (.closing, .shop):
      wasSet = settings.closingMinute != ShopClock.usualClosingMinute
      if wasSet { try await shop.setClosingMinute(ShopClock.usualClosingMinute, session) }
    case (.closing, .branch(let branch)):
      wasSet = settings.closings.contains { $0.branch.id == branch.id }
      if wasSet { try await shop.setClosingMinute(nil, of: branch.id, session) }
    case (.rule(let setting), _): wasSet = try await shop.unset(setting, in: place.scope, session)
    case (.model(let setting), .shop): wasSet = try await shop.unset(setting, session)
    case (.folios, _), (.closing, _), (.model, _): throw narrower(than: name)
    }
    let words = place.words(try await categories())
    guard wasSet else { throw Failure(.badData, "\(name.text) no estaba ajustado\(words)") }
    return CommandAnswer(
      "Listo: \(name.text) ya no tiene un ajuste propio\(words)", ["clave": .string(name.text)])
  }

  private func narrower(than name: SettingName) -> Failure {
    .usage(
      name == .closing
        ? "hora_cierre vale para el comercio o para una sucursal: sin --product ni --category"
        : "\(name.text) vale para todo el comercio: sin --product, --category ni --branch")
  }

  private func figure(_ setting: RuleSetting, _ text: String, _ name: SettingName) throws -> RuleFigure {
    do throws(ShopError) { return try RuleFigure(setting, text) } catch {
      guard case .invalid(_, .unreadable) = error else { throw error }
      if case .flag = setting.form { throw unreadable(text, name, "sí o no") }
      throw unreadable(text, name, "un número")
    }
  }

  /// That a value is none of a setting, what it decides and what it takes.
  private func unreadable(_ text: String, _ name: SettingName, _ wanted: String) -> Failure {
    Failure(.badData, "\(name.text): No se entiende «\(text)»; se espera \(wanted) (\(name.meaning))")
  }

  private func format(_ text: String) throws(Failure) -> FolioFormat {
    do { return try FolioFormat(text) } catch {
      throw Failure(.badData, "formato_folio «\(text)»: \(error.reason)")
    }
  }

  private func closingMinute(_ text: String) throws(Failure) -> Int {
    guard let minute = ShopClock.closingMinute(text) else {
      throw Failure(.badData, "hora_cierre «\(text)»: se espera una hora como 20:00")
    }
    return minute
  }

  /// Where a setting is to hold.
  ///
  /// - Throws: `Failure.usage` for several at once, or a category whose name several bear; `ShopError.notFound`.
  private func place(of target: SettingTarget) async throws -> SettingPlace {
    switch (target.product, target.category, session.scope) {
    case (let called?, nil, nil):
      guard let product = try await shop.product(called: called, session) else {
        throw ShopError.notFound(kind: "producto", name: called)
      }
      return .product(product)
    case (nil, let called?, nil): return .category(try await category(called))
    case (nil, nil, let branch?): return .branch(branch)
    case (nil, nil, nil): return .shop
    default: throw Failure.usage("--product, --category y --branch van de a uno")
    }
  }

  /// The category of a name, or of a path from the root as `import` reads it: `Rostro > Cremas`.
  private func category(_ called: String) async throws -> Category {
    let categories = try await categories()
    let found = categories.values.map { (category: $0, path: $0.id.path(in: categories)) }
      .filter { [$0.category.name, $0.path].contains { $0.lowercased() == called.lowercased() } }
      .sorted { $0.category.id < $1.category.id }
    guard let first = found.first else { throw ShopError.notFound(kind: "categoría", name: called) }
    guard found.count == 1 else {
      let paths = found.map { "«\($0.path)»" }.joined(separator: ", ")
      throw Failure.usage("--category «\(called)»: hay varias, elija una: \(paths)")
    }
    return first.category
  }

  private func categories() async throws -> [CategoryID: Category] {
    Dictionary(uniqueKeysWithValues: try await shop.names(session).categories.map { ($0.id, $0) })
  }
}

extension SettingPlace {
  /// What it is called; nil for the whole shop.
  fileprivate func subject(_ categories: [CategoryID: Category]) -> String? {
    switch self {
    case .shop: nil
    case .branch(let branch): branch.name
    case .category(let category): category.id.path(in: categories)
    case .product(let product): product.sku ?? product.name
    }
  }

  /// How a sentence ends that is about it; nothing for the whole shop.
  fileprivate func words(_ categories: [CategoryID: Category]) -> String {
    let subject = subject(categories) ?? ""
    return switch self {
    case .shop: ""
    case .branch: " para la sucursal \(subject)"
    case .category: " para la categoría \(subject)"
    case .product: " para el producto \(subject)"
    }
  }

  /// Its kind, for programs.
  fileprivate var kind: String {
    switch self {
    case .shop: "comercio"
    case .branch: "sucursal"
    case .category: "categoria"
    case .product: "producto"
    }
  }
}

// MARK: - The lines of the list

/// A setting at a place.
private struct SettingLine {
  let name: SettingName
  let value: (text: String, json: JSON)
  /// Nil for what the program comes with.
  let place: SettingPlace?
  let categories: [CategoryID: Category]

  /// The setting with what it decides, below which its exceptions stand.
  var text: String {
    switch place {
    case nil: "\(name.text) = \(value.text)\n    \(name.meaning)"
    case .shop?: "\(name.text) = \(value.text) (ajustado)\n    \(name.meaning)"
    case let place?: "    \(value.text)\(place.words(categories))"
    }
  }

  var json: JSON {
    [
      "clave": .string(name.text), "valor": value.json, "ambito": .string(place?.kind ?? "predeterminado"),
      "nombre": JSON(place?.subject(categories)), "descripcion": .string(name.meaning),
    ]
  }
}

private func settingLines(
  of name: SettingName, _ settings: ShopSettings, _ categories: [CategoryID: Category]
) -> [SettingLine] {
  func line(_ value: (text: String, json: JSON), at place: SettingPlace?) -> SettingLine {
    SettingLine(name: name, value: value, place: place, categories: categories)
  }
  switch name {
  case .folios:
    let isUsual = settings.folios == FolioFormat(.sale)
    return [line(value(settings.folios), at: isUsual ? nil : .shop)]
  case .closing:
    let isUsual = settings.closingMinute == ShopClock.usualClosingMinute
    return [line(value(minute: settings.closingMinute), at: isUsual ? nil : .shop)]
      + settings.closings.map { line(value(minute: $0.minute), at: .branch($0.branch)) }
  case .rule(let setting):
    let set = settings.figures.filter { $0.figure.setting == setting }
    let lines = set.map { line(value($0.figure), at: $0.place) }
    guard !set.contains(where: { $0.place == .shop }) else { return lines }
    return [line(RuleFigure(defaultOf: setting).map(value) ?? ("–", .null), at: nil)] + lines
  case .model(let setting):
    let set = settings.model[setting].map { value($0, of: setting) }
    return [line(set ?? ("–", .null), at: set == nil ? nil : .shop)]
  }
}

private func value(_ format: FolioFormat) -> (text: String, json: JSON) {
  (format.pattern, .string(format.pattern))
}

private func value(minute: Int) -> (text: String, json: JSON) {
  let text = ShopClock.text(minute: minute)
  return (text, .string(text))
}

private func value(_ figure: Int64, of setting: ModelSetting) -> (text: String, json: JSON) {
  let text = FixedPoint.text(figure, scale: setting.decimals)
  return (text, JSON(decimal: text))
}

private func value(_ figure: RuleFigure) -> (text: String, json: JSON) {
  guard let decimal = figure.decimal else {
    return (figure.value == 0 ? "no" : "sí", .bool(figure.value != 0))
  }
  return (decimal, JSON(decimal: decimal))
}
