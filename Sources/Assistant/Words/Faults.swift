internal import Inventory

/// What a field must be.
enum FaultPhrase: String, Phrase {
  case missing = "fault.missing(field)"
  case unreadable = "fault.unreadable(text)"
  case line = "fault.line(field,least,most)"
  case shortLine = "fault.short_line(field,most)"
  case text = "fault.text(field,most)"
  case range = "fault.range(field,least,most)"
  case noItems = "fault.no_items"
  case sameBranch = "fault.same_branch"
  case badBarcode = "fault.bad_barcode"
  case notAProduct = "fault.not_a_product(code)"
  case zeroQuantity = "fault.zero_quantity"
  case quantityNotPositive = "fault.quantity_not_positive(product)"
  case fractionOfCounted = "fault.fraction_of_counted(product)"
  case negativeStock = "fault.negative_stock"
  case negativeMinimum = "fault.negative_minimum"
  case maximumBelowOne = "fault.maximum_below_one"
  case minimumAboveMaximum = "fault.minimum_above_maximum"
  case tooManyDecimals = "fault.too_many_decimals"
  case salePriceNotPositive = "fault.sale_price_not_positive"
  case negativeCost = "fault.negative_cost"
  case negativePrice = "fault.negative_price(product)"
  case wholesaleAboveSale = "fault.wholesale_above_sale"
  case wholesaleWithoutQuantity = "fault.wholesale_without_quantity"
  case withoutPrice = "fault.without_price"
  case discountOutOfRange = "fault.discount_out_of_range"
  case discountAbovePrice = "fault.discount_above_price(product)"
  case discountAboveSubtotal = "fault.discount_above_subtotal"
  case totalAbovePrices = "fault.total_above_prices(sum)"
  case paidAboveTotal = "fault.paid_above_total"
  case nobodyOwes = "fault.nobody_owes"
  case paidAboveOwed = "fault.paid_above_owed(owed)"
  case paymentNotPositive = "fault.payment_not_positive"
  case receivedTooLittle = "fault.received_too_little"
  case changeOnlyFromCash = "fault.change_only_from_cash"
  case notInSale = "fault.not_in_sale(folio)"
  case moreThanSold = "fault.more_than_sold(product,left,folio)"
  case insideItself = "fault.inside_itself"
  case entryNotPositive = "fault.entry_not_positive"
  case exitNotNegative = "fault.exit_not_negative"
  case endBeforeStart = "fault.end_before_start"
  case inThePast = "fault.in_the_past(field)"
  case sameAsName = "fault.same_as_name"
}

/// What stands in the way.
enum ObstaclePhrase: String, Phrase {
  case severalShops = "obstacle.several_shops(names)"
  case saleState = "obstacle.sale_state(folio,state)"
  case nothingToReturn = "obstacle.nothing_to_return(folio)"
  case nothingOwed = "obstacle.nothing_owed(name)"
  case severalDebtors = "obstacle.several_debtors(name)"
  case goodsTaken = "obstacle.goods_taken(folio)"
  case transferState = "obstacle.transfer_state(folio,state)"
  case alreadyUndone = "obstacle.already_undone"
  case notUndoable = "obstacle.not_undoable"
  case productHasMoved = "obstacle.product_has_moved(product)"
  case priceChangedSince = "obstacle.price_changed_since(product)"
  case productChangedSince = "obstacle.product_changed_since(product)"
  case nothingToChange = "obstacle.nothing_to_change(product)"
  case inUse = "obstacle.in_use(name)"
  case samePrice = "obstacle.same_price(product)"
  case sameStock = "obstacle.same_stock(product,quantity)"
  case lotExpiry = "obstacle.lot_expiry(lot,product,day)"
  case importInterrupted = "obstacle.import_interrupted"
  case skuRepeated = "obstacle.sku_repeated(sku)"
  case saleMadeHere = "obstacle.sale_made_here(folio)"
  case stockIsNot = "obstacle.stock_is_not(product,expected,found)"
  case notForSale = "obstacle.not_for_sale(product)"
  case notForService = "obstacle.not_for_service(product)"
  case fractionOnHand = "obstacle.fraction_on_hand(product,quantity)"
  case namesakeAtRoot = "obstacle.namesake_at_root(category)"
  case mainBranch = "obstacle.main_branch"
  case branchInUse = "obstacle.branch_in_use(branch)"
  case lastOwner = "obstacle.last_owner"
}

