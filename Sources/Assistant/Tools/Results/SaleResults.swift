internal import Wire

extension Tool {
  static let saleResults: [String: JSONSchema] = [
    // One sale, several of the same number, or a return.
    getSaleStatus.name: .members(
      sale.map(\.ifAsked) + [.list("ventas", of: sale).ifAsked]),
    getSalesSummary.name: .members(
      [
        .day("desde"), .day("hasta"), .text("producto").orNull, .text("categoria").orNull,
      ] + sold + [
        .number("ticket_promedio").orNull, .list("sucursales", of: [.text("sucursal")] + sold),
        .object("anterior", [.day("desde"), .day("hasta")] + sold), .number("variacion_pct").orNull,
        .list("vendedores", of: [.text("vendedor"), .count("ventas"), .number("ingresos")]).orNull,
        .list("dias", of: [.day("dia"), .count("ventas"), .number("ingresos")]).orNull,
      ]),
    getTopSellers.name: .members([
      .window, .list("productos", of: .product + [.number("unidades"), .number("ingresos")]),
      .count("total"),
    ]),
    getCustomerDebt.name: .members([
      .list(
        "clientes",
        of: [.text("nombre"), .number("monto_pendiente"), .count("ventas"), .day("desde").orNull]),
      .count("total"), .number("monto_pendiente"),
    ]),
    getTopCustomers.name: .members([
      .window,
      .list(
        "clientes", of: [.text("nombre"), .number("total"), .count("ventas"), .day("ultima_venta").orNull]),
      .count("total"),
    ]),
  ]

  private static let sold: [JSONSchema.Property] = [
    .count("ventas"), .number("unidades"), .number("ingresos"),
  ]

  private static let sale: [JSONSchema.Property] = [
    .text("folio"), .text("estado"), .text("estado_pago"), .text("metodo_pago"), .day("fecha"),
    .instant("fecha_venta"), .number("subtotal"), .number("descuento_monto"), .number("impuestos"),
    .number("total"), .number("monto_pagado"), .number("monto_pendiente"), .text("sucursal"),
    .text("cliente").orNull, .text("vendedor").orNull,
    .list(
      "items",
      of: .product + [
        .number("cantidad"), .number("precio_unitario"), .number("descuento_monto"), .number("precio_final"),
        .number("subtotal"), .number("devuelto"),
      ]),
  ]
}
