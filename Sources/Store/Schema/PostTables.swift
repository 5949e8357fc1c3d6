internal import SQL

/// What came in from the chats and what is to go out to them; who of several servers does the sending.
func postTables(_ d: Dialect) -> String {
  """
  CREATE TABLE mensajes_entrantes (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    canal TEXT NOT NULL,
    id_externo TEXT NOT NULL,
    persona TEXT NOT NULL,
    contenido TEXT NOT NULL,
    recibido_en \(d.integer) NOT NULL,
    atendido_en \(d.integer),
    PRIMARY KEY (organizacion_id, canal, id_externo)
  ) \(d.clustered);
  CREATE INDEX mensajes_sin_atender ON mensajes_entrantes (recibido_en) WHERE atendido_en IS NULL;
  CREATE INDEX mensajes_por_fecha ON mensajes_entrantes (organizacion_id, recibido_en);

  CREATE TABLE bandeja_salida (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    canal TEXT NOT NULL,
    persona TEXT NOT NULL,
    direccion TEXT NOT NULL,
    causa TEXT NOT NULL,
    parte \(d.integer) NOT NULL,
    contenido TEXT NOT NULL,
    forma TEXT NOT NULL DEFAULT 'usual',
    estado TEXT NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'enviado', 'descartado')),
    intentos \(d.integer) NOT NULL DEFAULT 0,
    no_antes \(d.integer) NOT NULL,
    id_externo TEXT,
    entrega \(d.integer) CHECK (entrega BETWEEN 0 AND 3),
    motivo TEXT,
    creado_en \(d.integer) NOT NULL,
    UNIQUE (organizacion_id, canal, causa, parte)
  ) \(d.tableOptions);
  CREATE INDEX salida_pendiente ON bandeja_salida (organizacion_id, canal, persona, id) WHERE estado = 'pendiente';
  CREATE INDEX salida_por_id_externo ON bandeja_salida (organizacion_id, canal, id_externo);
  CREATE INDEX salida_por_fecha ON bandeja_salida (organizacion_id, creado_en);

  CREATE TABLE relevos (
    tarea TEXT NOT NULL PRIMARY KEY,
    titular TEXT NOT NULL,
    vence_en \(d.integer) NOT NULL
  ) \(d.tableOptions);
  """
}
