internal import Wire

extension Tool {
  static let saleResults: [String: JSONSchema] = [
    // One sale, several of the same number, or a return.
    getSaleStatus.name: .members(
      sale.map(\.ifAsked) + [.list("ventas", of: sale).ifAsked]),
    // Of a folio that is not one sale's, the same as there.
    getCode.name: .members(
      [.text("nombre").ifAsked, .text("enlace").ifAsked, .text("imagen").ifAsked] + sale.map(\.ifAsked)
        + [.list("ventas", of: sale).ifAsked]),
    getSalesSummary.name: .members(summary),
    getSales.name: .members([
      .window.ifAsked,
      .list(
        "ventas",
        of: [
          .text("folio"), .text("estado"), .day("fecha"), .number("total"), .text("cliente").orNull,
        ]),
      .count("total"),
    ]),
    getTopSellers.name: .members([
      .window, .list("productos", of: .product + [.number("unidades"), .number("ingresos")]),
      .count("total"),
    ]),
    getCustomerDebt.name: .members([
      .list(
        "clientes",
        of: [
          .text("nombre"), .number("monto_pendiente").ifAsked, .number("monto_pagado").ifAsked,
          .count("ventas"), .day("desde").orNull.ifAsked, .day("ultimo_pago").orNull.ifAsked,
        ]),
      .window.ifAsked, .count("total"), .number("monto_pendiente").ifAsked, .number("monto_pagado").ifAsked,
      .number("apartados_pendiente").ifAsked,
    ]),
    getTopCustomers.name: .members([
      .window,
      .list(
        "clientes", of: [.text("nombre"), .number("total"), .count("ventas"), .day("ultima_venta").orNull]),
      .count("total"),
    ]),
    getLayaways.name: .members([
      .list(
        "apartados",
        of: [
          .text("folio"), .text("cliente").orNull, .day("fecha"), .day("hasta").orNull, .number("total"),
          .number("monto_pagado"), .number("monto_pendiente"),
          .list("items", of: .product + [.number("cantidad")]),
        ]),
      .count("total"),
    ]),
  ]

  /// What is said of the shop's sales, or of one person's.
  ///
  /// The days and the sums are always there but for the last sale, which is told by itself.
  private static let summary: [JSONSchema.Property] =
    [
      .day("desde").ifAsked, .day("hasta").ifAsked, .count("ventas").ifAsked, .number("ingresos").ifAsked,
      .number("unidades").ifAsked,
      .text("producto").orNull.ifAsked, .text("categoria").orNull.ifAsked,
      .text("proveedor").orNull.ifAsked, .text("excepto").orNull.ifAsked, .text("cliente").ifAsked,
      .text("vendedor").ifAsked, .number("ticket_promedio").orNull.ifAsked,
      .list("sucursales", of: [.text("sucursal")] + sold).ifAsked,
      .object("anterior", [.day("desde"), .day("hasta")] + sold).ifAsked,
      .number("variacion_pct").orNull.ifAsked,
      .list("vendedores", of: [.text("vendedor"), .count("ventas"), .number("ingresos")]).orNull.ifAsked,
      .list("dias", of: [.day("dia"), .count("ventas"), .number("ingresos")]).orNull.ifAsked,
      .list("partes", of: [.text("nombre"), .number("ingresos")] + earned.dropFirst()).orNull.ifAsked,
      .list("cambios", of: [.text("producto"), .number("ingresos"), .number("ingresos_antes")]).orNull
        .ifAsked,
      .list(
        "productos",
        of: [.text("sku").orNull.ifAsked, .text("nombre"), .number("unidades"), .number("ingresos")]
          + earned.dropFirst()
      ).ifAsked, .count("total").ifAsked,
      .text("horas").orNull.ifAsked,
      .list("por_hora", of: [.count("hora"), .count("ventas"), .number("ingresos")]).ifAsked,
      .text("dia_semana").ifAsked, .count("dias_contados").ifAsked,
      .number("promedio_diario").orNull.ifAsked, .number("promedio_otros_dias").orNull.ifAsked,
      .list("dias_semana", of: [.text("dia_semana"), .number("promedio_diario")]).ifAsked,
      .object(
        "venta",
        [
          .text("folio"), .day("fecha"), .number("total"), .text("sucursal"), .text("cliente").orNull,
          .text("vendedor").orNull,
        ]
      ).orNull.ifAsked,
    ] + earned

  private static let earned: [JSONSchema.Property] = [
    .number("costo").ifAsked, .number("margen").ifAsked, .number("margen_pct").orNull.ifAsked,
  ]

  private static let sold: [JSONSchema.Property] = [
    .count("ventas"), .number("unidades"), .number("ingresos"),
  ]

  private static let sale: [JSONSchema.Property] = [
    .text("folio"), .text("estado"), .text("estado_pago"), .text("metodo_pago"), .day("fecha"),
    .instant("fecha_venta"), .number("subtotal"), .number("descuento_monto"), .number("impuestos"),
    .number("total"), .number("monto_pagado"), .number("monto_pendiente"),
    .number("recibido").ifAsked, .number("cambio").ifAsked, .text("sucursal"),
    .text("cliente").orNull, .text("vendedor").orNull,
    .list(
      "items",
      of: .product + [
        .number("cantidad"), .number("precio_unitario"), .number("descuento_monto"), .number("precio_final"),
        .number("subtotal"), .number("devuelto"),
      ]),
  ]
}
