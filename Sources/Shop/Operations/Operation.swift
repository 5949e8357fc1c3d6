internal import Inventory
internal import Store

/// What a repeated request is recognised by: its key, and a digest of what it asked for.
package struct IdempotencyKey: Sendable, Hashable {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The kinds of operation that leave a receipt under their key and can be looked up or reversed by it.
enum OperationKind: String, Sendable {
  case sale = "venta"
  case cancellation = "cancelacion"
  case customerReturn = "devolucion"
  case entry = "entrada"
  case adjustment = "ajuste"
  case transfer = "traspaso"
  case productCreation = "alta_producto"
  case supplierCreation = "alta_proveedor"
  case customerCreation = "alta_cliente"
  case priceChange = "cambio_precio"
}

extension Transaction {
  /// Runs `body` unless an operation of the same key has been performed, whose reference is then returned.
  ///
  /// - Throws: `ShopError.keyReused` when the key came with other content.
  func once(
    _ key: IdempotencyKey?, _ kind: OperationKind, _ content: some Hashable & Sendable, at now: Instant,
    _ body: () throws -> String
  ) throws -> String {
    guard let key else { return try body() }
    let fingerprint = "\(content)"
    if let done = try operation(key: key.text) {
      guard done.operation == kind.rawValue, done.fingerprint == fingerprint else {
        throw ShopError.keyReused(key: key.text)
      }
      return done.result
    }
    let reference = try body()
    try insertOperation(
      key: key.text, operation: kind.rawValue, fingerprint: fingerprint, result: reference, at: now)
    return reference
  }
}
