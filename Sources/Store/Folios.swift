package import Inventory
internal import SQL

extension Transaction {
  /// How the folios of a series read: those of its sales as the shop has chosen.
  package func folioFormat(of series: FolioSeries) throws -> FolioFormat {
    guard series == .sale else { return FolioFormat(series) }
    let pattern = try connection.first(
      "SELECT formato_folio FROM organizaciones WHERE id = \(organization)"
    ) { $0.text(0) }
    guard let pattern, let format = try? FolioFormat(stored: pattern) else {
      throw StoreDamage(what: "«\(pattern ?? "")» is no format of folios")
    }
    return format
  }

  /// The next folio of a series, without gaps: it is taken in the transaction of the document itself.
  package func nextFolio(_ series: FolioSeries, year: Int) throws -> Folio {
    let format = try folioFormat(of: series)
    let number = try connection.first(
      """
      INSERT INTO series_folios (organizacion_id, serie, anio, ultimo)
      VALUES (\(organization), \(series.rawValue), \(format.countedYear(year)), 1)
      ON CONFLICT (organizacion_id, serie, anio) DO UPDATE SET ultimo = series_folios.ultimo + 1 RETURNING ultimo
      """
    ) { $0.integer(0) }
    guard let number else { throw StoreDamage(what: "folio series \(series.rawValue) gave no number") }
    return format.folio(year: year, number: number)
  }

  /// Moves a series past a folio that came from elsewhere and reads like its own, so that it is not given out again.
  package func keep(_ series: FolioSeries, _ format: FolioFormat, clearOf folio: Folio) throws {
    guard let (year, number) = format.read(folio), format.folio(year: year, number: number) == folio else {
      return
    }
    try keep(series, clearOf: number, year: year)
  }

  /// Lets the folios of sales read as `format` says from now on, past every folio that does already.
  ///
  /// Reads all folios of the shop, some 0.3 µs each.
  package func setFolioFormat(_ format: FolioFormat) throws {
    try connection.execute(
      "UPDATE organizaciones SET formato_folio = \(format.pattern) WHERE id = \(organization)")
    var last: [Int: Int64] = [:]
    try connection.each(
      """
      SELECT folio FROM ventas_pos WHERE organizacion_id = \(organization)
      UNION ALL SELECT folio FROM devoluciones WHERE organizacion_id = \(organization)
      """
    ) { row in
      guard let (year, number) = format.read(Folio(row.text(0))) else { return }
      last[year] = max(last[year] ?? 0, number)
    }
    for (year, number) in last { try keep(.sale, clearOf: number, year: year) }
  }

  /// A number beyond a thousand million is no count of sales and does not move the series.
  private func keep(_ series: FolioSeries, clearOf number: Int64, year: Int) throws {
    guard (1...1_000_000_000).contains(number) else { return }
    try connection.execute(
      """
      INSERT INTO series_folios (organizacion_id, serie, anio, ultimo)
      VALUES (\(organization), \(series.rawValue), \(year), \(number))
      ON CONFLICT (organizacion_id, serie, anio) DO UPDATE SET ultimo = excluded.ultimo
        WHERE series_folios.ultimo < excluded.ultimo
      """)
  }
}
