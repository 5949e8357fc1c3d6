extension ShopError {
  /// The refusal as one Spanish sentence, for an import's report and the wire.
  package var reason: String {
    switch self {
    case .amountTooLarge: "El importe o la cantidad es demasiado grande"
    case .invalid(_, let detail), .conflict(let detail): detail
    case .notFound(let kind, let name): "No existe: \(kind) «\(name)»"
    case .duplicate(let field, let value): "Ya existe otro con \(field) «\(value)»"
    case .insufficientStock(let product, _, let available, let required):
      "Stock insuficiente para producto ID \(product.value): disponible \(available.decimal), "
        + "requerido \(required.decimal)"
    case .denied(let role): "El rol «\(role.rawValue)» no permite hacer eso"
    case .keyReused(let key): "La clave «\(key)» ya se usó con otro contenido"
    }
  }
}
