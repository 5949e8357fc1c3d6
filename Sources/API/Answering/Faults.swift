internal import Barcodes
internal import Drawing
internal import Inventory
internal import SQL
internal import Shop
internal import Wire

extension HTTPProblem {
  /// One field that is wrong.
  init(invalid field: String, _ detail: String) {
    self.init(
      .unprocessable, "\(field): \(detail)", faults: [Fault(field: field, detail: detail)])
  }

  /// How many wrong fields are named at once.
  static let mostFaults = 100

  /// Everything that is wrong with what came in: with fields by themselves, and to each other; nil where nothing is.
  init?(_ mismatches: [JSONSchema.Mismatch], _ broken: [Fault] = []) {
    let single = mismatches.map { Fault(field: $0.path.isEmpty ? "cuerpo" : $0.path, detail: $0.spanish) }
    let faults = single + broken
    guard let first = faults.first else { return nil }
    self.init(
      .unprocessable, single.isEmpty ? first.detail : "\(first.field): \(first.detail)",
      faults: Array(faults.prefix(Self.mostFaults)))
  }

  /// What an error of an operation means for who asked.
  init(_ error: any Error) {
    switch error {
    case let problem as HTTPProblem: self = problem
    case let error as ShopError: self.init(refusal: error)
    case let error as AccessError: self.init(refusal: error)
    case let error as BarcodeError: self.init(.unprocessable, error.reason)
    case let error as PictureTooLarge: self.init(invalid: PictureField.scale.name, error.reason)
    case let error as SQLError where error.kind == .busy || error.kind == .full:
      self.init(.unavailable, "El almacén está ocupado o lleno; vuelva a intentar", retryAfter: 2)
    default: self.init(.internalError, "Falla del servidor; si se repite, avise con el id de la solicitud")
    }
  }

  private init(refusal: AccessError) {
    switch refusal {
    case .wrongCredentials, .wrongCode: self.init(.unauthorized, refusal.reason)
    case .shopNotNamed: self.init(invalid: "comercio", refusal.reason)
    case .tooMany(let seconds): self.init(.tooManyRequests, refusal.reason, retryAfter: Int(seconds))
    }
  }

  /// The shop's refusals, with the documents' own sentences as `detail`.
  private init(refusal: ShopError) {
    switch refusal {
    case .invalid(let field, _):
      self.init(.unprocessable, refusal.reason, faults: [Fault(field: field, detail: refusal.reason)])
    case .amountTooLarge, .keyReused: self.init(.unprocessable, refusal.reason)
    case .notFound: self.init(.notFound, refusal.reason)
    case .duplicate(let field, _):
      self.init(.conflict, refusal.reason, faults: [Fault(field: field, detail: refusal.reason)])
    case .insufficientStock, .conflict: self.init(.conflict, refusal.reason)
    case .outdated: self.init(.preconditionFailed, refusal.reason)
    case .denied, .beyondToken: self.init(.forbidden, refusal.reason)
    }
  }
}

extension JSONSchema {
  /// What it wants, in Spanish.
  var wanted: String { kind.spanish }
}

extension JSONSchema.Mismatch {
  fileprivate var spanish: String {
    switch wanted {
    case .only(let known):
      known.isEmpty
        ? "no se espera ningún campo" : "no se conoce; se esperan: " + known.joined(separator: ", ")
    case .value(let kind):
      found.map { "«\($0)» no vale: se espera \(kind.spanish)" } ?? "falta: se espera \(kind.spanish)"
    }
  }
}

extension JSONSchema.Kind {
  fileprivate var spanish: String {
    switch self {
    case .anything: "un valor"
    case .string(let rule): rule.spanish
    case .choice(let choices): "uno de " + choices.joined(separator: ", ")
    case .boolean: "true o false"
    case .integer(let minimum, let maximum): "un número entero" + Self.bounds(minimum, maximum, nil)
    case .number(let minimum, let maximum, let above, let decimals):
      "un número" + Self.bounds(minimum, maximum, above)
        + (decimals.map { ", con hasta \($0) decimales" } ?? "")
    case .array(_, let minimum, let maximum):
      "una lista" + Self.bounds(Int64(minimum), maximum.map { Int64($0) }, nil)
    case .object: "un objeto"
    }
  }

  private static func bounds(_ minimum: Int64?, _ maximum: Int64?, _ above: Int64?) -> String {
    let parts = [
      above.map { "mayor que \($0)" }, minimum.map { "desde \($0)" }, maximum.map { "hasta \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? "" : " " + parts.joined(separator: " ")
  }
}

extension JSONSchema.TextRule {
  fileprivate var spanish: String {
    switch format {
    case .date?: "una fecha como 2025-11-20"
    case .dateTime?: "un instante como 2025-11-20T14:05:00Z"
    case .uuid?: "un identificador"
    case .uri?: "una dirección"
    case .code?: "letras, cifras y guiones"
    case nil: lengths.map { "un texto de \($0.lowerBound) a \($0.upperBound) caracteres" } ?? "un texto"
    }
  }
}
