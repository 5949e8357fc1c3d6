internal import API
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
    let entries = try await shop.settings(session).entries
    let categories = try await categories()
    let lines = entries.map { SettingLine(entry: $0, categories: categories) }
    return CommandAnswer(
      lines.map(\.text).joined(separator: "\n"),
      ["ajustes": .array(lines.map(\.json)), "total": JSON(lines.count)])
  }

  /// - Throws: `Failure.usage` for a setting that is not known there; `ShopError.invalid`, or `Failure` with exit code 6,
  ///   for a value it may not have.
  package func set(_ name: String, to text: String, of target: SettingTarget) async throws -> CommandAnswer {
    let name = try SettingName(named: name)
    let place = try await place(of: target)
    guard name.holds(in: place.scope) else { throw narrower(than: name) }
    let change = try change(name, text)
    try await shop.set(change, in: place.scope, session)
    return CommandAnswer(
      "Listo: \(name.text) es \(change.value.text)\(place.words(try await categories()))",
      ["clave": .string(name.text), "valor": change.value.json])
  }

  /// Lets what is set farther off, or what the program comes with, hold again.
  ///
  /// - Throws: `Failure.usage` for a setting that is not known there; `Failure` with exit code 6 where none was set.
  package func unset(_ name: String, of target: SettingTarget) async throws -> CommandAnswer {
    let name = try SettingName(named: name)
    let place = try await place(of: target)
    guard name.holds(in: place.scope) else { throw narrower(than: name) }
    let wasSet = try await shop.unset(name, in: place.scope, session)
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

  private func change(_ name: SettingName, _ text: String) throws -> SettingChange {
    do throws(SettingChange.Flaw) { return try SettingChange(name, text) } catch {
      switch error {
      case .folios(let flaw): throw Failure(.badData, "\(name.text) «\(text)»: \(flaw.reason)")
      case .wanted(let wanted) where name == .closing:
        throw Failure(.badData, "\(name.text) «\(text)»: se espera \(wanted)")
      case .wanted(let wanted):
        throw Failure(
          .badData, "\(name.text): No se entiende «\(text)»; se espera \(wanted) (\(name.meaning))")
      case .refused(let refusal): throw refusal
      }
    }
  }

  /// Where a setting is to hold.
  ///
  /// - Throws: `Failure.usage` for several at once, or a category whose name several bear; `ShopError.notFound`.
  private func place(of target: SettingTarget) async throws -> SettingPlace {
    switch (target.product, target.category, session.scope) {
    case (let called?, nil, nil):
      guard let product = try await shop.product(called: called, session) else {
        throw ShopError.notFound(.product, name: called)
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
    guard let first = found.first else { throw ShopError.notFound(.category, name: called) }
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
}

// MARK: - The lines of the list

/// A setting at a place.
private struct SettingLine {
  let entry: SettingEntry
  let categories: [CategoryID: Category]

  /// The setting with what it decides, below which its exceptions stand.
  var text: String {
    let (name, value) = (entry.name, entry.value.text)
    return switch entry.place {
    case nil: "\(name.text) = \(value)\n    \(name.meaning)"
    case .shop?: "\(name.text) = \(value) (ajustado)\n    \(name.meaning)"
    case let place?: "    \(value)\(place.words(categories))"
    }
  }

  var json: JSON {
    [
      "clave": .string(entry.name.text), "valor": entry.value.json,
      "ambito": .string(entry.place?.kind ?? "predeterminado"),
      "nombre": JSON(entry.place?.subject(categories)), "descripcion": .string(entry.name.meaning),
    ]
  }
}

extension SettingEntry.Value {
  fileprivate var text: String {
    switch self {
    case .text(let text), .number(let text): text
    case .flag(let flag): flag ? "sí" : "no"
    case .none: "–"
    }
  }
}
