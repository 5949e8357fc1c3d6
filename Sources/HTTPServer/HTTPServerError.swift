/// Why a server did not start.
package enum HTTPServerError: Error, Equatable, CustomStringConvertible {
  case addressTaken(String)
  case addressUnknown(String)
  case notPermitted(String)
  case badCertificate
  case system(String, Int32)

  package var description: String {
    switch self {
    case .addressTaken(let place):
      "En \(place) ya escucha otro programa: elija otro puerto o detenga ese programa."
    case .addressUnknown(let place): "\(place) no es una dirección de esta máquina."
    case .notPermitted(let place):
      "No hay permiso para escuchar en \(place): los puertos menores que 1024 son del administrador."
    case .badCertificate: "El certificado TLS o su clave no sirven: hacen falta en PEM y que sean pareja."
    case .system(let place, let code): "No se pudo escuchar en \(place): error \(code) del sistema."
    }
  }
}
