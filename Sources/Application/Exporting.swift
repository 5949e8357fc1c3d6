internal import Foundation
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension OpenShop {
  /// Writes a file (`-` is standard output) that `import` reads back.
  ///
  /// What stood there before stays until the new content is whole.
  ///
  /// - Throws: `Failure` with exit code 6 when the file cannot be made.
  package func exportFile(_ path: String, kind: ImportKind) async throws {
    let output = try ExportFile(path)
    do {
      switch kind {
      case .products: try await writeProducts(to: output)
      case .stock: try await writeStock(to: output)
      case .sales: try await writeSales(to: output)
      case .branches:
        let branches = try await shop.branches(session).map(\.fields)
        try output.write(kind, branches.map { [$0.name, $0.aliases.joined(separator: "|")] })
      case .suppliers:
        let suppliers = try await shop.suppliers(session).map(\.fields)
        try output.write(
          kind, suppliers.map { [$0.name, $0.phone ?? "", $0.email ?? "", String($0.leadTime)] })
      case .customers:
        try output.write(kind, try await shop.names(session).customers.map { [$0.name, $0.phone ?? ""] })
      case .users:
        let people = try await shop.people(session).map(\.fields)
        try output.write(kind, people.map { [$0.name, $0.role.rawValue] })
      }
      try output.publish()
    } catch {
      output.discard()
      throw error
    }
  }

  private func writeProducts(to output: ExportFile) async throws {
    let names = try await shop.names(session)
    let categories = Dictionary(uniqueKeysWithValues: names.categories.map { ($0.id, $0) })
    let suppliers = Dictionary(uniqueKeysWithValues: names.suppliers.map { ($0.id, $0.name) })
    let currency = session.currency
    let rows = names.products.map { product in
      [
        product.sku ?? "", product.name, product.category.map { $0.path(in: categories) } ?? "",
        product.supplier.flatMap { suppliers[$0] } ?? "", currency.decimal(product.prices.sale),
        currency.decimal(product.prices.cost), product.limits.minimum.decimal, product.limits.maximum.decimal,
        product.barcode?.text ?? "", product.unit.rawValue, product.isStrategic ? "si" : "no",
        product.aliases.joined(separator: "|"),
      ]
    }
    try output.write(.products, rows)
  }

  private func writeStock(to output: ExportFile) async throws {
    let rows = try await shop.balances(session).map { product, branch, balance in
      [product.sku ?? product.name, branch.name, balance.onHand.decimal]
    }
    try output.write(.stock, rows)
  }

  private func writeSales(to output: ExportFile) async throws {
    let branches = Dictionary(
      uniqueKeysWithValues: try await shop.branches(isActive: nil, session).map { ($0.id, $0.fields.name) })
    var writer = CSVWriter()
    writer.append(ImportKind.sales.headings)
    try await shop.eachSaleLine(session) { lines in
      for line in lines {
        writer.append([
          line.folio, line.at.text, line.sku ?? "", line.name, line.quantity.decimal,
          session.currency.decimal(line.unitPrice), line.customer ?? "", branches[line.branch] ?? "",
        ])
      }
      try output.write(writer.drain())
    }
  }
}

extension ExportFile {
  /// Writes rows under the headings by which they are read back.
  fileprivate func write(_ kind: ImportKind, _ rows: [[String]]) throws(Failure) {
    var writer = CSVWriter()
    writer.append(kind.headings)
    for row in rows { writer.append(row) }
    try write(writer.drain())
  }
}

extension CategoryID {
  /// `Rostro > Cremas`: the names from the root down, as `import` reads them.
  func path(in categories: [CategoryID: Category]) -> String {
    var names: [String] = []
    var next: CategoryID? = self
    while let id = next, let category = categories[id], names.count < 16 {
      names.insert(category.name, at: 0)
      next = category.parent
    }
    return names.joined(separator: " > ")
  }
}
