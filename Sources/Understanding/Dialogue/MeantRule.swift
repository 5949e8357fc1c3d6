internal import Inventory

/// What is meant beside the evidence.
extension IntentRules {
  /// `rule`, or the one that its words mean beside others: goods that go back to a supplier are no customer's; what
  /// is set aside is handed over or called off and not only asked about; what we pay nobody pays us; to charge somebody
  /// all of it is to be paid what is owed; what is worth less than some money is no stock; which kind of goods sells best
  /// is no product, and which of some that are named is told of those alone; a greeting is not all that is said where somebody asks how the shop does.
  func rule(meantBy rule: Rule, _ analysis: Analysis) -> Rule {
    let says = { (concept: KnownConcept) in analysis.concept(concept) & analysis.everything != 0 }
    let asks = analysis.concepts([.which, .howMany, .whom, .show, .list]) & analysis.everything != 0
    let tellsPhone =
      says(.phoneWord) && analysis.feature(.customer) != 0 && analysis.feature(.number) != 0
    let meant: Intent? =
      switch rule.intent {
      case let intent where (!intent.isDeed || analysis.opensAsking) && analysis.comparesTrade:
        analysis.comparesEarnings ? .marginOfProduct : .topSellers
      case .productSearch where !analysis.goodsCompared.isEmpty: .productPrice
      case _ where Self.takenForKeeping.contains(rule.intent) && analysis.keepsForSomebody: .layAway
      case .returnSale where analysis.folios.isEmpty && !says(.folio):
        says(.supplierWord) || says(.weReturn) || analysis.feature(.supplier) != 0 ? .adjustStock : nil
      case .adjustStock where says(.giveBack) && says(.reason):
        says(.supplierWord) || analysis.feature(.supplier) != 0 || analysis.words(bearing: .weReturn) != 0
          || says(.weReturn) || says(.returnedToSupplier) ? nil : .returnSale
      case .layaways where !asks:
        says(.cancel) || says(.callsOff)
          ? .cancelSale : says(.handsOver) ? .registerPayment : nil
      case .registerPayment where (says(.callsOff) || says(.cancel)) && says(.account),
        .outOfScope where says(.cancel) && says(.account):
        .cancelSale
      case .expenses where says(.paidUs) && (says(.thatPerson) || analysis.feature(.customer) != 0):
        .registerPayment
      case .salesSummary where analysis.handsOverKept && !says(.howMany): .registerPayment
      case .registerPayment where tellsPhone, .outOfScope where tellsPhone: .createCustomer
      case .lowStockReport where says(.lessThan) && says(.currency): .productSearch
      case .registerStockEntry where analysis.tellsCost, .productPrice where analysis.tellsCost,
        .changePrice where analysis.tellsCost:
        .changeProduct
      case .registerStockEntry where analysis.givesMoneyForGoods: .registerPayment
      case .registerStockEntry where analysis.comesFromBranch: .transferStock
      case .registerStockEntry where analysis.bringsMoney: .registerPayment
      case .topSellers where analysis.ranksKinds: .salesSummary
      case .topSellers, .marginOfProduct:
        says(.sort) && !says(.best) && !says(.margin) ? .productSearch : nil
      case .saleStatus where says(.lastFolio) && analysis.folios.isEmpty && analysis.namesGoods:
        .salesSummary
      case .greeting where says(.weFare): .salesSummary
      case .slowMovers where analysis.tellsInstead: .registerSale
      case .registerPayment: says(.wePay) ? .expenses : nil
      // «nuevo producto …, cuesta 5 y se vende a 9»
      case .registerSale where says(.newProduct) && (says(.costs) || says(.costWord)): .createProduct
      case .registerSale where analysis.products.isEmpty && says(.charge) && says(.inFull):
        .registerPayment
      default: nil
      }
    return meant.flatMap { intent in rules.first { $0.intent == intent } } ?? rule
  }

  /// What goods that are set aside for somebody may be taken for.
  private static let takenForKeeping: [Intent] = [
    .registerSale, .registerStockEntry, .adjustStock, .suggestOrder, .registerPayment,
  ]
}

extension Analysis {
  /// «Marta dejó 20 para el secador»: a customer leaves no goods, and a number ahead of «para» counts none.
  fileprivate var givesMoneyForGoods: Bool {
    guard feature(.customer) != 0, feature(.supplier) == 0, let goods = products.first else { return false }
    return (0..<goods.words.lowerBound).contains { position in
      sentence.words[position].isNumber
        && bears(.toward, position + 1) && position + 1 < goods.words.lowerBound
    }
  }

  /// «el pan vino a 12»: what a product costs from now on, and not how many of it came.
  fileprivate var tellsCost: Bool {
    let numbers = sentence.words.indices.filter {
      everything.contains($0) && sentence.words[$0].isNumber
        && !words(of: products).contains($0)
    }
    return concept(.costWord) & words(bearing: .receive) & everything != 0 && products.count == 1
      && numbers.count == 1
  }

  /// «¿qué categoría vende más?»: kinds of goods are ranked, and no products.
  fileprivate var ranksKinds: Bool {
    tags.contains { tag in
      guard case .slot("by", let kind) = meaning(of: tag) else { return false }
      return ["category", "supplier"].contains(kind)
    }
  }

