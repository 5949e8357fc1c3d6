internal import Inventory
internal import SQL
internal import Shop
internal import Store
internal import Understanding

/// How a command ends: the exit codes of the program.
package enum ExitCode: Int32, Sendable {
  case ok = 0
  case internalError = 1
  case usage = 2
  case storeUnavailable = 3
  case notUnderstood = 4
  case needsConfirmation = 5
  case badData = 6
}

/// Why a command stopped, as one sentence for people that says what to do.
package struct Failure: Error, Sendable {
  package let code: ExitCode
  package let message: String

  package init(_ code: ExitCode, _ message: String) { (self.code, self.message) = (code, message) }

  package static func usage(_ message: String) -> Failure { Failure(.usage, message) }

  static func noShop(in path: String) -> Failure {
    Failure(
      .storeUnavailable,
      "todavía no hay un comercio en \(path); créelo con: "
        + "bodeguero init --name \"Mi tienda\" --currency BOB --time-zone America/La_Paz")
  }

  static func emptyFile(_ path: String) -> Failure {
    Failure(
      .storeUnavailable,
      "\(path): el archivo está vacío y no se tocó; recupere una copia con «bodeguero restore» o indique otro con --store"
    )
  }

  /// What any error means for the person at the keyboard.
  package init(_ error: any Error, store: String) {
    switch error {
    case let failure as Failure: self = failure
    case let error as SQLError: self.init(error.exitCode, "\(store): \(error.advice)")
    case let error as StoreDamage:
      self.init(
        .storeUnavailable, "\(store): hay datos dañados; compruebe con «bodeguero verify» (\(error.what))")
    case let error as LanguagePackError: self.init(.usage, "prompts: \(error)")
    case let error as AccessError: self.init(.needsConfirmation, error.reason)
    case let error as ShopError:
      self.init(error.isDenial ? .needsConfirmation : .badData, error.reason)
    default:
      self.init(
        .internalError, "falla que no se esperaba, vea qué quedó hecho con «bodeguero verify»: \(error)")
    }
  }
}

extension ShopError {
  fileprivate var isDenial: Bool {
    switch self {
    case .denied, .beyondToken: true
    case .amountTooLarge, .invalid, .notFound, .duplicate, .insufficientStock, .conflict, .outdated,
      .keyReused:
      false
    }
  }
}

extension SQLError {
  /// A rule of the schema that the program should have kept is its own fault and not the store's.
  fileprivate var exitCode: ExitCode {
    switch kind {
    case .uniqueViolation, .checkViolation, .notNullViolation, .foreignKeyViolation, .refusedByTrigger:
      .internalError
    case .busy, .readOnly, .full, .corrupt, .notADatabase, .schemaTooNew, .cannotOpen, .closed, .other:
      .storeUnavailable
    }
  }

  /// What happened to the store, and what to do about it.
  fileprivate var advice: String {
    switch kind {
    case .busy: "otro programa tiene ocupado el almacén; ciérrelo o espere y vuelva a intentar"
    case .readOnly: "no hay permiso para escribir ahí; revise los permisos del archivo y de su carpeta"
    case .full:
      "no se puede escribir: el disco está lleno, hay un límite de tamaño o falla; libere espacio y vuelva a intentar "
        + "(no se guardó nada a medias)"
    case .corrupt:
      "el archivo está dañado; recupere una copia con «bodeguero restore» (no se tocó el archivo)"
    case .notADatabase: "no es un almacén de Bodeguero; indique otro archivo (no se tocó este)"
    case .schemaTooNew: "lo escribió una versión más nueva de Bodeguero; actualice el programa"
    case .cannotOpen:
      "no se puede abrir; revise que el archivo y su carpeta existan, y que tenga permiso"
    case .closed: "el almacén ya está cerrado"
    case .uniqueViolation, .checkViolation, .notNullViolation, .foreignKeyViolation, .refusedByTrigger,
      .other:
      "la base de datos lo rechazó y no se guardó nada: \(message)"
    }
  }
}
