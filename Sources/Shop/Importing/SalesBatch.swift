internal import Inventory
internal import Store

/// One batch of past sales within its transaction.
struct SalesBatch {
  let books: Transaction
  let session: Session
  let now: Instant
  let makeID: @Sendable () -> String
  let movesStock: Bool
  var products: [String: ProductKey]
  var documents: [String: SalesImport.Document]
  /// The series whose own folios may stand in a file.
  private let ownSeries: [(FolioSeries, FolioFormat)]
  var outcome = ImportOutcome()

  /// The document of the last line, which most often is that of the next one too; not in `documents` meanwhile.
  private var open: (folio: String, document: SalesImport.Document)?
  private var saleItems: [PastSaleItem] = []
  private var returnItems: [PastReturnItem] = []
  private var saleTotals: [SaleID: Money] = [:]
  private var returnTotals: [ReturnID: Money] = [:]
  private var rollUp: [RollUpKey: SalesSum] = [:]
  private var moved: [StockPlace: Quantity] = [:]
  /// The products that lines without a SKU name; nil for a name that none bears.
  private var named: [String: ProductKey?] = [:]

  private struct RollUpKey: Hashable {
    let place: StockPlace
    let day: BusinessDay
  }

  init(
    books: Transaction, session: Session, now: Instant, makeID: @escaping @Sendable () -> String,
    movesStock: Bool, products: [String: ProductKey], documents: [String: SalesImport.Document]
  ) throws {
    (self.books, self.session, self.now, self.makeID) = (books, session, now, makeID)
    (self.movesStock, self.products, self.documents) = (movesStock, products, documents)
    ownSeries = try [.sale, .customerReturn].map { ($0, try books.folioFormat(of: $0)) }
  }

  mutating func add(_ line: PastSaleLine) throws {
    var document = takeDocument(of: line)
    document.lines += 1
    defer { open = (line.folio, document) }
    let key = skuKey(line.sku)
    let known = line.sku.isEmpty ? try product(named: line.name) : products[key]
    if let error = reasonToRefuse(line, isKnown: known != nil) { return refuse(line, error) }
    if document.known == nil, try !lookUp(line.folio, &document) {
      return refuse(line, .conflict(.saleMadeHere(folio: line.folio)))
    }
    if document.known?.contains(Int64(document.lines)) ?? false {
      outcome.unchanged += 1
      return
    }
    do {
      let product = try product(of: line, known, key: key)
      let amounts = try Amounts(line, cost: product.cost)
      if line.quantity > .zero {
        try sell(line, product, amounts, &document)
      } else {
        try takeBack(line, product, amounts, &document)
      }
      outcome.imported += 1
    } catch let error as ShopError {
      refuse(line, error)
    }
  }

  private func keepClear(of folio: Folio) throws {
    for (series, format) in ownSeries { try books.keep(series, format, clearOf: folio) }
  }

  private mutating func refuse(_ line: PastSaleLine, _ error: ShopError) {
    outcome.refused.append(ImportOutcome.Refusal(line: line.line, reason: error.reason))
  }

  /// What a line comes to, whichever way it goes.
  private struct Amounts {
    let income: Money
    let cost: Money

    init(_ line: PastSaleLine, cost: Money) throws {
      let quantity = max(line.quantity, -line.quantity)
      guard quantity <= .limit, line.unitPrice <= .limit else { throw ShopError.amountTooLarge }
      income = try line.unitPrice.times(quantity)
      self.cost = try cost.times(quantity)
    }
  }

  private mutating func takeDocument(of line: PastSaleLine) -> SalesImport.Document {
    if let open, open.folio == line.folio { return open.document }
    close()
    return documents[line.folio] ?? SalesImport.Document(at: line.at, day: session.clock.day(of: line.at))
  }

  private mutating func close() {
    if let open { documents[open.folio] = open.document }
    open = nil
  }

  private func reasonToRefuse(_ line: PastSaleLine, isKnown: Bool) -> ShopError? {
    if line.folio.isEmpty { return .invalid(field: "folio", .missing) }
    do { try checkLine(line.folio, 1...50, field: "folio") } catch { return error }
    if line.quantity.isZero { return .invalid(field: "cantidad", .zeroQuantity) }
    if line.unitPrice <= .zero { return .invalid(field: "precio_unitario", .withoutPrice) }
    if line.sku.isEmpty, !isKnown { return .invalid(field: "sku", .missing) }
    if isKnown || looksLikeProduct(line.sku) { return nil }
    return .invalid(field: "sku", .notAProduct(code: line.sku))
  }

  /// A code that the catalogue does not have is taken for a product when it has two digits or more: services and
  /// charges go by words (POST, BANK CHARGES).
  private func looksLikeProduct(_ sku: String) -> Bool {
    sku.utf8.lazy.filter { (48...57).contains($0) }.count >= 2
  }

  /// Finds what the store has of a folio; false when it belongs to a sale that was made here.
  private func lookUp(_ folio: String, _ document: inout SalesImport.Document) throws -> Bool {
    guard let stored = try books.pastDocument(folio: folio) else {
      document.known = []
      return true
    }
    guard stored.isImported else { return false }
    (document.sale, document.customerReturn, document.known) = (
      stored.sale, stored.customerReturn, stored.lines
    )
    (document.at, document.day) = (stored.at, stored.day)
    return true
  }

