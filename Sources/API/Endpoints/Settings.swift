internal import Inventory
package import Shop
internal import Store
package import Wire

extension API {
  /// What the shop decides for itself: its folios, its closing hours, the figures of its rules.
  var settingEndpoints: [Endpoint] {
    [
      .list(
        "/ajustes", .settings, "Lista los ajustes, con lo que vale donde no se ajustó nada", gives: .setting
      ) {
        try await shop.settings($0.session).entries
      },
      .done(
        .put, "/ajustes/:clave", .settings,
        "Ajusta algo para el comercio, o para una sucursal, una categoría o un producto",
        takes: .path(SettingField.name.required).body([SettingField.value.required] + SettingField.scope)
      ) { call in
        let name = try call.path(SettingField.name)
        let change = try SettingField.change(name, try call.body(SettingField.value))
        let scope = try SettingField.scope(of: name, call.body)
        try await shop.set(change, in: scope, call.session)
        return "Ajustado: \(name.text)"
      },
      .done(
        .delete, "/ajustes/:clave", .settings, "Quita un ajuste: vuelve a valer lo más general",
        takes: Endpoint.Takes(path: [SettingField.name.required], query: SettingField.scope)
      ) { call in
        let name = try call.path(SettingField.name)
        let wasSet = try await shop.unset(name, in: SettingField.scope(of: name, call.query), call.session)
        return wasSet ? "Ya no tiene un ajuste propio: \(name.text)" : "No estaba ajustado: \(name.text)"
      },
    ]
  }
}

private enum SettingField {
  static let name = Field<SettingName>("clave", .choice(SettingName.all.map(\.text))) { json, _ in
    SettingName.all.first { $0.text == json.string }
  }
  static let value = Field<String>("valor", .anything, "Un número, true o false, o un texto como 20:00") {
    json, _ in
    json.string ?? json.number?.text ?? json.bool.map { $0 ? "true" : "false" }
  }
  private static let branch = Field<BranchID>.id("sucursal_id")
  private static let category = Field<CategoryID>.id("categoria_id")
  private static let product = Field<ProductID>.id("producto_id")
  static let scope = [branch.optional, category.optional, product.optional]

  /// Where a setting is to hold: the shop, where nothing narrower is said.
  static func scope(of name: SettingName, _ inputs: Inputs) throws(HTTPProblem) -> SettingScope {
    let scopes: [(field: String, scope: SettingScope)] = [
      try inputs.optional(branch).map { (branch.name, .branch($0)) },
      try inputs.optional(category).map { (category.name, .category($0)) },
      try inputs.optional(product).map { (product.name, .product($0)) },
    ].compactMap(\.self)
    guard let first = scopes.first else { return .shop }
    if scopes.count > 1 { throw HTTPProblem(invalid: scopes[1].field, "diga uno solo, o ninguno") }
    guard name.holds(in: first.scope) else {
      throw HTTPProblem(invalid: first.field, "\(name.text) no se ajusta ahí, sino para el comercio")
    }
    return first.scope
  }

  static func change(_ name: SettingName, _ text: String) throws(HTTPProblem) -> SettingChange {
    do throws(SettingChange.Flaw) { return try SettingChange(name, text) } catch {
      switch error {
      case .folios(let flaw): throw HTTPProblem(invalid: value.name, flaw.reason)
      case .wanted(let wanted):
        throw HTTPProblem(invalid: value.name, "«\(text)» no vale: se espera \(wanted)")
      case .refused(let refusal): throw HTTPProblem(invalid: value.name, refusal.reason)
      }
    }
  }
}

extension Shape<SettingEntry> {
  fileprivate static let setting = Shape(
    "Ajuste",
    [
      .text("clave") { $0.name.text },
      Member(name: "valor", schema: JSONSchema(.anything)) { $2.value($0.value.json) },
      .text("ambito") { $0.place?.kind ?? "predeterminado" },
      .id("sucursal_id") { if case .branch(let branch)? = $0.place { branch.id } else { nil } },
      .id("categoria_id") { if case .category(let category)? = $0.place { category.id } else { nil } },
      .id("producto_id") { if case .product(let product)? = $0.place { product.id } else { nil } },
    ])
}

extension SettingEntry.Value {
  /// As REST and the command write it.
  package var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .number(let text): JSON(decimal: text)
    case .flag(let flag): .bool(flag)
    case .none: .null
    }
  }
}
