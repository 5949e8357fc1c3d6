internal import SQL

/// Categories, suppliers, products and their prices (requirements §1).
func catalogueTables(_ d: Dialect) -> String {
  """
  CREATE TABLE categorias_productos (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    nombre TEXT NOT NULL CHECK (length(nombre) BETWEEN 1 AND 100),
    descripcion TEXT CHECK (length(descripcion) <= 500),
    categoria_padre_id \(d.integer),
    icono TEXT CHECK (length(icono) <= 50),
    color TEXT,
    orden \(d.integer) NOT NULL DEFAULT 0,
    activo \(d.integer) NOT NULL DEFAULT 1,
    UNIQUE (organizacion_id, id),
    CHECK (categoria_padre_id <> id),
    FOREIGN KEY (organizacion_id, categoria_padre_id) REFERENCES categorias_productos (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE UNIQUE INDEX categorias_por_nombre
    ON categorias_productos (organizacion_id, coalesce(categoria_padre_id, 0), nombre);

  CREATE TABLE proveedores (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    nombre TEXT NOT NULL CHECK (length(nombre) BETWEEN 1 AND 200),
    razon_social TEXT CHECK (length(razon_social) <= 200),
    rfc_tax_id TEXT CHECK (length(rfc_tax_id) <= 50),
    telefono TEXT CHECK (length(telefono) <= 20),
    email TEXT CHECK (length(email) <= 100),
    sitio_web TEXT CHECK (length(sitio_web) <= 200),
    direccion TEXT,
    ciudad TEXT CHECK (length(ciudad) <= 100),
    estado TEXT CHECK (length(estado) <= 100),
    codigo_postal TEXT CHECK (length(codigo_postal) <= 10),
    pais TEXT NOT NULL DEFAULT 'México' CHECK (length(pais) <= 50),
    terminos_pago TEXT CHECK (length(terminos_pago) <= 100),
    dias_entrega_estimado \(d.integer) NOT NULL DEFAULT 7 CHECK (dias_entrega_estimado >= 0),
    descuento_porcentaje \(d.integer) NOT NULL DEFAULT 0 CHECK (descuento_porcentaje BETWEEN 0 AND 1000),
    notas TEXT,
    activo \(d.integer) NOT NULL DEFAULT 1,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, nombre)
  ) \(d.tableOptions);

  CREATE TABLE productos (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    id_publico TEXT NOT NULL UNIQUE,
    nombre TEXT NOT NULL CHECK (length(nombre) BETWEEN 1 AND 200),
    descripcion TEXT CHECK (length(descripcion) <= 1000),
    sku TEXT CHECK (length(sku) <= 50),
    sku_clave TEXT,
    codigo_barras TEXT CHECK (length(codigo_barras) <= 50),
    categoria_id \(d.integer),
    proveedor_id \(d.integer),
    precio_compra \(d.integer) NOT NULL DEFAULT 0 CHECK (precio_compra >= 0),
    precio_venta \(d.integer) NOT NULL CHECK (precio_venta > 0),
    precio_mayoreo \(d.integer),
    cantidad_mayoreo \(d.integer) CHECK (cantidad_mayoreo >= 1000),
    stock_minimo \(d.integer) NOT NULL DEFAULT 5000 CHECK (stock_minimo >= 0),
    stock_maximo \(d.integer) NOT NULL DEFAULT 100000 CHECK (stock_maximo >= 1000),
    unidad_medida TEXT NOT NULL DEFAULT 'unidad' CHECK (unidad_medida IN ('unidad', 'litro', 'kilo', 'caja')),
    alerta_stock_minimo \(d.integer) NOT NULL DEFAULT 1,
    alerta_dias_antes_vencimiento \(d.integer) NOT NULL DEFAULT 30,
    es_perecedero \(d.integer) NOT NULL DEFAULT 0,
    dias_vida_util \(d.integer) CHECK (dias_vida_util >= 1),
    imagen_url TEXT CHECK (length(imagen_url) <= 500),
    color TEXT CHECK (length(color) <= 50),
    talla TEXT CHECK (length(talla) <= 20),
    permite_venta \(d.integer) NOT NULL DEFAULT 1,
    permite_uso_servicio \(d.integer) NOT NULL DEFAULT 1,
    requiere_receta \(d.integer) NOT NULL DEFAULT 0,
    is_strategic \(d.integer) NOT NULL DEFAULT 0,
    alias TEXT NOT NULL DEFAULT '',
    notas TEXT,
    activo \(d.integer) NOT NULL DEFAULT 1,
    creado_en \(d.integer) NOT NULL,
    actualizado_en \(d.integer) NOT NULL,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, sku_clave),
    UNIQUE (organizacion_id, codigo_barras),
    CHECK (precio_mayoreo IS NULL OR (precio_mayoreo < precio_venta AND cantidad_mayoreo IS NOT NULL)),
    CHECK (stock_minimo <= stock_maximo),
    FOREIGN KEY (organizacion_id, categoria_id) REFERENCES categorias_productos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, proveedor_id) REFERENCES proveedores (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE INDEX productos_por_nombre ON productos (organizacion_id, nombre);
  \(productSearch(d))

  CREATE TABLE historial_precios (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    precio_anterior \(d.integer) NOT NULL,
    precio_nuevo \(d.integer) NOT NULL,
    costo_anterior \(d.integer) NOT NULL,
    costo_nuevo \(d.integer) NOT NULL,
    mayoreo_anterior \(d.integer),
    cantidad_mayoreo_anterior \(d.integer),
    usuario_id \(d.integer) NOT NULL,
    dia TEXT NOT NULL,
    creado_en \(d.integer) NOT NULL,
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE INDEX historial_por_producto ON historial_precios (organizacion_id, producto_id, id);
  """
}

/// The words of each product (name, other names, SKU, barcode) for narrowing a search.
private func productSearch(_ d: Dialect) -> String {
  switch d {
  case .sqlite:
    """
    CREATE VIRTUAL TABLE productos_texto USING fts5(
      texto, organizacion_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
    """
  case .postgres:
    """
    CREATE TABLE productos_texto (
      rowid BIGINT PRIMARY KEY, organizacion_id BIGINT NOT NULL, texto TEXT NOT NULL,
      palabras tsvector GENERATED ALWAYS AS (to_tsvector('simple', texto)) STORED);
    CREATE INDEX productos_texto_palabras ON productos_texto USING gin (palabras);
    """
  }
}
