/// What the shop keeps of one of its things, with the version that rises with every change of it.
package struct Record<Subject, Fields: Hashable & Sendable>: Hashable, Sendable {
  package let id: Identifier<Subject>
  package let fields: Fields
  package let version: Int64

  package init(id: Identifier<Subject>, fields: Fields, version: Int64) {
    (self.id, self.fields, self.version) = (id, fields, version)
  }
}
