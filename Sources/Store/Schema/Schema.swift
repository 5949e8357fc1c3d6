package import SQL

/// Every migration of the store, oldest first; a line once released is never changed, only followed by another.
package enum Schema {
  static let migrator = Migrator(migrations)

  package static let migrations = [
    Migration("001 comercio") { shopTables($0) },
    Migration("002 catálogo") { catalogueTables($0) },
    Migration("003 existencias") { stockTables($0) },
    Migration("004 ventas") { saleTables($0) },
    Migration("005 asistente") { assistantTables($0) },
    Migration("006 estadísticas") { plannerStatistics($0) },
    Migration("007 fichas") { recordColumns($0) },
    Migration("008 alertas") { alertTables($0) },
    Migration("009 correo") { postTables($0) },
    Migration("010 pagos") { paymentTables($0) },
    Migration("011 cuentas") { accountTables($0) },
    Migration("012 ajustes") { settingTables($0) },
    Migration("013 modelo") { modelTables($0) },
    Migration("014 fallos adelantados") { earlyFailureTables($0) },
    Migration("015 reembolsos") { refundColumns($0) },
    Migration("016 números de token") { tokenNumbers($0) },
    Migration("017 revaluaciones") { revaluationTables($0) },
  ]
}

extension Dialect {
  /// The end of a `CREATE TABLE` whose rows the primary key keeps in order.
  var clustered: String { self == .sqlite ? "WITHOUT ROWID, STRICT" : "" }
}
