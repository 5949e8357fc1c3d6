extension ShopError {
  /// The refusal as one Spanish sentence, for an import's report and the wire; the source documents fix some.
  package var reason: String {
    switch self {
    case .amountTooLarge: "El importe o la cantidad es demasiado grande"
    case .invalid(let field, let fault): fault.sentence(field)
    case .conflict(let obstacle): obstacle.sentence
    case .notFound(let kind, let name): "No existe: \(kind.rawValue) «\(name)»"
    case .duplicate(let field, let value): "Ya existe otro con \(field) «\(value)»"
    case .insufficientStock(let product, _, let available, let required):
      "Stock insuficiente para producto ID \(product.value): disponible \(available.decimal), "
        + "requerido \(required.decimal)"
    case .outdated(let version): "Cambió desde que se leyó: ahora va por la versión \(version)"
    case .denied(let role): "El rol «\(role.rawValue)» no permite hacer eso"
    case .beyondToken(nil): "El token con que se entró no permite hacer eso"
    case .beyondToken(.scope(let scope)):
      "El token con que se entró no permite hacer eso: le falta el alcance «\(scope)»"
    case .beyondToken(.role(let role)):
      "El token con que se entró no permite hacer eso: haría falta uno de rol «\(role.rawValue)»"
    case .keyReused: "La clave de idempotencia ya se usó con otro contenido; mande otra clave"
    }
  }
}

extension ShopError.Fault {
  fileprivate func sentence(_ field: String) -> String {
    switch self {
    case .missing: "falta \(field)"
    case .unreadable(let text): "No se entiende «\(text)»"
    case .notALine(let length) where length.lowerBound == 0:
      "«\(field)» debe tener como máximo \(length.upperBound) caracteres, en una sola línea"
    case .notALine(let length):
      "«\(field)» debe tener entre \(length.lowerBound) y \(length.upperBound) caracteres, en una sola línea"
    case .tooLong(let limit): "«\(field)» debe tener como máximo \(limit) caracteres"
    case .outside(let range): "«\(field)» debe estar entre \(range.lowerBound) y \(range.upperBound)"
    case .noItems: "Debe haber al menos un producto"
    case .sameBranch: "El origen y el destino son la misma sucursal"
    case .badBarcode: "Código de barras inválido (se espera EAN13 o Code128)"
    case .badBarcodeText(let text):
      "codigo_barras «\(text)»: Código de barras inválido (se espera EAN13 o Code128)"
    case .notAProduct(let code):
      "«\(code)» no parece un producto; si lo es, impórtelo antes con «import products»"
    case .zeroQuantity: "la cantidad es cero"
    case .quantityNotPositive(let product): "La cantidad de «\(product)» debe ser mayor que cero"
    case .fractionOfCounted(let product): "«\(product)» se cuenta por unidades enteras"
    case .negativeStock: "la existencia no puede ser negativa"
    case .negativeMinimum: "stock_minimo no puede ser negativo"
    case .maximumBelowOne: "stock_maximo debe ser al menos 1"
    case .minimumAboveMaximum: "stock_minimo no puede ser mayor que stock_maximo"
    case .tooManyDecimals: "El monto tiene más decimales que la moneda"
    case .salePriceNotPositive: "El precio de venta debe ser mayor que cero"
    case .negativeCost: "El precio de compra no puede ser negativo"
    case .negativePrice(let product): "El precio de «\(product)» no puede ser negativo"
    case .wholesaleAboveSale: "El precio_mayoreo debe ser menor que precio_venta"
    case .wholesaleWithoutQuantity: "Si especificas precio_mayoreo, debes especificar cantidad_mayoreo"
    case .withoutPrice: "sin precio: el precio unitario debe ser mayor que cero"
    case .discountOutOfRange: "El descuento debe estar entre 0 y 100"
    case .discountAbovePrice(let product): "El descuento de «\(product)» no puede superar su precio"
    case .discountAboveSubtotal: "El descuento debe estar entre 0 y el subtotal de la venta"
    case .totalAbovePrices: "El total debe estar entre 0 y la suma de los precios"
    case .paidAboveTotal: "El monto pagado debe estar entre 0 y el total de la venta"
    case .nobodyOwes: "Lo que queda por pagar necesita un cliente: diga quién lo debe o cobre el total"
    case .paidAboveOwed: "El pago no puede superar lo que se debe"
    case .paymentNotPositive: "El monto del pago debe ser mayor que cero"
    case .receivedTooLittle: "Lo recibido no puede ser menos que el monto"
    case .changeOnlyFromCash: "Solo se da cambio de un pago en efectivo"
    case .notInSale(let folio): "Ese producto no está en la venta \(folio)"
    case .moreThanSold(let product, let left, let folio):
      "De «\(product)» quedan \(left.decimal) por devolver en \(folio)"
    case .insideItself: "Una categoría no puede estar dentro de sí misma"
    case .entryNotPositive: "Las entradas deben tener cantidad positiva"
    case .exitNotNegative: "Las salidas deben tener cantidad negativa"
    case .endBeforeStart: "fecha_hasta no puede ser anterior a fecha_desde"
    case .inThePast: "«\(field)» debe estar en el futuro"
    case .sameAsName: "La contraseña no puede ser el nombre del usuario"
    }
  }
}

