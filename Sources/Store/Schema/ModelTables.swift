internal import SQL

/// How much of a language model each shop used, a line a day and model; `costo` is in millionths.
func modelTables(_ d: Dialect) -> String {
  """
  CREATE TABLE consumo_modelo (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    dia TEXT NOT NULL,
    modelo TEXT NOT NULL,
    turnos \(d.integer) NOT NULL,
    fallas \(d.integer) NOT NULL,
    tokens_entrada \(d.integer) NOT NULL,
    tokens_salida \(d.integer) NOT NULL,
    costo \(d.integer) NOT NULL,
    PRIMARY KEY (organizacion_id, dia, modelo)
  ) \(d.clustered);
  """
}
