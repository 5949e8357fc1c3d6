/// Why a text cannot be printed as a code.
package enum BarcodeError: Error, Hashable, Sendable {
  case empty
  /// More than `maximum` characters, or bytes of UTF-8 in a QR code.
  case tooLong(maximum: Int)
  case notThirteenDigits
  case wrongCheckDigit
  /// Something else than the printable characters of ASCII.
  case unprintable
  /// What the library said of a text that nothing else was wrong with.
  case unencodable(String)

  /// One sentence in Spanish for whoever asked for the code.
  package var reason: String {
    switch self {
    case .empty: "El código está vacío"
    case .tooLong(let maximum): "El código es demasiado largo (máximo \(maximum))"
    case .notThirteenDigits: "Un EAN-13 tiene 13 dígitos"
    case .wrongCheckDigit: "El último dígito del EAN-13 no corresponde a los demás: revise el código"
    case .unprintable: "Un Code 128 lleva solo letras sin acento, dígitos y signos comunes"
    case .unencodable(let detail): "No se puede imprimir ese código (\(detail))"
    }
  }
}
