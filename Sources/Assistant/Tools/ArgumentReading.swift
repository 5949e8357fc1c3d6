internal import Inventory
internal import Shop
package import Understanding
package import Wire

/// Why a tool cannot be called with the arguments given.
package enum ArgumentFault: Error, Hashable, Sendable {
  /// Something is missing, surplus or of another kind.
  case mismatch(JSONSchema.Mismatch)
  /// Nothing of the shop bears that name; `nearest` are names that come close.
  case unknown(kind: Parameter.Kind, name: String, nearest: [String])
  /// No stretch of time is written like that.
  case period(argument: String, text: String)
}

extension Desk {
  /// Checks `json` against what `tool` takes, and puts the catalogue's own names in place of SKUs, barcodes and
  /// aliases.
  ///
  /// - Throws: `ArgumentFault`.
  package func arguments(_ json: JSON, of tool: Tool, _ schema: JSONSchema) async throws -> Slots {
    if let mismatch = schema.mismatches(in: json).first ?? json.unreadableNumber(at: "") {
      throw ArgumentFault.mismatch(mismatch)
    }
    var given = json.object ?? JSON.Object()
    for parameter in tool.parameters {
      guard let value = given[parameter.name], !value.isNull else {
        given[parameter.name] = nil
        continue
      }
      if let named = try await canonical(value, parameter) { given[parameter.name] = named }
    }
    return Slots(json: given)
  }

  /// The value with catalogue names in it; nil where it may stay as it is.
  private func canonical(_ value: JSON, _ parameter: Parameter) async throws -> JSON? {
    switch (parameter.kind, value) {
    case (.product, .string(let text)): return .string(try await productName(text))
    case (.branch, .string(let text)), (.supplier, .string(let text)), (.category, .string(let text)):
      return .string(try name(text, parameter.kind))
    case (.period, .string(let text)):
      guard Period(text) != nil else { throw ArgumentFault.period(argument: parameter.name, text: text) }
      return nil
    case (let kind, .array(let items)) where kind.holdsLines:
      var named: [JSON] = []
      for item in items {
        guard var object = item.object, let text = object["product"]?.string else { continue }
        object["product"] = .string(try await productName(text))
        named.append(.object(object))
      }
      return .array(named)
    default: return nil
    }
  }

  private func productName(_ text: String) async throws -> String {
    if let product = try await shop.product(called: text, session), product.isActive { return product.name }
    if let aliased = names.products.first(where: { $0.aliases.contains { isSame($0, text) } }) {
      return aliased.name
    }
    let nearest = try await shop.search(text, limit: 3, session).products.map(\.name)
    throw ArgumentFault.unknown(kind: .product, name: text, nearest: nearest)
  }

  /// The shop's own name for what `text` names.
  private func name(_ text: String, _ kind: Parameter.Kind) throws(ArgumentFault) -> String {
    let known = namesOnFile(of: kind).first { $0.contains { isSame($0, text) } }
    guard let name = known?.first else {
      throw .unknown(kind: kind, name: text, nearest: nearest(to: text, kind))
    }
    return name
  }

  /// Up to eight names of the shop's branches, suppliers or categories: those that come close to `text`, or where none
  /// does, those there are.
  func nearest(to text: String, _ kind: Parameter.Kind) -> [String] {
    let onFile = namesOnFile(of: kind)
    let matcher = ProductMatcher(
      onFile.enumerated().map { (key: $0.offset, names: $0.element, sku: nil, barcode: nil) })
    let near = matcher.best(for: text, limit: 3).map { onFile[$0.key] }
    var names: [String] = []
    for name in (near.isEmpty ? onFile : near).compactMap(\.first) where !names.contains(name) {
      names.append(name)
    }
    return Array(names.prefix(8))
  }

  /// What each branch, supplier or category is called, its own name first.
  private func namesOnFile(of kind: Parameter.Kind) -> [[String]] {
    switch kind {
    case .branch: names.branches.map { [$0.name] + $0.aliases }
    case .supplier: names.suppliers.map { [$0.name] }
    case .category: names.categories.map { [$0.name] }
    default: []
    }
  }
}

private func isSame(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }

extension JSON {
  /// The first number in it that no slot can hold, which would else count as not said.
  fileprivate func unreadableNumber(at path: String) -> JSONSchema.Mismatch? {
    switch self {
    case .number(let number) where SlotValue.Number(json: number) == nil:
      return JSONSchema.Mismatch(
        path: path, found: String(number.text.prefix(40)), wanted: .value(.number(decimals: 3)))
    case .array(let elements):
      let faults = elements.enumerated().lazy.compactMap { $1.unreadableNumber(at: "\(path)[\($0)]") }
      return faults.first
    case .object(let object):
      let faults = object.members.lazy.compactMap { member in
        member.value.unreadableNumber(at: path.isEmpty ? member.key : "\(path).\(member.key)")
      }
      return faults.first
    default: return nil
    }
  }
}
