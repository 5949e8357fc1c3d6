internal import Inventory
internal import Wire

/// What a request carried, its shape already checked, to be read field by field.
struct Inputs: Sendable {
  let object: JSON.Object
  /// Nil where it is not known yet whose shop is meant: no amount can be read then.
  private let currency: Currency?
  /// The paths at which something is known to be wrong: what stands there is not read.
  private let wrong: Set<String>

  init(_ object: JSON.Object, _ currency: Currency?, wrong: Set<String> = []) {
    (self.object, self.currency, self.wrong) = (object, currency, wrong)
  }

  /// Whether the field was sent, be it as null.
  func has<Value>(_ field: Field<Value>) -> Bool { object[field.name] != nil }

  /// The value of a field that may be left out; null counts as left out.
  ///
  /// - Throws: `HTTPProblem` 422 where the text means nothing.
  func optional<Value>(_ field: Field<Value>) throws(HTTPProblem) -> Value? {
    guard !wrong.contains(field.name) else { throw HTTPProblem(invalid: field.name, "está mal") }
    guard let json = object[field.name], !json.isNull else { return nil }
    guard let value = field.read(json, currency) else {
      throw HTTPProblem(invalid: field.name, "«\(json.string ?? json.text)» no vale: \(field.schema.wanted)")
    }
    return value
  }

  /// The value of a field that must be there.
  func callAsFunction<Value>(_ field: Field<Value>) throws(HTTPProblem) -> Value {
    guard let value = try optional(field) else { throw HTTPProblem(invalid: field.name, "falta") }
    return value
  }

  /// Puts the field into `value` where it was sent; null, which only a new thing admits, leaves it as it is.
  func put<Value>(_ field: Field<Value>, into value: inout Value) throws(HTTPProblem) {
    if let sent = try optional(field) { value = sent }
  }

  /// Puts the field into `value` where it was sent; null empties it.
  func put<Value>(_ field: Field<Value>, into value: inout Value?) throws(HTTPProblem) {
    if has(field) { value = try optional(field) }
  }

  /// The days from `fecha_desde` to `fecha_hasta`, both included; nil where neither was sent.
  func days() throws -> DayRange? {
    try DayRange.between(try optional(DayField.from), and: try optional(DayField.until))
  }
}

extension Inputs {
  /// The path of the field that names the thing of that kind by that id; nil where none does.
  func reference(to kind: ShopError.Kind, _ id: String) -> String? {
    Self.reference(to: kind, id, in: .object(object), "")
  }

  private static func reference(to kind: ShopError.Kind, _ id: String, in json: JSON, _ path: String)
    -> String?
  {
    switch json {
    case .object(let object):
      object.members.lazy.compactMap { member in
        let path = path.isEmpty ? member.key : "\(path).\(member.key)"
        if kinds[member.key] == kind, member.value.text == id { return path }
        return reference(to: kind, id, in: member.value, path)
      }.first
    case .array(let elements):
      elements.enumerated().lazy.compactMap { reference(to: kind, id, in: $1, "\(path)[\($0)]") }.first
    default: nil
    }
  }

  /// What the fields of a body refer to, as the shop calls it.
  private static let kinds: [String: ShopError.Kind] = [
    "producto_id": .product, "categoria_id": .category, "categoria_padre_id": .category,
    "proveedor_id": .supplier, "cliente_id": .customer, "profesional_id": .professional,
    "sucursal_id": .branch, "origen_id": .branch, "destino_id": .branch, "usuario_id": .person,
  ]
}

/// Something that several fields must be to each other; it throws `ShopError.invalid` or `HTTPProblem`.
typealias FieldRule = (Inputs) throws -> Void

extension Inputs {
  /// Every one of `rules` that is broken; a rule about a field that is wrong by itself says nothing.
  func faults(_ rules: [FieldRule]) -> [HTTPProblem.Fault] {
    rules.flatMap { rule -> [HTTPProblem.Fault] in
      do {
        try rule(self)
        return []
      } catch {
        return HTTPProblem(error).faults.filter { !wrong.contains($0.field) }
      }
    }
  }

  /// The same of each object in a list.
  func faults(inEachOf field: Field<[Inputs]>, _ rules: [FieldRule]) -> [HTTPProblem.Fault] {
    (object[field.name]?.array ?? []).enumerated().flatMap { index, element in
      let path = "\(field.name)[\(index)]."
      let wrong = wrong.filter { $0.hasPrefix(path) }.map { String($0.dropFirst(path.count)) }
      return Inputs(element.object ?? JSON.Object(), currency, wrong: Set(wrong)).faults(rules)
        .map { HTTPProblem.Fault(field: path + $0.field, detail: $0.detail) }
    }
  }
}
