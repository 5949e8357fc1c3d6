internal import SQL

/// Who may come in, and by what; of every secret only its digest or its Argon2id hash is kept.
func accountTables(_ d: Dialect) -> String {
  let person = "FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id)"
  return """
    ALTER TABLE usuarios ADD COLUMN email TEXT;
    CREATE UNIQUE INDEX usuarios_por_email ON usuarios (organizacion_id, email);

    CREATE TABLE contrasenas (
      organizacion_id \(d.integer) NOT NULL,
      usuario_id \(d.integer) NOT NULL,
      hash TEXT NOT NULL,
      cambiada_en \(d.integer) NOT NULL,
      PRIMARY KEY (organizacion_id, usuario_id),
      \(person)
    ) \(d.clustered);

    CREATE TABLE intentos_ingreso (
      organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
      cuenta \(d.bytes) NOT NULL,
      intentos \(d.integer) NOT NULL CHECK (intentos > 0),
      ultimo_en \(d.integer) NOT NULL,
      PRIMARY KEY (organizacion_id, cuenta)
    ) \(d.clustered);
    CREATE INDEX intentos_por_fecha ON intentos_ingreso (organizacion_id, ultimo_en);

    CREATE TABLE tokens_acceso (
      id \(d.identityKey),
      organizacion_id \(d.integer) NOT NULL,
      usuario_id \(d.integer) NOT NULL,
      huella \(d.bytes) NOT NULL UNIQUE,
      nombre TEXT NOT NULL,
      rol TEXT,
      alcances TEXT,
      creado_en \(d.integer) NOT NULL,
      usado_en \(d.integer) NOT NULL,
      expira_en \(d.integer),
      CHECK ((rol IS NULL) = (alcances IS NULL)),
      CHECK (rol IS NOT NULL OR expira_en IS NOT NULL),
      \(person)
    ) \(d.tableOptions);
    CREATE INDEX tokens_por_usuario ON tokens_acceso (organizacion_id, usuario_id);

    CREATE TABLE codigos_unicos (
      selector TEXT NOT NULL PRIMARY KEY,
      organizacion_id \(d.integer) NOT NULL,
      usuario_id \(d.integer) NOT NULL,
      proposito TEXT NOT NULL CHECK (proposito IN ('chat', 'ingreso')),
      huella \(d.bytes) NOT NULL,
      intentos \(d.integer) NOT NULL DEFAULT 0,
      expira_en \(d.integer) NOT NULL,
      UNIQUE (organizacion_id, usuario_id, proposito),
      \(person)
    ) \(d.tableOptions);

    CREATE TABLE enlaces_chat (
      canal TEXT NOT NULL,
      identidad TEXT NOT NULL,
      organizacion_id \(d.integer) NOT NULL,
      usuario_id \(d.integer) NOT NULL,
      idioma TEXT,
      creado_en \(d.integer) NOT NULL,
      PRIMARY KEY (canal, identidad),
      \(person)
    ) \(d.clustered);
    CREATE INDEX enlaces_por_usuario ON enlaces_chat (organizacion_id, usuario_id);

    CREATE TABLE claves_firma (
      organizacion_id \(d.integer) NOT NULL PRIMARY KEY REFERENCES organizaciones (id),
      clave \(d.bytes) NOT NULL
    ) \(d.tableOptions);
    """
}
