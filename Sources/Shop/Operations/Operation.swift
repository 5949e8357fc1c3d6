internal import Crypto
internal import Inventory
internal import Store

/// What a repeated request is recognised by: its key, and the content that came with it.
package struct IdempotencyKey: Sendable, Hashable {
  package let text: String
  /// The request as it came; the same key with other content is refused.
  private let content: String

  package init(_ text: String, content: String) { (self.text, self.content) = (text, content) }

  /// The SHA-256 of the content: what is kept of it.
  fileprivate var fingerprint: String { sha256(Array(content.utf8)).hex }

  /// Whether that is what an earlier request of the same content left; before migration 012 it was the content.
  fileprivate func left(_ kept: String) -> Bool { kept == fingerprint || kept == content }
}

/// The kinds of operation that leave a receipt under their key and can be looked up or reversed by it.
package enum OperationKind: String, Sendable {
  case sale = "venta"
  case layaway = "apartado"
  case completion = "entrega"
  case settingAside = "apartado_de_cotizacion"
  case addition = "agregado"
  case cancellation = "cancelacion"
  case customerReturn = "devolucion"
  case payment = "pago"
  case entry = "entrada"
  case adjustment = "ajuste"
  case movement = "movimiento"
  case transfer = "traspaso"
  case transferReceipt = "recepcion_traspaso"
  case transferCancellation = "cancelacion_traspaso"
  case productCreation = "alta_producto"
  case batchCreation = "alta_productos"
  case categoryCreation = "alta_categoria"
  case supplierCreation = "alta_proveedor"
  case customerCreation = "alta_cliente"
  case branchCreation = "alta_sucursal"
  case personCreation = "alta_usuario"
  case productChange = "cambio_producto"
  case priceChange = "cambio_precio"
  case aliasTaught = "alias"
}

/// - Throws: `ShopError.outdated` where a version is expected that is not the current one.
func checkVersion(_ current: Int64, is expected: Int64?) throws(ShopError) {
  guard expected == nil || expected == current else { throw .outdated(version: current) }
}

/// The fields as `edit` leaves them; nil where it changes none.
///
/// - Throws: `ShopError.outdated` where a version is expected that is not the current one, or what `edit` throws.
func edited<Fields: Equatable>(
  _ fields: Fields, version: Int64, expected: Int64?, _ edit: (inout Fields) throws -> Void
) throws -> Fields? {
  try checkVersion(version, is: expected)
  var changed = fields
  try edit(&changed)
  return changed == fields ? nil : changed
}

extension Shop {
  /// Does what `act` does, once for a key, and reads what came of it by the reference that it left.
  ///
  /// - Throws: as `write`; `ShopError.keyReused` when the key came with other content.
  func perform<Outcome: Sendable>(
    _ kind: OperationKind, _ permission: Permission, _ session: Session, key: IdempotencyKey?,
    _ act: @escaping @Sendable (Transaction, Instant) throws -> String,
    reading outcome: @escaping @Sendable (Transaction, String) throws -> Outcome
  ) async throws -> Outcome {
    let now = now()
    return try await write(permission, session) { books in
      try outcome(books, try books.once(key, kind, at: now) { try act(books, now) })
    }
  }
}

extension Transaction {
  /// Runs `body` unless an operation of the same key has been performed, whose reference is then returned.
  ///
  /// - Throws: `ShopError.keyReused` when the key came with other content.
  fileprivate func once(
    _ key: IdempotencyKey?, _ kind: OperationKind, at now: Instant, _ body: () throws -> String
  ) throws -> String {
    guard let key else { return try body() }
    if let done = try operation(key: key.text) {
      guard done.operation == kind.rawValue, key.left(done.fingerprint) else {
        throw ShopError.keyReused(key: key.text)
      }
      return done.result
    }
    let reference = try body()
    try insertOperation(
      key: key.text, operation: kind.rawValue, fingerprint: key.fingerprint, result: reference, at: now)
    try deleteOperations(
      before: now.adding(seconds: -Retention.operationSeconds), count: Retention.forgottenAtOnce)
    return reference
  }
}
