internal import SQL

/// Balances, lots and the ledger (requirements §2, design §2).
func stockTables(_ d: Dialect) -> String {
  """
  CREATE TABLE existencias (
    organizacion_id \(d.integer) NOT NULL,
    sucursal_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    variante_id \(d.integer) NOT NULL DEFAULT 0,
    cantidad \(d.integer) NOT NULL DEFAULT 0 CHECK (cantidad >= 0),
    reservado \(d.integer) NOT NULL DEFAULT 0 CHECK (reservado >= 0),
    en_transito \(d.integer) NOT NULL DEFAULT 0 CHECK (en_transito >= 0),
    valor \(d.integer) NOT NULL DEFAULT 0 CHECK (valor >= 0),
    primera_entrada TEXT,
    ultima_entrada TEXT,
    entrada_desde_cero TEXT,
    ultima_venta TEXT,
    ultimo_movimiento TEXT,
    PRIMARY KEY (organizacion_id, sucursal_id, producto_id, variante_id),
    CHECK (reservado <= cantidad),
    CHECK (cantidad > 0 OR valor = 0),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id)
  ) \(d.clustered);
  CREATE INDEX existencias_por_producto ON existencias (organizacion_id, producto_id);

  CREATE TABLE existencias_lotes (
    organizacion_id \(d.integer) NOT NULL,
    sucursal_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    variante_id \(d.integer) NOT NULL DEFAULT 0,
    lote TEXT NOT NULL CHECK (length(lote) <= 50),
    fecha_vencimiento TEXT,
    cantidad \(d.integer) NOT NULL CHECK (cantidad > 0),
    PRIMARY KEY (organizacion_id, sucursal_id, producto_id, variante_id, lote),
    FOREIGN KEY (organizacion_id, sucursal_id, producto_id, variante_id)
      REFERENCES existencias (organizacion_id, sucursal_id, producto_id, variante_id)
  ) \(d.clustered);
  CREATE INDEX lotes_por_vencimiento ON existencias_lotes (organizacion_id, fecha_vencimiento);

  CREATE TABLE movimientos_inventario (
    organizacion_id \(d.integer) NOT NULL,
    id \(d.integer) NOT NULL,
    sucursal_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    variante_id \(d.integer) NOT NULL DEFAULT 0,
    mes TEXT NOT NULL,
    documento TEXT NOT NULL CHECK (documento <> ''),
    linea \(d.integer) NOT NULL,
    tipo_movimiento TEXT NOT NULL CHECK (tipo_movimiento IN (
      'entrada_compra', 'entrada_devolucion', 'entrada_ajuste', 'salida_venta', 'salida_uso_servicio',
      'salida_merma', 'salida_robo', 'salida_devolucion', 'salida_ajuste')),
    cantidad \(d.integer) NOT NULL CHECK (cantidad <> 0),
    stock_antes \(d.integer) NOT NULL CHECK (stock_antes >= 0),
    stock_despues \(d.integer) NOT NULL CHECK (stock_despues >= 0),
    valor_total \(d.integer) NOT NULL,
    proveedor_id \(d.integer),
    venta_pos_id \(d.integer),
    usuario_id \(d.integer) NOT NULL,
    referencia TEXT CHECK (length(referencia) <= 100),
    motivo TEXT CHECK (length(motivo) <= 500),
    lote TEXT CHECK (length(lote) <= 50),
    fecha_vencimiento TEXT,
    dia TEXT NOT NULL,
    creado_en \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, id),
    CHECK (stock_despues = stock_antes + cantidad),
    CHECK ((cantidad > 0 AND valor_total >= 0) OR (cantidad < 0 AND valor_total <= 0)),
    CHECK ((tipo_movimiento LIKE 'entrada%' AND cantidad > 0) OR (tipo_movimiento LIKE 'salida%' AND cantidad < 0)),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, proveedor_id) REFERENCES proveedores (organizacion_id, id),
    FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id)
  ) \(d.clustered);
  CREATE UNIQUE INDEX movimientos_por_documento
    ON movimientos_inventario (organizacion_id, documento, linea, mes);
  CREATE INDEX movimientos_por_producto ON movimientos_inventario (organizacion_id, producto_id, id);
  \(appendOnly("movimientos_inventario", d))

  CREATE TABLE ventas_diarias (
    organizacion_id \(d.integer) NOT NULL,
    sucursal_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    dia TEXT NOT NULL,
    unidades \(d.integer) NOT NULL,
    ingresos \(d.integer) NOT NULL,
    costo \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, dia, sucursal_id, producto_id)
  ) \(d.clustered);
  CREATE INDEX ventas_diarias_por_producto ON ventas_diarias (organizacion_id, producto_id, dia);

  CREATE TABLE traspasos (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL,
    folio TEXT NOT NULL,
    origen_id \(d.integer) NOT NULL,
    destino_id \(d.integer) NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('enviado', 'recibido', 'cancelado')),
    usuario_id \(d.integer) NOT NULL,
    enviado_en \(d.integer) NOT NULL,
    recibido_en \(d.integer),
    dia TEXT NOT NULL,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, folio),
    CHECK (origen_id <> destino_id),
    FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id),
    FOREIGN KEY (organizacion_id, origen_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, destino_id) REFERENCES sucursales (organizacion_id, id)
  ) \(d.tableOptions);

  CREATE TABLE traspasos_items (
    organizacion_id \(d.integer) NOT NULL,
    traspaso_id \(d.integer) NOT NULL,
    linea \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    cantidad \(d.integer) NOT NULL CHECK (cantidad > 0),
    valor \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, traspaso_id, linea),
    FOREIGN KEY (organizacion_id, traspaso_id) REFERENCES traspasos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id)
  ) \(d.clustered);
  """
}

/// Makes the database itself refuse to change or remove a row of `table`.
func appendOnly(_ table: String, _ d: Dialect) -> String {
  switch d {
  case .sqlite:
    """
    CREATE TRIGGER \(table)_sin_cambios BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) solo admite altas: corrija con una reversión'); END;
    CREATE TRIGGER \(table)_sin_bajas BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) solo admite altas: corrija con una reversión'); END;
    """
  case .postgres:
    """
    CREATE FUNCTION \(table)_solo_altas() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '\(table) solo admite altas: corrija con una reversión'; END $$;
    CREATE TRIGGER \(table)_sin_cambios BEFORE UPDATE OR DELETE ON \(table)
      FOR EACH ROW EXECUTE FUNCTION \(table)_solo_altas();
    """
  }
}