/// What a field of the wire is called.
enum FieldPhrase: String, Phrase {
  case name = "field.nombre"
  case owner = "field.propietario"
  case customer = "field.cliente"
  case supplier = "field.proveedor"
  case category = "field.categoria"
  case alias = "field.alias"
  case phone = "field.telefono"
  case email = "field.email"
  case sku = "field.sku"
  case folio = "field.folio"
  case product = "field.product"
  case lot = "field.lote"
  case reference = "field.referencia"
  case reason = "field.motivo"
  case note = "field.notas"
  case leadTime = "field.dias_entrega_estimado"
}

/// How a transfer stands.
enum TransferStatePhrase: String, Phrase {
  case sent = "transfer_state.enviado"
  case received = "transfer_state.recibido"
  case cancelled = "transfer_state.cancelado"
}

extension Voice {
  /// What is wrong with `field`.
  func words(_ fault: ShopError.Fault, _ field: String) -> String {
    let field = FieldPhrase(rawValue: "field." + field).map { say($0) } ?? field
    return switch fault {
    case .missing: say(FaultPhrase.missing, ["field": field])
    case .unreadable(let text): say(FaultPhrase.unreadable, ["text": text])
    case .notALine(let length) where length.lowerBound == 0:
      say(FaultPhrase.shortLine, ["field": field, "most": number(length.upperBound)])
    case .notALine(let length): say(FaultPhrase.line, ["field": field].merging(bounds(length)) { $1 })
    case .tooLong(let limit): say(FaultPhrase.text, ["field": field, "most": number(limit)])
    case .outside(let range): say(FaultPhrase.range, ["field": field].merging(bounds(range)) { $1 })
    case .noItems: say(FaultPhrase.noItems)
    case .sameBranch: say(FaultPhrase.sameBranch)
    case .badBarcode, .badBarcodeText: say(FaultPhrase.badBarcode)
    case .notAProduct(let code): say(FaultPhrase.notAProduct, ["code": code])
    case .zeroQuantity: say(FaultPhrase.zeroQuantity)
    case .quantityNotPositive(let product): say(FaultPhrase.quantityNotPositive, ["product": product])
    case .fractionOfCounted(let product): say(FaultPhrase.fractionOfCounted, ["product": product])
    case .negativeStock: say(FaultPhrase.negativeStock)
    case .negativeMinimum: say(FaultPhrase.negativeMinimum)
    case .maximumBelowOne: say(FaultPhrase.maximumBelowOne)
    case .minimumAboveMaximum: say(FaultPhrase.minimumAboveMaximum)
    case .tooManyDecimals: say(FaultPhrase.tooManyDecimals)
    case .salePriceNotPositive: say(FaultPhrase.salePriceNotPositive)
    case .negativeCost: say(FaultPhrase.negativeCost)
    case .negativePrice(let product): say(FaultPhrase.negativePrice, ["product": product])
    case .wholesaleAboveSale: say(FaultPhrase.wholesaleAboveSale)
    case .wholesaleWithoutQuantity: say(FaultPhrase.wholesaleWithoutQuantity)
    case .withoutPrice: say(FaultPhrase.withoutPrice)
    case .discountOutOfRange: say(FaultPhrase.discountOutOfRange)
    case .discountAbovePrice(let product): say(FaultPhrase.discountAbovePrice, ["product": product])
    case .discountAboveSubtotal: say(FaultPhrase.discountAboveSubtotal)
    case .totalAbovePrices(let sum): say(FaultPhrase.totalAbovePrices, ["sum": money(sum)])
    case .paidAboveTotal: say(FaultPhrase.paidAboveTotal)
    case .nobodyOwes: say(FaultPhrase.nobodyOwes)
    case .paidAboveOwed(let owed): say(FaultPhrase.paidAboveOwed, ["owed": money(owed)])
    case .paymentNotPositive: say(FaultPhrase.paymentNotPositive)
    case .receivedTooLittle: say(FaultPhrase.receivedTooLittle)
    case .changeOnlyFromCash: say(FaultPhrase.changeOnlyFromCash)
    case .notInSale(let folio): say(FaultPhrase.notInSale, ["folio": folio])
    case .moreThanSold(let product, let left, let folio):
      say(FaultPhrase.moreThanSold, ["product": product, "left": number(left), "folio": folio])
    case .insideItself: say(FaultPhrase.insideItself)
    case .entryNotPositive: say(FaultPhrase.entryNotPositive)
    case .exitNotNegative: say(FaultPhrase.exitNotNegative)
    case .endBeforeStart: say(FaultPhrase.endBeforeStart)
    case .inThePast: say(FaultPhrase.inThePast, ["field": field])
    case .sameAsName: say(FaultPhrase.sameAsName)
    }
  }

