internal import Application

enum Init: Command {
  static let name = "init"
  static let summary = "crea un comercio vacío"
  static let usage =
    "--name NOMBRE --currency BOB --time-zone America/La_Paz [--owner NOMBRE] [--address vos|tu|usted] "
    + "[--folio 'F-{NNNNNN}'] [--another]"
  static let options = [
    (name: "--name NOMBRE", meaning: "cómo se llama el comercio"),
    (name: "--currency MONEDA", meaning: "su moneda: BOB, ARS, MXN…; USD si no se dice"),
    (name: "--time-zone ZONA", meaning: "su hora: America/La_Paz…; America/Mexico_City si no se dice"),
    (name: "--owner NOMBRE", meaning: "quién es el dueño"),
    (name: "--address vos|tu|usted", meaning: "cómo le habla el asistente; tu si no se dice"),
    (
      name: "--folio FORMATO",
      meaning:
        "cómo se numeran las ventas: F-{NNNNNN}…; POS-{AAAA}-{NNNN} si no se dice, con el año en {AAAA}"
    ),
    (name: "--another", meaning: "otro comercio en un almacén que ya tiene uno"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    guard let shop = try arguments.option("--name") else {
      throw Failure.usage("falta --name; por ejemplo: bodeguero init \(usage)")
    }
    let currency = try arguments.option("--currency") ?? "USD"
    let zone = try arguments.option("--time-zone") ?? "America/Mexico_City"
    let owner = try arguments.option("--owner") ?? "Dueño"
    let address = try arguments.option("--address") ?? "tu"
    let folios = try arguments.option("--folio")
    let isAnother = arguments.flag("--another")
    try arguments.finish()
    let path = try await configuration.createShop(
      name: shop, currency: currency, timeZone: zone, owner: owner, address: address, folios: folios,
      isAnother: isAnother)
    try say("Listo: «\(shop)» vive en \(path), en \(currency) y con la hora de \(zone)")
    try say("Siga con: bodeguero import products productos.csv")
    return .ok
  }
}
