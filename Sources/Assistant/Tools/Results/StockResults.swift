internal import Wire

extension Tool {
  static let stockResults: [String: JSONSchema] = [
    getLowStockReport.name: .members([
      .window, .list("productos", of: lowStock), .count("total"), .count("normales"),
      .number("unidades_sugeridas"), .number("costo_sugerido").orNull, .number("presupuesto").ifAsked,
      .list(
        "compra", of: .product + [.text("sucursal"), .number("cantidad"), .number("importe")]
      ).ifAsked,
    ]),
    getReplenishment.name: .members([.window, .list("productos", of: replenishment), .count("total")]),
    suggestPurchaseOrder.name: .members([
      .list("pedidos", of: purchase), .count("total"), .number("importe").orNull,
    ]),
    getOverstockReport.name: surplusReport, getSlowMovers.name: surplusReport,
    getAlerts.name: .members([
      .list("alertas", of: severity + .place + .reason + [.list("reglas", of: .reason)]), .count("total"),
      .list("resumen", of: [.text("regla"), .count("cantidad")]),
    ]),
    explainRule.name: .members(
      [.window, .list("explicaciones", of: .place + severity + .reason), .count("total")] + .product),
    getExpiringProducts.name: .members([
      .list(
        "productos",
        of: .product + [
          .text("sucursal"), .text("lote"), .day("fecha_vencimiento").orNull, .number("dias"),
          .number("cantidad"), .text("regla"),
        ]), .count("total"),
    ]),
    getKardex.name: .members([
      .window.ifAsked, .list("movimientos", of: movement), .count("total"), .text("sku").orNull,
      .text("nombre").orNull,
      .list(
        "cambios_precio",
        of: [
          .day("fecha"), .instant("creado_en"), .text("tipo_movimiento"), .number("precio_antes"),
          .number("precio_despues"),
        ]),
      .list("proveedores", of: [.text("proveedor"), .count("entregas"), .number("costo")]).ifAsked,
    ]),
  ]

  private static let severity: [JSONSchema.Property] = [.text("nivel"), .text("prioridad")]

  private static let lowStock: [JSONSchema.Property] =
    .place + [
      .number("sales_last_7"), .number("sales_last_30"), .number("promedio_diario_7d"),
      .number("proyeccion_7d"), .number("dias_cobertura").orNull, .number("cantidad_sugerida"),
      .flag("is_strategic"), .number("margen_pct").orNull, .number("participacion_mes_pct").orNull,
      .flag("critico"),
    ] + .reason

  private static let replenishment: [JSONSchema.Property] =
    .place + [
      .text("proveedor").orNull, .number("cantidad_sugerida"), .number("en_camino"),
      .number("cantidad_a_pedir"), .number("dias_cobertura").orNull,
    ] + .reason

  private static let purchase: [JSONSchema.Property] = [
    .text("proveedor").orNull, .text("telefono").orNull, .text("email").orNull,
    .number("dias_entrega_estimado").orNull,
    .list(
      "productos",
      of: .product + [
        .text("sucursal").orNull, .number("cantidad_a_pedir"), .number("precio_compra").orNull,
        .number("subtotal").orNull,
      ]), .number("unidades"), .number("importe").orNull,
  ]

  private static let surplusReport = JSONSchema.members([
    .window,
    .list(
      "productos",
      of: .place + [
        .number("sales_last_30"), .number("dias_bodega").orNull, .number("dias_cobertura").orNull,
        .number("excedente"), .number("valor_inmovilizado").orNull, .text("accion"),
      ] + .reason), .count("total"), .number("valor_inmovilizado").orNull,
    .list(
      "sucursales",
      of: [.text("sucursal"), .count("productos"), .number("valor_inmovilizado").orNull]
    ).ifAsked,
  ])

  private static let movement: [JSONSchema.Property] =
    [.day("fecha"), .instant("creado_en")] + .product + [
      .text("sucursal"), .text("tipo_movimiento"), .number("cantidad"), .number("stock_antes"),
      .number("stock_despues"), .text("referencia"), .text("motivo").orNull, .text("usuario"),
    ]
}
