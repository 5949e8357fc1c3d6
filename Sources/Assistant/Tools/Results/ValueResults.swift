internal import Wire

extension Tool {
  static let valueResults: [String: JSONSchema] = [
    getAbcAnalysis.name: .members([
      .window,
      .list(
        "productos",
        of: [.number("producto_id"), .text("nombre_producto")] + .product + [
          .number("total_vendido"), .number("ingresos_generados"), .number("porcentaje_ingresos").orNull,
          .text("clasificacion"), .text("recomendacion").orNull, .number("valor_inmovilizado").orNull,
        ]), .count("total"),
      .list(
        "clases",
        of: [
          .text("clasificacion"), .count("productos"), .number("ingresos"),
          .number("porcentaje_ingresos").orNull,
        ]),
    ]),
    getInventoryValue.name: .members(
      worth + [
        .list("categorias", of: [.text("categoria").orNull] + worth).ifAsked,
        .list("proveedores", of: [.text("proveedor").orNull] + worth).ifAsked,
        .list("sucursales", of: [.text("sucursal")] + worth).ifAsked,
      ]),
    getTurnover.name: .members([
      .window,
      .list(
        "productos",
        of: .product + [
          .number("unidades_vendidas"), .number("stock_promedio"), .number("rotacion").orNull,
          .number("dias_promedio").orNull,
        ]), .count("total"),
    ]),
    // Of one product, of all by margin, or of what was sold in some days.
    getMargin.name: .members(
      (.product + unitMargin + soldDays + soldMargin).map(\.ifAsked) + [
        .list(
          "productos",
          of: .product + (unitMargin + soldMargin).map(\.ifAsked) + [.number("margen_pct").orNull]
        ).ifAsked, .count("total").ifAsked,
        .number("margen_pct").orNull.ifAsked,
        .list(
          "partes",
          of: [.text("nombre"), .number("ingresos"), .number("margen"), .number("margen_pct").orNull]
        ).ifAsked,
      ]),
  ]

  private static let worth: [JSONSchema.Property] = [
    .count("total_productos"), .number("total_unidades"), .number("valor_compra"), .number("valor_venta"),
    .number("margen_potencial"),
  ]

  private static let unitMargin: [JSONSchema.Property] = [
    .number("precio_venta"), .number("precio_compra").orNull, .number("margen_unitario").orNull,
  ]

  private static let soldDays: [JSONSchema.Property] = [
    .day("desde"), .day("hasta"), .text("producto").orNull,
  ]

  private static let soldMargin: [JSONSchema.Property] = [
    .number("unidades"), .number("ingresos"), .number("costo"), .number("margen"),
  ]
}
