package import Wire

/// Why a request was answered by the server itself and never reached its handler, or was given up.
package enum HTTPRefusal: Error, Hashable {
  case malformedTarget
  case malformedMethod
  case malformedField
  case hostMissingOrRepeated
  case lengthRepeated
  case lengthWithEncoding
  case unknownTransferEncoding
  case unknownExpectation
  case headTooLarge
  case tooManyParameters
  case bodyTooLarge(limit: Int)
  case arrivedTooSlowly
  case answeredTooSlowly
  case stopping

  package var status: HTTPStatus {
    switch self {
    case .malformedTarget, .malformedMethod, .malformedField, .hostMissingOrRepeated, .lengthRepeated,
      .lengthWithEncoding, .unknownTransferEncoding:
      .badRequest
    case .unknownExpectation: .expectationFailed
    case .headTooLarge: .fieldsTooLarge
    case .tooManyParameters: .targetTooLong
    case .bodyTooLarge: .contentTooLarge
    case .arrivedTooSlowly: .requestTimeout
    case .answeredTooSlowly, .stopping: .unavailable
    }
  }

  /// What a person reads, in Spanish.
  package var detail: String {
    switch self {
    case .malformedTarget: "La dirección pedida no está bien formada."
    case .malformedMethod: "El método no está bien formado."
    case .malformedField: "Un encabezado no está bien formado."
    case .hostMissingOrRepeated: "Hace falta el encabezado Host, una sola vez."
    case .lengthRepeated: "Content-Length viene más de una vez."
    case .lengthWithEncoding: "Content-Length y Transfer-Encoding no pueden venir juntos."
    case .unknownTransferEncoding: "De Transfer-Encoding solo se acepta «chunked», y desde HTTP/1.1."
    case .unknownExpectation: "De Expect solo se acepta «100-continue»."
    case .headTooLarge: "Los encabezados son demasiado largos."
    case .tooManyParameters: "La dirección pedida tiene demasiados parámetros: 100 como mucho."
    case .bodyTooLarge(let limit): "El contenido pasa de \(limit) bytes."
    case .arrivedTooSlowly: "El pedido tardó demasiado en llegar."
    case .answeredTooSlowly: "La respuesta tardó demasiado. Vuelva a intentar."
    case .stopping: "El servidor se está deteniendo. Vuelva a intentar en un momento."
    }
  }

  package var problem: HTTPProblem {
    HTTPProblem(status, detail, retryAfter: status == .unavailable ? 5 : nil)
  }
}
