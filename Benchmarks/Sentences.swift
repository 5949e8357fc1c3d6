/// What shop people say, with names of the catalogue in it.
enum Sentences {
  static func about(_ names: [String], count: Int) -> [String] {
    (0..<count).map { index in
      let words = names[index * 37 % names.count].split(separator: " ").prefix(2 + index % 2)
      return shapes[index % shapes.count].replacing("*", with: words.joined(separator: " ").lowercased())
    }
  }

  private static let shapes = [
    "¿cuánto queda de *?", "cuanto cuesta el *", "¿qué tengo que reponer esta semana?", "ventas de ayer",
    "cuanto vendimos de * el mes pasado", "hay * en stock", "vendí 2 * y un *", "qué se está acabando",
    "llegaron 24 * del proveedor", "los diez más vendidos de octubre", "precio de * por favor",
    "quien nos vende el *", "¿y en la otra sucursal?", "movimientos de * en noviembre",
    "cuanto gané este mes",
    "qué productos no se venden", "how many * are left", "what should I order this week", "deshacer",
    "sí, dale",
    "cambiá el precio de * a 12,50", "estado de la venta 125", "se rompieron 3 *", "qué vence este mes",
    "hola buen día, me decís si todavía queda algo de * porfa",
  ]
}