extension ShopError.Obstacle {
  fileprivate var sentence: String {
    switch self {
    case .severalShops(let names):
      "Hay \(names.count) comercios (\(names.joined(separator: ", "))): indique uno"
    case .saleState(let folio, let state):
      "La venta \(folio) está en estado «\(state.rawValue)» y no admite eso"
    case .nothingToReturn(let folio): "No queda nada por devolver de la venta \(folio)"
    case .nothingOwed(let name): "No se debe nada de «\(name)»"
    case .severalDebtors(let name): "Hay varios clientes «\(name)» que deben: diga el folio de la venta"
    case .goodsTaken(let folio): "La venta \(folio) ya se entregó: se puede devolver o cancelar"
    case .transferState(let folio, let state): "El traspaso \(folio) ya está «\(state.rawValue)»"
    case .alreadyUndone: "Eso ya se deshizo"
    case .notUndoable: "Una operación de este tipo no se puede deshacer"
    case .productHasMoved(let product): "«\(product)» ya tiene movimientos"
    case .priceChangedSince(let product): "El precio de «\(product)» volvió a cambiar desde entonces"
    case .productChangedSince(let product): "«\(product)» volvió a cambiar desde entonces"
    case .nothingToChange(let product): "«\(product)» ya está así"
    case .inUse(let name): "«\(name)» ya figura en otros registros"
    case .samePrice(let product): "«\(product)» ya tiene ese precio"
    case .sameStock(let product, let quantity): "«\(product)» ya tiene \(quantity.decimal) en existencia"
    case .lotExpiry(let lot, let product, let filed):
      "El lote «\(lot)» de «\(product)» ya figura con vencimiento \(filed)"
    case .importInterrupted: "La importación se interrumpió: empiece otra con el mismo archivo"
    case .skuRefused(let sku, let line):
      "el sku «\(sku)» se repite con otro nombre, y la línea \(line), que lo llevaba, no sirvió: corrija aquella"
    case .skuRepeated(let sku): "el sku «\(sku)» se repite: vale la primera línea que lo lleva"
    case .saleMadeHere(let folio): "el folio \(folio) ya es de una venta hecha en este sistema"
    case .stockIsNot(let product, let expected, let found):
      "Se esperaban \(expected.decimal) de «\(product)» y hay \(found.decimal)"
    case .notForSale(let product): "«\(product)» no está a la venta"
    case .notForService(let product): "«\(product)» no es para uso en servicios"
    case .fractionOnHand(let product, let quantity):
      "Hay \(quantity.decimal) de «\(product)»: no se puede contar por unidades enteras"
    case .namesakeAtRoot(let category): "«\(category)» pasaría a la raíz, donde ya hay otra con ese nombre"
    case .mainBranch: "La sucursal principal no se puede dar de baja"
    case .branchInUse(let branch): "La sucursal «\(branch)» tiene existencias o traspasos en camino"
    case .lastOwner: "El comercio debe conservar un propietario"
    }
  }
}