  func words(_ obstacle: ShopError.Obstacle) -> String {
    switch obstacle {
    case .severalShops(let names): say(ObstaclePhrase.severalShops, ["names": list(names)])
    case .saleState(let folio, let state):
      say(ObstaclePhrase.saleState, ["folio": folio, "state": say(SaleStatePhrase(state))])
    case .nothingToReturn(let folio): say(ObstaclePhrase.nothingToReturn, ["folio": folio])
    case .nothingOwed(let name): say(ObstaclePhrase.nothingOwed, ["name": name])
    case .severalDebtors(let name): say(ObstaclePhrase.severalDebtors, ["name": name])
    case .goodsTaken(let folio): say(ObstaclePhrase.goodsTaken, ["folio": folio])
    case .transferState(let folio, let state):
      say(ObstaclePhrase.transferState, ["folio": folio, "state": say(TransferStatePhrase(state))])
    case .alreadyUndone: say(ObstaclePhrase.alreadyUndone)
    case .notUndoable: say(ObstaclePhrase.notUndoable)
    case .productHasMoved(let product): say(ObstaclePhrase.productHasMoved, ["product": product])
    case .priceChangedSince(let product): say(ObstaclePhrase.priceChangedSince, ["product": product])
    case .productChangedSince(let product):
      say(ObstaclePhrase.productChangedSince, ["product": product])
    case .nothingToChange(let product): say(ObstaclePhrase.nothingToChange, ["product": product])
    case .inUse(let name): say(ObstaclePhrase.inUse, ["name": name])
    case .samePrice(let product): say(ObstaclePhrase.samePrice, ["product": product])
    case .sameStock(let product, let quantity):
      say(ObstaclePhrase.sameStock, ["product": product, "quantity": number(quantity)])
    case .lotExpiry(let lot, let product, let filed):
      say(ObstaclePhrase.lotExpiry, ["lot": lot, "product": product, "day": day(filed)])
    case .importInterrupted: say(ObstaclePhrase.importInterrupted)
    case .skuRepeated(let sku), .skuRefused(let sku, _): say(ObstaclePhrase.skuRepeated, ["sku": sku])
    case .saleMadeHere(let folio): say(ObstaclePhrase.saleMadeHere, ["folio": folio])
    case .stockIsNot(let product, let expected, let found):
      say(
        ObstaclePhrase.stockIsNot, ["product": product, "expected": number(expected), "found": number(found)])
    case .notForSale(let product): say(ObstaclePhrase.notForSale, ["product": product])
    case .notForService(let product): say(ObstaclePhrase.notForService, ["product": product])
    case .fractionOnHand(let product, let quantity):
      say(ObstaclePhrase.fractionOnHand, ["product": product, "quantity": number(quantity)])
    case .namesakeAtRoot(let category): say(ObstaclePhrase.namesakeAtRoot, ["category": category])
    case .mainBranch: say(ObstaclePhrase.mainBranch)
    case .branchInUse(let branch): say(ObstaclePhrase.branchInUse, ["branch": branch])
    case .lastOwner: say(ObstaclePhrase.lastOwner)
    }
  }

  private func bounds(_ range: ClosedRange<Int>) -> [String: String] {
    ["least": number(range.lowerBound), "most": number(range.upperBound)]
  }
}

extension TransferStatePhrase {
  fileprivate init(_ state: Transfer.State) {
    self =
      switch state {
      case .sent: .sent
      case .received: .received
      case .cancelled: .cancelled
      }
  }
}
