internal import Inventory
package import Understanding
package import Wire

extension Slots {
  /// The slots in the wire's form: numbers as numbers, periods as their text, items as objects.
  package var json: JSON.Object {
    var object = JSON.Object()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      if name == SlotKey.refAll.name {
        object[SlotKey.ref.name] = "all"
      } else {
        object[name] = value.json
      }
    }
    return object
  }

  /// Reads what `json` writes; members that hold no slot's shape are left out.
  package init(json: JSON.Object) {
    self.init()
    for member in json.members {
      switch (member.key, member.value) {
      case (SlotKey.period.name, .string(let text)), (SlotKey.horizon.name, .string(let text)),
        (SlotKey.against.name, .string(let text)), (SlotKey.expires.name, .string(let text)):
        self[member.key] = Period(text).map(SlotValue.period)
      case (SlotKey.ref.name, .string(let text)): self[.refAll] = text
      default: self[member.key] = SlotValue(json: member.value)
      }
    }
  }
}

extension SlotValue {
  fileprivate var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): number.json
    case .period(let period): .string(period.text)
    case .names(let names): .array(names.map(JSON.string))
    case .items(let items): .array(items.map(\.json))
    case .payments(let parts): .array(parts.map(\.json))
    }
  }

  fileprivate init?(json: JSON) {
    switch json {
    case .string(let text): self = .text(text)
    case .number(let number):
      guard let number = Number(json: number) else { return nil }
      self = .number(number)
    case .array(let elements):
      let names = elements.compactMap(\.string)
      let parts = elements.compactMap(PaidPart.init(json:))
      if names.count == elements.count, !names.isEmpty {
        self = .names(names)
      } else if parts.count == elements.count, !parts.isEmpty {
        self = .payments(parts)
      } else {
        self = .items(elements.compactMap(ItemMention.init(json:)))
      }
    case .null, .bool, .object: return nil
    }
  }
}

extension SlotValue.Number {
  var json: JSON { JSON(decimal: FixedPoint.text(thousandths, scale: 3)) }

  /// Nil for an exponent, more than three decimals, or a number past Int64.
  init?(json number: JSON.Number) {
    guard let thousandths = FixedPoint.parse(number.text, scale: 3) else { return nil }
    self.init(thousandths: thousandths)
  }
}

extension PaidPart {
  fileprivate var json: JSON {
    var object: JSON.Object = ["payment": .string(way.rawValue)]
    object["amount"] = amount?.json
    return .object(object)
  }

  fileprivate init?(json: JSON) {
    guard let way = json["payment"]?.string.flatMap(PaymentWay.init(rawValue:)) else { return nil }
    self.init(way, json["amount"]?.number.flatMap(SlotValue.Number.init(json:)))
  }
}

extension ItemMention {
  fileprivate var json: JSON {
    var object = JSON.Object()
    switch product {
    case .known(let name): object["product"] = .string(name)
    case .ambiguous(let names): object["product_any"] = .array(names.map(JSON.string))
    case .unknown(let words): object["product_unknown"] = .string(words)
    }
    object["qty"] = quantity?.json
    object["price"] = price?.json
    object["worth"] = worth?.json
    object[SlotKey.discount.name] = discount?.json
    object[SlotKey.discountPercent.name] = discountPercent?.json
    object[SlotKey.bonus.name] = bonus?.json
    return .object(object)
  }

  fileprivate init?(json: JSON) {
    let mention: ProductMention
    if let name = json["product"]?.string {
      mention = .known(name)
    } else if let names = json["product_any"]?.array {
      mention = .ambiguous(names.compactMap(\.string))
    } else if let words = json["product_unknown"]?.string {
      mention = .unknown(words)
    } else {
      return nil
    }
    self.init(
      product: mention, quantity: json["qty"]?.number.flatMap(SlotValue.Number.init(json:)),
      price: json["price"]?.number.flatMap(SlotValue.Number.init(json:)),
      worth: json["worth"]?.number.flatMap(SlotValue.Number.init(json:)))
    discount = json[SlotKey.discount.name]?.number.flatMap(SlotValue.Number.init(json:))
    discountPercent = json[SlotKey.discountPercent.name]?.number.flatMap(SlotValue.Number.init(json:))
    bonus = json[SlotKey.bonus.name]?.number.flatMap(SlotValue.Number.init(json:))
  }
}
