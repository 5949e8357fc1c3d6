package import Insights
package import Inventory
package import Store

/// What a shop may set, by the name it is typed and shown under.
package enum SettingName: Hashable, Sendable {
  case folios
  case closing
  case rule(RuleSetting)
  case model(ModelSetting)

  /// In the order in which they are listed.
  package static let all =
    [folios, closing] + RuleSetting.allCases.map { rule($0) } + ModelSetting.allCases.map { model($0) }

  package var text: String {
    switch self {
    case .folios: "formato_folio"
    case .closing: "hora_cierre"
    case .rule(let setting): setting.rawValue
    case .model(let setting): setting.rawValue
    }
  }

  /// Whether it may be set there, and not only for the whole shop.
  package func holds(in scope: SettingScope) -> Bool {
    switch (self, scope) {
    case (_, .shop), (.closing, .branch), (.rule, _): true
    case (.folios, _), (.closing, _), (.model, _): false
    }
  }
}

/// A setting with what it is at somewhere.
package struct SettingEntry: Sendable {
  package enum Value: Hashable, Sendable {
    case text(String)
    /// By its exact decimal text.
    case number(String)
    case flag(Bool)
    /// Nothing is set and nothing holds.
    case none
  }

  package let name: SettingName
  package let value: Value
  /// Nil for what the program comes with.
  package let place: SettingPlace?
}

extension ShopSettings {
  /// Every setting with what it is at, the shop's before its exceptions.
  package var entries: [SettingEntry] { SettingName.all.flatMap(entries) }

  private func entries(of name: SettingName) -> [SettingEntry] {
    func entry(_ value: SettingEntry.Value, at place: SettingPlace?) -> SettingEntry {
      SettingEntry(name: name, value: value, place: place)
    }
    switch name {
    case .folios:
      return [entry(.text(folios.pattern), at: folios == FolioFormat(.sale) ? nil : .shop)]
    case .closing:
      let isUsual = closingMinute == ShopClock.usualClosingMinute
      return [entry(.text(ShopClock.text(minute: closingMinute)), at: isUsual ? nil : .shop)]
        + closings.map { entry(.text(ShopClock.text(minute: $0.minute)), at: .branch($0.branch)) }
    case .rule(let setting):
      let set = figures.filter { $0.figure.setting == setting }
      let entries = set.map { entry(SettingEntry.Value($0.figure), at: $0.place) }
      guard !set.contains(where: { $0.place == .shop }) else { return entries }
      return [entry(RuleFigure(defaultOf: setting).map(SettingEntry.Value.init) ?? .none, at: nil)] + entries
    case .model(let setting):
      guard let figure = model[setting] else { return [entry(.none, at: nil)] }
      return [entry(.number(FixedPoint.text(figure, scale: setting.decimals)), at: .shop)]
    }
  }
}

extension SettingEntry.Value {
  fileprivate init(_ figure: RuleFigure) {
    self = figure.decimal.map { .number($0) } ?? .flag(figure.value != 0)
  }
}

/// What a setting is to be.
package enum SettingChange: Sendable {
  case folios(FolioFormat)
  case closing(minute: Int)
  case rule(RuleFigure)
  case model(ModelSetting, Int64)

  /// Why a text is no value of a setting.
  package enum Flaw: Error {
    case folios(FolioFormat.Flaw)
    /// What is expected in its place.
    case wanted(String)
    case refused(ShopError)
  }

  /// Reads what a person typed.
  package init(_ name: SettingName, _ text: String) throws(Flaw) {
    switch name {
    case .folios:
      do { self = .folios(try FolioFormat(text)) } catch { throw .folios(error) }
    case .closing:
      guard let minute = ShopClock.closingMinute(text) else { throw .wanted("una hora como 20:00") }
      self = .closing(minute: minute)
    case .rule(let setting):
      do throws(ShopError) { self = .rule(try RuleFigure(setting, text)) } catch {
        guard case .invalid(_, .unreadable) = error else { throw .refused(error) }
        throw .wanted(setting.form == .flag ? "sí o no" : "un número")
      }
    case .model(let setting):
      guard let figure = FixedPoint.parse(text.replacing(",", with: "."), scale: setting.decimals),
        figure >= 0
      else { throw .wanted("un número, 0 o más") }
      self = .model(setting, figure)
    }
  }

  package var value: SettingEntry.Value {
    switch self {
    case .folios(let format): .text(format.pattern)
    case .closing(let minute): .text(ShopClock.text(minute: minute))
    case .rule(let figure): SettingEntry.Value(figure)
    case .model(let setting, let figure): .number(FixedPoint.text(figure, scale: setting.decimals))
    }
  }
}

extension Shop {
  /// Sets something for the shop or where it `holds` besides.
  ///
  /// - Throws: `ShopError.notFound` for a setting that does not hold there.
  package func set(_ change: SettingChange, in scope: SettingScope, _ session: Session) async throws {
    switch (change, scope) {
    case (.folios(let format), .shop): try await setFolioFormat(format, session)
    case (.closing(let minute), .shop): try await setClosingMinute(minute, session)
    case (.closing(let minute), .branch(let branch)):
      try await setClosingMinute(minute, of: branch, session)
    case (.rule(let figure), _): try await set(figure, in: scope, session)
    case (.model(let setting, let figure), .shop): try await set(setting, to: figure, session)
    case (.folios, _), (.closing, _), (.model, _): throw ShopError.notFound(.setting, name: "\(scope)")
    }
  }

  /// Lets what is set farther off, or what the program comes with, hold again; false where nothing was set.
  ///
  /// - Throws: as `set`.
  package func unset(_ name: SettingName, in scope: SettingScope, _ session: Session) async throws -> Bool {
    let settings = try await settings(session)
    let wasSet: Bool
    switch (name, scope) {
    case (.folios, .shop):
      wasSet = settings.folios != FolioFormat(.sale)
      if wasSet { try await setFolioFormat(FolioFormat(.sale), session) }
    case (.closing, .shop):
      wasSet = settings.closingMinute != ShopClock.usualClosingMinute
      if wasSet { try await setClosingMinute(ShopClock.usualClosingMinute, session) }
    case (.closing, .branch(let branch)):
      wasSet = settings.closings.contains { $0.branch.id == branch }
      if wasSet { try await setClosingMinute(nil, of: branch, session) }
    case (.rule(let setting), _): wasSet = try await unset(setting, in: scope, session)
    case (.model(let setting), .shop): wasSet = try await unset(setting, session)
    case (.folios, _), (.closing, _), (.model, _): throw ShopError.notFound(.setting, name: name.text)
    }
    return wasSet
  }
}
