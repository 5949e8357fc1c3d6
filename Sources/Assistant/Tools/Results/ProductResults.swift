internal import Wire

extension Tool {
  static let productResults: [String: JSONSchema] = [
    getProductStock.name: .members([
      .list(
        "productos",
        of: .product + [
          .number("total"), .number("reservado"), .number("disponible"), .text("unidad_medida"),
          .list(
            "sucursales",
            of: [.text("sucursal"), .number("cantidad"), .number("reservado"), .number("en_transito")]),
        ]), .count("total"),
    ]),
    getProductPrice.name: .members(
      .product + [
        .text("unidad_medida"), .number("precio_venta"), .number("precio_mayoreo").orNull,
        .number("cantidad_mayoreo").orNull, .number("precio_compra").orNull, .number("margen_pct").orNull,
      ]),
    searchProducts.name: .members([
      .list(
        "productos",
        of: .product + [
          .text("codigo_barras").orNull, .text("categoria").orNull, .text("proveedor").orNull,
          .number("precio_venta"), .text("unidad_medida"), .flag("is_strategic"), .number("existencia"),
          .number("reservado"),
        ]), .count("total"),
    ]),
    getCategories.name: .members([
      .list("categorias", of: [.text("nombre"), .count("productos")]), .count("total"),
    ]),
    getSuppliers.name: .members([
      .list(
        "proveedores",
        of: [
          .text("nombre"), .text("telefono").orNull, .text("email").orNull, .number("dias_entrega_estimado"),
        ]), .count("total"),
    ]),
    getCustomers.name: .members([
      .list("clientes", of: [.text("nombre"), .text("telefono").orNull]), .count("total"),
    ]),
    getSupplier.name: .members(
      .product + [
        .text("proveedor").orNull, .text("telefono").orNull, .text("email").orNull,
        .number("dias_entrega_estimado").orNull,
      ]),
  ]
}
