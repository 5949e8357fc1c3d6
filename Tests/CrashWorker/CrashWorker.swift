import CFaultVFS
import Foundation
import Inventory
import SQLite
import Shop
import Store

/// Sells in a store until it is killed, and writes the folio of each sale that was acknowledged, a line each.
///
/// Its arguments are the store's file, `plain` or `powerloss` for what becomes of unsynced writes when it is killed,
/// and how many sales to make at most.
@main struct CrashWorker {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let limit = Int(arguments[3]) else { exit(2) }
    var options = SQLiteDatabase.Options()
    if arguments[2] == "powerloss" {
      guard cfaultvfs_register() == 0 else { exit(1) }
      options.vfs = "powerloss"
    }
    let store = try await Store(SQLiteDatabase(path: arguments[1], options: options))
    let shop = Shop(
      store: store, now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
      makeID: { UUID().uuidString })
    let session = try await shop.open(door: "prueba")
    let products = try await shop.names(session).products.map(\.id)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seller in 0..<sellers {
        group.addTask {
          for number in 0..<(limit / sellers) {
            let lines = (0..<3).map { line in
              SaleDraft.Line(
                product: products[(number + seller + line) % products.count],
                quantity: Quantity(Int64(line + 1)))
            }
            let sale = try await shop.sell(SaleDraft(lines: lines), session)
            FileHandle.standardOutput.write(Data("\(sale.folio.text)\n".utf8))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// How many sell at once, so that their writes share commits.
  private static let sellers = 4
}
