internal import SQL

/// Sales with their items, and returns (requirements §5).
func saleTables(_ d: Dialect) -> String {
  """
  CREATE TABLE ventas_pos (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL,
    id_publico TEXT NOT NULL UNIQUE,
    folio TEXT NOT NULL CHECK (length(folio) BETWEEN 1 AND 50),
    folio_numero \(d.integer),
    sucursal_id \(d.integer) NOT NULL,
    tipo_venta TEXT NOT NULL DEFAULT 'directa'
      CHECK (tipo_venta IN ('directa', 'cita', 'apartado', 'cotizacion')),
    cliente_id \(d.integer),
    cliente TEXT,
    usuario_id \(d.integer) NOT NULL,
    subtotal \(d.integer) NOT NULL CHECK (subtotal >= 0),
    descuento_monto \(d.integer) NOT NULL DEFAULT 0 CHECK (descuento_monto BETWEEN 0 AND subtotal),
    impuestos \(d.integer) NOT NULL DEFAULT 0 CHECK (impuestos >= 0),
    total \(d.integer) NOT NULL CHECK (total >= 0),
    metodo_pago TEXT NOT NULL
      CHECK (metodo_pago IN ('efectivo', 'tarjeta', 'transferencia', 'qr', 'terminal', 'mixto')),
    estado_pago TEXT NOT NULL DEFAULT 'pendiente'
      CHECK (estado_pago IN ('pendiente', 'pagado', 'parcial', 'cancelado')),
    monto_pagado \(d.integer) NOT NULL DEFAULT 0 CHECK (monto_pagado BETWEEN 0 AND total),
    monto_pendiente \(d.integer) NOT NULL,
    notas TEXT CHECK (length(notas) <= 500),
    estado TEXT NOT NULL DEFAULT 'completada' CHECK (estado IN (
      'cotizacion', 'apartado', 'completada', 'cancelada', 'devolucion_parcial', 'devolucion_total')),
    importada \(d.integer) NOT NULL DEFAULT 0,
    fecha_venta \(d.integer) NOT NULL,
    dia TEXT NOT NULL,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, folio),
    CHECK (total = subtotal - descuento_monto + impuestos),
    CHECK (monto_pendiente = total - monto_pagado),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id),
    FOREIGN KEY (organizacion_id, cliente_id) REFERENCES clientes (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE INDEX ventas_por_dia ON ventas_pos (organizacion_id, dia, sucursal_id);
  CREATE INDEX ventas_por_numero ON ventas_pos (organizacion_id, folio_numero);

  CREATE TABLE ventas_pos_items (
    organizacion_id \(d.integer) NOT NULL,
    venta_id \(d.integer) NOT NULL,
    linea \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    nombre_producto TEXT NOT NULL,
    sku TEXT,
    cantidad \(d.integer) NOT NULL CHECK (cantidad > 0),
    precio_unitario \(d.integer) NOT NULL CHECK (precio_unitario >= 0),
    descuento_monto \(d.integer) NOT NULL DEFAULT 0 CHECK (descuento_monto BETWEEN 0 AND precio_unitario),
    precio_final \(d.integer) NOT NULL CHECK (precio_final = precio_unitario - descuento_monto),
    subtotal \(d.integer) NOT NULL CHECK (subtotal = (cantidad * precio_final + 500) / 1000),
    costo \(d.integer) NOT NULL DEFAULT 0,
    devuelto \(d.integer) NOT NULL DEFAULT 0 CHECK (devuelto BETWEEN 0 AND cantidad),
    aplica_comision \(d.integer) NOT NULL DEFAULT 1,
    PRIMARY KEY (organizacion_id, venta_id, linea),
    FOREIGN KEY (organizacion_id, venta_id) REFERENCES ventas_pos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id)
  ) \(d.clustered);

  CREATE TABLE devoluciones (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL,
    folio TEXT NOT NULL CHECK (length(folio) BETWEEN 1 AND 50),
    venta_id \(d.integer),
    sucursal_id \(d.integer) NOT NULL,
    usuario_id \(d.integer) NOT NULL,
    motivo TEXT CHECK (length(motivo) <= 500),
    total \(d.integer) NOT NULL CHECK (total >= 0),
    fecha \(d.integer) NOT NULL,
    dia TEXT NOT NULL,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, folio),
    FOREIGN KEY (organizacion_id, venta_id) REFERENCES ventas_pos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE INDEX devoluciones_por_venta ON devoluciones (organizacion_id, venta_id);

  CREATE TABLE devoluciones_items (
    organizacion_id \(d.integer) NOT NULL,
    devolucion_id \(d.integer) NOT NULL,
    linea \(d.integer) NOT NULL,
    venta_linea \(d.integer),
    producto_id \(d.integer) NOT NULL,
    cantidad \(d.integer) NOT NULL CHECK (cantidad > 0),
    monto \(d.integer) NOT NULL CHECK (monto >= 0),
    costo \(d.integer) NOT NULL CHECK (costo >= 0),
    repuesto \(d.integer) NOT NULL DEFAULT 1,
    PRIMARY KEY (organizacion_id, devolucion_id, linea),
    FOREIGN KEY (organizacion_id, devolucion_id) REFERENCES devoluciones (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id)
  ) \(d.clustered);
  """
}