  /// What a line without a SKU is of, as an export writes a product that has none.
  private mutating func product(named name: String) throws -> ProductKey? {
    if let known = named[name] { return known }
    let found = try books.product(named: name).map(ProductKey.init)
    named[name] = .some(found)
    return found
  }

  /// The product of a line, made where the shop has none of that SKU and nothing else speaks against the line.
  private mutating func product(of line: PastSaleLine, _ known: ProductKey?, key: String) throws -> ProductKey
  {
    if let known {
      try known.unit.checkWhole(line.quantity, of: known.name)
      return known
    }
    let shown = line.name.asLine(upTo: 200)
    let name = shown.allSatisfy(\.isWhitespace) ? line.sku : shown
    let new = try NewProduct(name: name, sku: line.sku, prices: Prices(sale: line.unitPrice))
    try new.unit.checkWhole(line.quantity, of: name)
    _ = try Amounts(line, cost: .zero)
    let id = try books.insert(new, publicID: makeID(), at: now)
    try books.addInTransit(.zero, to: StockPlace(branch: line.branch, product: id))
    let made = ProductKey(id: id, name: name, cost: .zero, unit: new.unit)
    products[key] = made
    return made
  }

  private mutating func sell(
    _ line: PastSaleLine, _ product: ProductKey, _ amounts: Amounts, _ document: inout SalesImport.Document
  ) throws {
    let item = try SaleItem(
      product: product.id, name: line.name.isEmpty ? product.name : line.name.asLine(upTo: 200),
      sku: line.sku.isEmpty ? nil : line.sku,
      quantity: line.quantity, unitPrice: line.unitPrice)
    let sale: SaleID
    if let known = document.sale {
      sale = known
    } else {
      try keepClear(of: Folio(line.folio))
      sale = try books.insert(
        NewSale(
          folio: Folio(line.folio), publicID: makeID(), branch: line.branch, tender: .cash,
          totals: try SaleTotals(items: []), customer: nil, customerName: line.customer?.asLine(upTo: 200),
          person: session.person.id, isImported: true, at: document.at, day: document.day))
      document.sale = sale
    }
    saleItems.append(PastSaleItem(sale: sale, line: document.lines, item: item, cost: amounts.cost))
    saleTotals[sale, default: .zero] += item.subtotal
    note(
      line, product.id, document.day,
      SalesSum(units: line.quantity, income: item.subtotal, cost: amounts.cost))
  }

  private mutating func takeBack(
    _ line: PastSaleLine, _ product: ProductKey, _ amounts: Amounts, _ document: inout SalesImport.Document
  ) throws {
    let returned: ReturnID
    if let known = document.customerReturn {
      returned = known
    } else {
      try keepClear(of: Folio(line.folio))
      returned = try books.insert(
        NewReturn(
          folio: Folio(line.folio), sale: nil, branch: line.branch, person: session.person.id, reason: nil,
          total: .zero, at: document.at, day: document.day), lines: [])
      document.customerReturn = returned
    }
    returnItems.append(
      PastReturnItem(
        customerReturn: returned, line: document.lines, product: product.id, quantity: -line.quantity,
        amount: amounts.income, cost: amounts.cost))
    returnTotals[returned, default: .zero] += amounts.income
    note(
      line, product.id, document.day,
      SalesSum(units: line.quantity, income: -amounts.income, cost: -amounts.cost))
  }

  private mutating func note(_ line: PastSaleLine, _ product: ProductID, _ day: BusinessDay, _ sum: SalesSum)
  {
    let place = StockPlace(branch: line.branch, product: product)
    rollUp[RollUpKey(place: place, day: day), default: SalesSum()] += sum
    if movesStock { moved[place, default: .zero] += sum.units }
  }

  /// Writes what the batch has gathered.
  mutating func finish() throws {
    close()
    try books.insert(saleItems)
    try books.insert(returnItems)
    try books.addToTotals(saleTotals)
    try books.addToTotals(returnTotals)
    let dailySales = rollUp.map { key, sum in
      DailySale(
        branch: key.place.branch, product: key.place.product, day: key.day, units: sum.units,
        income: sum.income,
        cost: sum.cost)
    }
    // In the order of the roll-up's key, so that neighbours fall on the same page.
    try books.add(dailySales.sorted { ($0.day, $0.branch, $0.product) < ($1.day, $1.branch, $1.product) })
    var lastSales: [StockPlace: BusinessDay] = [:]
    for (key, sum) in rollUp where sum.units > .zero {
      lastSales[key.place] = max(lastSales[key.place] ?? key.day, key.day)
    }
    try books.noteLastSales(lastSales)
    if movesStock { try moveStock() }
  }

  /// Takes from today's stock what was sold, as far as there is stock, and puts back what was returned.
  private func moveStock() throws {
    let stamp = Stamp(session, at: now)
    var changes: [StockChange] = []
    for (place, sold) in moved where !sold.isZero {
      let available = try books.balance(place)?.available ?? .zero
      let quantity = sold > .zero ? min(sold, available) : -sold
      guard quantity > .zero else { continue }
      changes.append(
        StockChange(
          place: place, name: "", kind: sold > .zero ? .adjustmentOut : .adjustmentIn, quantity: quantity))
    }
    guard !changes.isEmpty else { return }
    let number = try books.nextFolio(.importation, year: stamp.day.year).text
    try books.post(changes, under: LedgerDocument(number: number, reason: "Importación de ventas"), stamp)
  }
}
