internal import Crypto
internal import Foundation
internal import Inventory
package import Shop
internal import SQLite
internal import Store

/// A store that is open, with the shop in it and on whose behalf the command works.
package struct OpenShop: Sendable {
  package let shop: Shop
  package let session: Session
  /// Who else is let in; the one place of the process where passwords are hashed.
  package let accounts: Accounts
  let database: SQLiteDatabase
  /// Where the store lies, for messages.
  package let path: String
  /// Whether this is the demo shop.
  package let isDemo: Bool
}

extension Configuration {
  /// Opens the shop that the command is about.
  ///
  /// - Throws: `Failure` when the store cannot be opened, has no shop yet, or lacks a name that was given.
  package func open(door: String) async throws -> OpenShop {
    guard isDemo || storePath.hasPrefix("postgresql://") || FileManager.default.fileExists(atPath: storePath)
    else { throw Failure.noShop(in: storePath) }
    if !isDemo, let size = try? FileManager.default.attributesOfItem(atPath: storePath)[.size] as? NSNumber,
      size == 0
    {
      throw Failure.emptyFile(storePath)
    }
    let store = try await openStore()
    let session = try await store.session(self, door: door)
    let shop = try store.shop(self, clock: session.clock)
    return OpenShop(
      shop: shop, session: session,
      accounts: Accounts(shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes),
      database: store.database, path: store.path, isDemo: isDemo)
  }

  /// Opens the store alone, and makes it where there is none; the demo's is made whole on its first use.
  func openStore() async throws -> OpenStore {
    let path = isDemo ? try await demoPath() : storePath
    guard !path.hasPrefix("postgresql://") else {
      throw Failure.usage("esta versión guarda en SQLite: indique un archivo con --store")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if store == nil {
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    return try await OpenStore(path)
  }

  /// The demo shop's file: one a day, since its year ends today; those of other days are removed.
  private func demoPath() async throws -> String {
    let folder = dataFolder + "/demo"
    let reckoning = try DemoLoader.clock()
    let day = reckoning.day(of: try clock(reckoning)()).description
    let files = FileManager.default
    let path = folder + "/" + day + ".sqlite"
    guard !files.fileExists(atPath: path) else { return path }
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: folder) where !name.hasPrefix(day) {
        try? files.removeItem(atPath: folder + "/" + name)
      }
    } catch {
      throw Failure(.storeUnavailable, "\(folder): no se puede crear; revise los permisos o XDG_DATA_HOME")
    }
    try await makeDemo(at: path)
    return path
  }

  /// Fills a draft that takes its name when it is whole, so that a start cut short leaves no half a shop.
  private func makeDemo(at path: String) async throws {
    let files = FileManager.default
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? files.removeItem(atPath: draft) }
    let open = try await OpenStore(draft)
    try await DemoLoader.load(into: try open.shop(self, clock: try DemoLoader.clock()))
    await open.database.close()
    do {
      try files.moveItem(atPath: draft, toPath: path)
    } catch {
      // Another program may have made it meanwhile.
      guard files.fileExists(atPath: path) else {
        throw Failure(.storeUnavailable, "\(path): no se puede crear; revise los permisos")
      }
    }
  }
}

/// A store that is open, before it is known which shop in it is meant.
struct OpenStore: Sendable {
  let database: SQLiteDatabase
  let store: Store
  let path: String

  /// Opens the store at `path` and brings it to this program's schema; makes one where there is none.
  init(_ path: String) async throws {
    database = try SQLiteDatabase(path: path)
    store = try await Store(database)
    self.path = path
  }

  /// The shop's operations over this store, at the configured time.
  ///
  /// A time without an offset is read by `clock`, the shop's own reckoning.
  func shop(_ configuration: Configuration, clock: ShopClock?) throws -> Shop {
    Shop(store: store, now: try configuration.clock(clock), makeID: { UUID().uuidString.lowercased() })
  }

  /// The shop's operations where no time is asked for.
  private var timeless: Shop { Shop(store: store, now: { Instant(milliseconds: 0) }, makeID: { "" }) }

  func shops() async throws -> [ShopRecord] { try await timeless.shops() }

  func session(_ configuration: Configuration, door: String) async throws -> Session {
    let shop = timeless
    let shops = try await shops()
    guard !shops.isEmpty else { throw Failure.noShop(in: path) }
    if configuration.shop == nil, shops.count > 1 {
      let names = shops.map { "«\($0.name)»" }.joined(separator: ", ")
      throw Failure.usage("hay varios comercios: elija uno con --shop (\(names))")
    }
    do {
      return try await shop.open(
        shop: configuration.shop, branch: configuration.branch, user: configuration.user, door: door)
    } catch let error as ShopError {
      throw Failure.usage(error.reason)
    }
  }
}

extension Configuration {
  /// What tells the time: the fixed moment where one was given, else the machine's clock.
  func clock(_ clock: ShopClock?) throws(Failure) -> @Sendable () -> Instant {
    guard let now else { return { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) } }
    guard let zone = TimeZoneName("UTC"),
      let fixed = (clock ?? ShopClock(zone: zone)).instant(parsing: now, atEnd: true)
    else {
      throw .usage("--now «\(now)»: se espera una fecha o una hora ISO, como 2025-11-20 o 2025-11-20T18:30")
    }
    return { fixed }
  }
}
