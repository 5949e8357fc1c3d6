internal import SQL

/// Lets the number of a token that is gone never become another's; PostgreSQL's numbers do not come again by
/// themselves.
func tokenNumbers(_ d: Dialect) -> String {
  guard d == .sqlite else { return "" }
  return """
    CREATE TABLE tokens_numerados (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      organizacion_id INTEGER NOT NULL,
      usuario_id INTEGER NOT NULL,
      huella BLOB NOT NULL UNIQUE,
      nombre TEXT NOT NULL,
      rol TEXT,
      alcances TEXT,
      creado_en INTEGER NOT NULL,
      usado_en INTEGER NOT NULL,
      expira_en INTEGER,
      CHECK ((rol IS NULL) = (alcances IS NULL)),
      CHECK (rol IS NOT NULL OR expira_en IS NOT NULL),
      FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id)
    ) STRICT;
    INSERT INTO tokens_numerados SELECT id, organizacion_id, usuario_id, huella, nombre, rol, alcances, creado_en,
      usado_en, expira_en FROM tokens_acceso;
    DROP TABLE tokens_acceso;
    ALTER TABLE tokens_numerados RENAME TO tokens_acceso;
    CREATE INDEX tokens_por_usuario ON tokens_acceso (organizacion_id, usuario_id);
    """
}
