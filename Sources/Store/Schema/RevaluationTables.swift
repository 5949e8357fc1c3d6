internal import SQL

/// What stock came to be worth when its product was given a cost, or lost it again: lines of the value of a balance that
/// no movement of goods brought.
func revaluationTables(_ d: Dialect) -> String {
  """
  CREATE TABLE revaluaciones (
    organizacion_id \(d.integer) NOT NULL,
    cambio_id \(d.integer) NOT NULL,
    sucursal_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    variante_id \(d.integer) NOT NULL DEFAULT 0,
    valor \(d.integer) NOT NULL CHECK (valor <> 0),
    PRIMARY KEY (organizacion_id, cambio_id, sucursal_id, variante_id),
    FOREIGN KEY (organizacion_id, sucursal_id, producto_id, variante_id)
      REFERENCES existencias (organizacion_id, sucursal_id, producto_id, variante_id)
  ) \(d.clustered);
  """
}
