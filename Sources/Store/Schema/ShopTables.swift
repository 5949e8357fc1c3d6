internal import SQL

/// Organisations, branches, people and customers (requirements §3, §4, §21).
func shopTables(_ d: Dialect) -> String {
  """
  CREATE TABLE organizaciones (
    id \(d.identityKey),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    moneda TEXT NOT NULL,
    zona_horaria TEXT NOT NULL,
    minuto_cierre \(d.integer) NOT NULL DEFAULT 1200 CHECK (minuto_cierre BETWEEN 0 AND 1440),
    idioma TEXT NOT NULL DEFAULT 'es',
    trato TEXT NOT NULL DEFAULT 'tu' CHECK (trato IN ('vos', 'tu', 'usted')),
    email_admin TEXT,
    catalogo_version \(d.integer) NOT NULL DEFAULT 0,
    movimientos \(d.integer) NOT NULL DEFAULT 0,
    creado_en \(d.integer) NOT NULL
  ) \(d.tableOptions);

  CREATE TABLE sucursales (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    tipo TEXT NOT NULL DEFAULT 'sucursal' CHECK (tipo IN ('sucursal', 'almacen', 'vitrina')),
    alias TEXT NOT NULL DEFAULT '',
    principal \(d.integer) NOT NULL DEFAULT 0,
    activo \(d.integer) NOT NULL DEFAULT 1,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, nombre)
  ) \(d.tableOptions);
  CREATE UNIQUE INDEX sucursal_principal ON sucursales (organizacion_id) WHERE principal = 1;

  CREATE TABLE usuarios (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    rol TEXT NOT NULL
      CHECK (rol IN ('propietario', 'gerente', 'cajero', 'recepcionista', 'profesional', 'solo_lectura')),
    sucursal_id \(d.integer),
    activo \(d.integer) NOT NULL DEFAULT 1,
    UNIQUE (organizacion_id, id),
    UNIQUE (organizacion_id, nombre),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id)
  ) \(d.tableOptions);

  CREATE TABLE clientes (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    telefono TEXT,
    activo \(d.integer) NOT NULL DEFAULT 1,
    UNIQUE (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE INDEX clientes_por_nombre ON clientes (organizacion_id, nombre);

  CREATE TABLE series_folios (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    serie TEXT NOT NULL,
    anio \(d.integer) NOT NULL,
    ultimo \(d.integer) NOT NULL CHECK (ultimo > 0),
    PRIMARY KEY (organizacion_id, serie, anio)
  ) \(d.clustered);

  CREATE TABLE claves_idempotencia (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    clave TEXT NOT NULL,
    operacion TEXT NOT NULL,
    huella TEXT NOT NULL,
    resultado TEXT NOT NULL,
    revertida \(d.integer) NOT NULL DEFAULT 0,
    creado_en \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, clave)
  ) \(d.clustered);
  """
}
