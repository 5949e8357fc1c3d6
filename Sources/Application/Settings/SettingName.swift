internal import Insights
internal import Shop

extension SettingName {
  /// - Throws: `Failure.usage` with the names that there are.
  init(named text: String) throws(Failure) {
    guard let name = Self.all.first(where: { $0.text == text.lowercased() }) else {
      let names = Self.all.map(\.text).joined(separator: ", ")
      throw .usage("«\(text)»: no hay un ajuste con ese nombre; son \(names)")
    }
    self = name
  }

  /// What it decides, for the list.
  var meaning: String {
    switch self {
    case .folios: "cómo se numeran las ventas"
    case .closing: "desde qué hora el día de hoy cuenta en la venta semanal"
    case .rule(let setting): setting.meaning
    case .model(let setting): setting.meaning
    }
  }
}

extension ModelSetting {
  fileprivate var meaning: String {
    switch self {
    case .dailyTokens: "tokens que se gastan por día como mucho en el modelo de lenguaje"
    case .inputPrice: "lo que cuesta un millón de tokens que el modelo lee"
    case .outputPrice: "lo que cuesta un millón de tokens que el modelo escribe"
    }
  }
}

extension RuleSetting {
  fileprivate var meaning: String {
    switch self {
    case .floor: "menos que esto es poco, sea cual sea su mínimo"
    case .strategicProjection: "% de la venta semanal hasta el que lo estratégico es poco"
    case .remainingOfFastMovers: "% del máximo con que se avisa de lo que más se vende"
    case .remainingOfSlowMovers: "% del máximo con que se avisa de lo demás"
    case .overstockCover: "días de venta que, pasados, son demasiado stock"
    case .lowSales30: "vender menos que esto en 30 días es poco; sin ajuste, solo 0"
    case .daysWithoutSale: "días sin venta que, pasados, son demasiados"
    case .daysToOrange: "días sin venta que, pasados, se marcan en naranja"
    case .daysToRed: "días sin venta que, pasados, se marcan en rojo"
    case .priceGrace: "días de espera después de cambiar el precio"
    case .onlyCutsGiveGrace: "si solo las rebajas dan esa espera"
    case .alertsOfCutsWithoutEffect: "si se avisa de una rebaja que no vendió nada"
    case .daysWithoutMovement: "días sin movimiento que ya son demasiados"
    case .youth: "días en que un producto es nuevo y no se lo llama lento"
    case .highMargin: "% de margen desde el que es bueno"
    }
  }
}
