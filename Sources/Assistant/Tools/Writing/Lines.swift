internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

/// What is said of products that change hands.
enum LinePhrase: String, Phrase {
  case product = "line.product(quantity,product)"
  case priced = "line.priced(quantity,product,price,subtotal)"
  case stock = "line.stock(before,after)"
  case free = "line.free(before,after)"
  case left = "line.left(product,quantity,place)"
  case leftAtMinimum = "line.left_at_minimum(product,quantity,minimum,place)"
  case noneLeft = "line.none_left(product,place)"
  case branch = "line.branch(branch)"
  case undo = "line.undo"
}

/// A product of the catalogue, how much of it, and at what price where one was said.
struct Line {
  let product: Product
  let quantity: Quantity
  let price: Money?
  /// What it is to come to, where the quantity or the price comes from that.
  var worth: Money?
  /// How much of the quantity comes at no cost.
  var bonus = Quantity.zero

  /// How much of it is paid for.
  var paid: Quantity { quantity - bonus }
}

extension Desk {
  /// The lines that `slots` name; a line without a quantity is one unit, or as much as its worth in money buys.
  ///
  /// - Throws: `ShopError` for a product the shop does not have, a fraction of something counted, or no line at all.
  func lines(_ slots: Slots) throws(ShopError) -> [Line] {
    var lines: [Line] = []
    for item in slots[.items] ?? [] {
      guard case .known(let name) = item.product else { continue }
      let product = try product(named: name)
      let price = try item.price.map(money)
      let worth = try item.worth.map(money)
      let said = item.quantity.map { Quantity(thousandths: $0.thousandths) }
      let bought =
        said == nil
        ? try worth.map { (worth) throws(ShopError) in try amount(of: product, for: worth, at: price) } : nil
      let quantity = said ?? bought ?? Quantity(thousandths: 1000)
      try product.checkPositive(quantity)
      var line = Line(product: product, quantity: quantity, price: price, worth: worth)
      if let worth, said != nil { line = try self.line(product, quantity, comingTo: worth) }
      line = try reduced(line, by: item)
      if let bonus = item.bonus.map({ Quantity(thousandths: $0.thousandths) }) {
        try product.checkPositive(bonus)
        line = Line(
          product: product, quantity: quantity + bonus, price: line.price, worth: line.worth, bonus: bonus)
      }
      lines.append(line)
    }
    return lines
  }

  /// The line with what is taken off it alone in its price.
  ///
  /// - Throws: `ShopError.invalid` for more than the line comes to.
  private func reduced(_ line: Line, by item: ItemMention) throws(ShopError) -> Line {
    guard item.discount != nil || item.discountPercent != nil else { return line }
    let listed = line.price ?? line.product.prices.unitPrice(for: line.quantity)
    if let said = item.discountPercent {
      let percent = try percent(said)
      guard percent <= Percent(tenths: 1000) else {
        throw .invalid(field: "descuento_porcentaje", .discountOutOfRange)
      }
      guard let worth = line.worth else {
        return Line(product: line.product, quantity: line.quantity, price: listed - listed.percent(percent))
      }
      return try self.line(line.product, line.quantity, comingTo: worth - worth.percent(percent))
    }
    var sum = try listed.times(line.quantity)
    if let worth = line.worth { sum = worth }
    let off = try item.discount.map(money) ?? .zero
    guard off <= sum else { throw .invalid(field: "descuento_monto", .discountAboveSubtotal) }
    return try self.line(line.product, line.quantity, comingTo: sum - off)
  }

  /// A line that comes to `sum`, its price rounded up where its units cannot share that evenly.
  private func line(
    _ product: Product, _ quantity: Quantity, comingTo sum: Money
  ) throws(ShopError) -> Line {
    guard let even = scaled(sum.minorUnits, by: 1000, over: quantity.thousandths) else {
      throw .amountTooLarge
    }
    let price = Money(minorUnits: even)
    let isEnough = try price.times(quantity) >= sum
    return Line(
      product: product, quantity: quantity, price: isEnough ? price : Money(minorUnits: even + 1), worth: sum)
  }

  /// How much of a product some money buys, rounded up to a thousandth so that it costs no less than that.
  private func amount(of product: Product, for worth: Money, at price: Money?) throws(ShopError) -> Quantity {
    let price = price ?? product.prices.sale
    guard price > .zero else { return .zero }
    guard let thousandths = scaled(worth.minorUnits, by: 1000, over: price.minorUnits) else {
      throw .amountTooLarge
    }
    let quantity = Quantity(thousandths: thousandths)
    return try price.times(quantity) < worth ? quantity + Quantity(thousandths: 1) : quantity
  }