  /// «última venta de bebidas»: whether goods are named, one or a kind of them.
  fileprivate var namesGoods: Bool {
    (feature(.category) | feature(.product)) & everything != 0
  }

  /// «no, vendí 10»: what was done instead, and no question what does not sell.
  fileprivate var tellsInstead: Bool {
    sentence.words.count > 2 && bears(.deny, 0) && sentence.words[1].gap != .space && bears(.sold, 1)
      && feature(.number) & everything != 0
  }

  /// «nelly trajo 76», «lidia dejó 50 más»: a customer, a number and no goods.
  var bringsMoney: Bool {
    feature(.customer) != 0 && feature(.supplier) == 0 && products.isEmpty && things.isEmpty
      && words(bearing: [.brings, .paysUs]) != 0
      && sentence.words.indices.contains {
        everything.contains($0) && sentence.words[$0].isNumber
      }
  }

  /// «apartale 2 chicles a Marta con 5»: goods that are set aside for somebody, and no word of a sale.
  fileprivate var keepsForSomebody: Bool {
    let isForSomebody = feature(.customer) != 0 || !things.isEmpty
    let keeps = words(bearing: .setAside) & everything
    // «apartale 2 a Marta», of what was spoken of before.
    let isCounted = sentence.words.indices.contains {
      keeps.contains($0) && follows($0 + 1) && sentence.words[$0 + 1].value != nil
    }
    return keeps != 0 && (!products.isEmpty || isCounted) && isForSomebody
      && words(bearing: [.sell, .sold]) & everything == 0
  }

  /// «rosa se lleva lo que dejó apartado»: what somebody takes away that was set aside, and no goods that are sold.
  var handsOverKept: Bool {
    feature(.customer) != 0 && products.isEmpty && words(bearing: .handsOver) & everything != 0
      && words(bearing: [.account, .setAside]) & everything != 0
  }

  /// «traeme 4 panes de Norte», «traé de Norte 4 panes»: what comes from another branch is carried over, and none that
  /// the shop bought.
  fileprivate var comesFromBranch: Bool {
    // «compré 10 panes del mercado»
    words(bearing: .buysIn) == 0
      && names.contains { name in
        guard name.kind == .branch, everything.contains(name.words.lowerBound) else { return false }
        var lead = name.words.lowerBound - 1
        while lead > 0, bears(.placeWord, lead), !bears(.from, lead) { lead -= 1 }
        guard lead > 0, bears(.from, lead) else { return false }
        return sentence.words[lead - 1].value != nil || bears(.receive, lead - 1)
          || words(of: products).contains(lead - 1)
          || things.contains { $0.contains(lead - 1) }
      }
  }
}

extension Analysis {
  /// «2 panes, 1 vino y llegaron 5 singanis»: whether goods stand behind a joint and ahead of the one that the next verb
  /// follows: they are of what was told before.
  func leavesGoods(behind joint: Int) -> Bool {
    let verbs = tags.filter { weight($0) >= 1 && everything & $0.said == $0.said }.map(\.words.lowerBound)
    guard let verb = verbs.filter({ $0 >= joint }).min() else { return false }
    return (joint + 1..<verb + 1).contains { later in
      (bears(.and, later) || sentence.words[later].gap != .space)
        && products.contains { $0.words.lowerBound >= joint && $0.words.upperBound <= later }
    }
  }
}

// MARK: Beside a sale in the same message

extension Interpretation {
  /// «… y 1 mantequilla con 5 bs de descuento», «… (uno con 2 bs menos)»: what is taken off the sale before it, and
  /// neither a price from now on nor goods that are gone.
  static func saysWhatIsOff(_ intent: Intent, _ analysis: Analysis, _ words: WordSet) -> Bool {
    let off = analysis.words(bearing: .discountWord) | analysis.words(bearing: .cheaper)
    let says = { (concepts: [KnownConcept]) in analysis.concepts(concepts) & words & ~off != 0 }
    switch intent {
    case .changePrice:
      return off & words != 0 && !says([.reprice, .newPrice, .fromNow])
    case .adjustStock:
      return !says([
        .reason, .adjust, .countWord, .loss, .found, .wrongStock, .stock, .stockTarget,
      ])
    default:
      let light = off | analysis.free | analysis.glue
      return off & words != 0
        && analysis.sentence.words.indices.allSatisfy { position in
          !words.contains(position) || light.contains(position)
            || analysis.sentence.words[position].value != nil
            || analysis.bears([.percent, .and, .from], position)
        }
    }
  }

  /// «…, pagó 10 y debe el resto»: how the sale before it is paid, and no question about debts.
  static func saysHowPaid(_ intent: Intent, _ analysis: Analysis, _ words: WordSet) -> Bool {
    let says = { (concepts: [KnownConcept]) in
      analysis.words(bearing: concepts) & words != 0
    }
    return intent == .customerDebt && !says([.howMany, .which, .whom])
      || [.registerPayment, .registerStockEntry].contains(intent)
        && says([.rest, .onAccount, .half, .owing])
  }
}
