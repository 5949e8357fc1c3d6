internal import Inventory
internal import Store

/// The suppliers that the lines of a file may name, withdrawn ones too, read once for all of them.
struct SuppliersOnFile {
  /// By name in lower case.
  private var known: [String: (id: SupplierID, fields: SupplierFields)] = [:]

  init(_ books: Transaction) throws {
    for record in try books.supplierRecords(isActive: nil) {
      let name = record.fields.name.lowercased()
      if known[name] == nil { known[name] = (record.id, record.fields) }
    }
  }

  /// The supplier of the name in `fields`: a new one where there is none, and back on the list where it was withdrawn.
  mutating func file(
    _ fields: SupplierFields, _ books: Transaction
  ) throws -> (id: SupplierID, isNew: Bool) {
    let name = fields.name.lowercased()
    guard case (let id, var filed)? = known[name] else {
      let id = try books.insert(fields)
      known[name] = (id, fields)
      return (id, true)
    }
    guard !filed.isActive else { return (id, false) }
    filed.isActive = true
    try books.update(id, to: filed)
    known[name] = (id, filed)
    return (id, true)
  }
}
