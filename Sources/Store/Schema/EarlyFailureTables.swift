internal import SQL

/// What services report of messages whose sending is not noted yet.
func earlyFailureTables(_ d: Dialect) -> String {
  """
  CREATE TABLE fallos_adelantados (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    canal TEXT NOT NULL,
    id_externo TEXT NOT NULL,
    fallo TEXT NOT NULL,
    recibido_en \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, canal, id_externo)
  ) \(d.clustered);
  CREATE INDEX fallos_por_fecha ON fallos_adelantados (organizacion_id, recibido_en);
  """
}