  func product(named name: String) throws(ShopError) -> Product {
    guard let product = names.product(named: name) else { throw .notFound(.product, name: name) }
    return product
  }

  /// The percentage that a number stands for.
  func percent(_ number: SlotValue.Number) throws(ShopError) -> Percent {
    guard number.thousandths % 100 == 0, let tenths = Int(exactly: number.thousandths / 100) else {
      throw .invalid(field: "porcentaje", .unreadable(FixedPoint.text(number.thousandths, scale: 3)))
    }
    return Percent(tenths: tenths)
  }

  /// The amount that a number in major units stands for.
  func money(_ number: SlotValue.Number) throws(ShopError) -> Money {
    guard let money = session.currency.money(FixedPoint.text(number.thousandths, scale: 3)) else {
      throw .invalid(field: "precio", .tooManyDecimals)
    }
    return money
  }

  /// What is on hand of a product in a branch, and how much of it is free.
  func balance(_ product: Product, in branch: Branch) async throws -> Balance {
    try await shop.stock(of: product.id, branch: branch.id, session).branches.first?.balance
      ?? Balance(onHand: .zero)
  }

  /// «2 Shampoo y 1 Tinte».
  func summary(_ lines: [Line]) -> String {
    voice.list(
      lines.map {
        voice.say(LinePhrase.product, ["quantity": voice.number($0.quantity), "product": $0.product.name])
      })
  }

  /// « · stock 8 → 6», to stand after what changes it.
  func change(from before: Quantity, to after: Quantity, _ phrase: LinePhrase = .stock) -> String {
    " · " + voice.say(phrase, ["before": voice.number(before), "after": voice.number(after)])
  }

  /// «en Norte», in a shop that has several branches.
  func place(_ branch: Branch) -> String? {
    names.branches.count > 1 ? voice.say(LinePhrase.branch, ["branch": branch.name]) : nil
  }

  /// What is left of each product that went out, with a warning where its minimum was crossed.
  func remains(of lines: [Line], in branch: Branch) async throws -> [String] {
    let place = place(branch).map { " " + $0 } ?? ""
    var texts: [String] = []
    for (product, sold) in summed(lines) {
      let left = try await balance(product, in: branch).available
      let minimum = product.limits.minimum
      let words = ["product": product.name, "quantity": voice.quantity(left, product.unit), "place": place]
      if left <= .zero {
        texts.append(voice.say(LinePhrase.noneLeft, ["product": product.name, "place": place]))
      } else if product.limits.alertsAtMinimum, left <= minimum, left + sold > minimum {
        texts.append(
          voice.say(
            LinePhrase.leftAtMinimum, words.merging(["minimum": voice.number(minimum)]) { old, _ in old }))
      } else {
        texts.append(voice.say(LinePhrase.left, words))
      }
    }
    return texts
  }

  /// The lines with those of one product put together, in the order in which they were said.
  func summed(_ lines: [Line]) -> [(product: Product, quantity: Quantity)] {
    var sums: [(product: Product, quantity: Quantity)] = []
    for line in lines {
      if let index = sums.firstIndex(where: { $0.product.id == line.product.id }) {
        sums[index].quantity += line.quantity
      } else {
        sums.append((line.product, line.quantity))
      }
    }
    return sums
  }
}

extension SlotValue.Number {
  /// The amount in major units; nil past Int64.
  init?(_ money: Money, in currency: Currency) {
    guard let thousandths = FixedPoint.parse(currency.decimal(money), scale: 3) else { return nil }
    self.init(thousandths: thousandths)
  }
}

extension Slots {
  /// The slots with their lines replaced by `lines`, each with its price said, and what it comes to.
  func settling(_ lines: [Line], in currency: Currency) -> Slots {
    var slots = self
    slots[.items] = lines.map { line in
      var item = ItemMention(
        product: .known(line.product.name),
        quantity: SlotValue.Number(thousandths: line.paid.thousandths),
        price: line.price.flatMap { SlotValue.Number($0, in: currency) },
        worth: line.price == nil ? nil : line.worth.flatMap { SlotValue.Number($0, in: currency) })
      if line.bonus > .zero { item.bonus = SlotValue.Number(thousandths: line.bonus.thousandths) }
      return item
    }
    return slots
  }
}
