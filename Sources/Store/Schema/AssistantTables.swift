internal import SQL

/// What the assistant keeps between turns; the shop does not read its JSON.
func assistantTables(_ d: Dialect) -> String {
  """
  CREATE TABLE conversaciones (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    usuario_id \(d.integer) NOT NULL,
    canal TEXT NOT NULL,
    estado TEXT NOT NULL,
    version \(d.integer) NOT NULL,
    expira_en \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, usuario_id, canal)
  ) \(d.clustered);

  CREATE TABLE propuestas (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    id TEXT NOT NULL,
    usuario_id \(d.integer) NOT NULL,
    canal TEXT NOT NULL,
    herramienta TEXT NOT NULL,
    argumentos TEXT NOT NULL,
    expira_en \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, id)
  ) \(d.clustered);
  """
}
