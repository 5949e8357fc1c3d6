extension Catalogue {
  /// Reads lines `kind | name | code | alias, alias`, of kinds product, branch, supplier, category, employee and
  /// customer; lines that begin with `#` are comments.
  package init(lines text: String) throws(SentenceLine.Flaw) {
    var named: [String: [Named]] = [:]
    var products: [Product] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
      guard fields.count == 4 else {
        throw SentenceLine.Flaw(description: "«\(line)»: a line is kind | name | code | aliases")
      }
      let aliases = fields[3].split(separator: ",").map(\.trimmed)
      if fields[0] == "product" {
        products.append(.init(name: fields[1], sku: fields[2], aliases: aliases))
      } else {
        named[fields[0], default: []].append(.init(name: fields[1], aliases: aliases))
      }
    }
    self.init(
      version: 1, products: products, branches: named["branch"] ?? [], suppliers: named["supplier"] ?? [],
      categories: named["category"] ?? [], employees: named["employee"] ?? [],
      customers: named["customer"] ?? [])
  }
}
