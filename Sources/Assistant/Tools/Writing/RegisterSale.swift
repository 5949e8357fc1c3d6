internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum SalePlanPhrase: String, Phrase {
  case propose = "sale_plan.propose(total,tender)"
  case proposeTo = "sale_plan.propose_to(total,tender,customer)"
  case credit = "sale_plan.credit(total,customer)"
  case newCustomer = "sale_plan.new_customer(customer)"
  case discountPercent = "sale_plan.discount_pct(pct,discount)"
  case change = "sale_plan.change(tendered,change)"
  case belowCost = "sale_plan.below_cost(cost)"
  case aboveList = "sale_plan.above_list(total,sum)"
  case short = "sale_plan.short(tendered,total)"
  case done = "sale_plan.done(folio,total)"
  case doneOnCredit = "sale_plan.done_on_credit(folio,total,customer)"
  case donePartly = "sale_plan.done_partly(folio,total,customer,pending)"
  case whoOwes = "sale_plan.who_owes"
  case part = "sale_plan.part(amount,tender)"
  case partOwed = "sale_plan.part_owed(amount)"
  case howSplit = "sale_plan.how_split"
  case seller = "sale_plan.seller(person)"
  case whoSells = "sale_plan.who_sells(person)"
  case partsShort = "sale_plan.parts_short(said,total,left)"
  case partsOver = "sale_plan.parts_over(said,total)"
  case keep = "sale_plan.keep(total,customer)"
  case keepUntil = "sale_plan.keep_until(total,customer,day)"
  case deposit = "sale_plan.deposit(parts,pending)"
  case kept = "sale_plan.kept(folio,total,customer)"
  case whoKeeps = "sale_plan.who_keeps"
}

extension Tool {
  /// A sale: its lines, who buys, how it is paid.
  static let registerSale = Tool(
    "registerSale",
    [
      Parameter(.items, .items, required: true), Parameter(.customer, .customer),
      Parameter(.payment, .payment(PaymentWay.allCases)), Parameter(.payments, .payments),
      Parameter(.total, .money), Parameter(.discount, .money), Parameter(.discountPercent, .percent),
      Parameter(.tendered, .money), Parameter(.branch, .branch), Parameter(.employee, .text),
    ],
    needing: [.sell],
    .sells { _, _ in .direct })

  /// Goods set aside for a customer, with what is paid of them beforehand.
  static let layAway = Tool(
    "layAway",
    [
      Parameter(.items, .items, required: true), Parameter(.customer, .customer),
      Parameter(.payments, .payments), Parameter(.horizon, .period), Parameter(.branch, .branch),
    ],
    needing: [.sell],
    .sells { desk, slots in
      let last = slots[.horizon]?.ahead.days(on: desk.today, looking: .next).last
      return .layaway(until: last.flatMap { $0 >= desk.today ? $0 : nil })
    })
}

extension Tool.Action {
  /// What makes a sale of the kind that the arguments ask for.
  fileprivate static func sells(_ kind: @escaping @Sendable (Desk, Slots) -> SaleDraft.Kind) -> Self {
    .writes(
      propose: { slots, desk in
        let plan = try await SalePlan(kind(desk, slots), slots, desk)
        return Proposal(ToolResult(json: plan.json(nil), reply: try plan.proposal()), settled: plan.settled)
      },
      perform: { slots, desk, key in
        let plan = try await SalePlan(kind(desk, slots), slots, desk, checksStock: false)
        let sale = try await desk.shop.sell(plan.draft, desk.session, key: key)
        let remains = try await desk.remains(of: plan.lines, in: plan.branch)
        return ToolResult(json: plan.json(sale), reply: plan.receipt(sale, remains))
      })
  }
}

extension Period {
  /// What a day of the week means that something is kept until: the next one.
  fileprivate var ahead: Period {
    if case .lastWeekday(let day) = self { .nextWeekday(day) } else { self }
  }
}
