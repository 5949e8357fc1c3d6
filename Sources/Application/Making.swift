internal import Inventory
internal import Shop
internal import Store

extension Configuration {
  /// What messages call the store.
  package var storeName: String { isDemo ? "la demostración" : storePath }

  /// Makes an empty shop and returns where it lives; beside others in the same store only when it `isAnother`.
  package func createShop(
    name: String, currency: String, timeZone: String, owner: String, address: String, folios: String? = nil,
    isAnother: Bool
  ) async throws -> String {
    guard let currency = Currency(code: currency) else {
      throw Failure.usage(
        "--currency «\(currency)»: no la conozco; por ejemplo BOB, ARS, MXN, PEN, CLP, COP, USD")
    }
    guard let zone = TimeZoneName(timeZone) else {
      throw Failure.usage("--time-zone «\(timeZone)»: no existe; por ejemplo America/La_Paz o America/Lima")
    }
    guard let address = ShopRecord.Address(rawValue: address) else {
      throw Failure.usage("--address «\(address)»: se espera vos, tu o usted")
    }
    let folios = try folios.map { try FolioFormat(option: "--folio", $0) } ?? FolioFormat(.sale)
    let store = try await openStore()
    let shop = try store.shop(self, clock: ShopClock(zone: zone))
    let shops = try await shop.shops()
    guard !shops.contains(where: { $0.name == name }) else {
      throw Failure(
        .badData,
        "ya hay un comercio «\(name)» en \(store.path); elija otro nombre, u otro archivo con --store")
    }
    if let first = shops.first, !isAnother {
      throw Failure.usage(
        "ya hay un comercio «\(first.name)» en \(store.path); para otro en el mismo almacén añada --another, "
          + "o elija otro archivo con --store")
    }
    try await shop.createShop(
      name: name, currency: currency, clock: ShopClock(zone: zone), address: address, folios: folios,
      owner: owner)
    return store.path
  }

  /// Fills the empty store that was named with the demo shop, or the demo's own file where none was named, and
  /// returns where it lives.
  package func createDemo() async throws -> String {
    guard store != nil, !isDemo else {
      var demo = self
      demo.isDemo = true
      return try await demo.openStore().path
    }
    let named = try await openStore()
    try await DemoLoader.load(into: try named.shop(self, clock: try DemoLoader.clock()))
    return named.path
  }
}

extension FolioFormat {
  /// - Throws: `Failure.usage`.
  fileprivate init(option: String, _ pattern: String) throws(Failure) {
    do { try self.init(pattern) } catch { throw .usage("\(option) «\(pattern)»: \(error.reason)") }
  }
}
