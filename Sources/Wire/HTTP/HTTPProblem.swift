/// Why a request was refused, as programs read it (RFC 9457 `application/problem+json`).
package struct HTTPProblem: Error, Hashable, Sendable {
  package let status: HTTPStatus
  /// One sentence in Spanish: what was wrong and what to do.
  package let detail: String
  /// What is wrong with each field, where fields are at fault.
  package var faults: [Fault]
  /// After how many seconds it may be tried again.
  package var retryAfter: Int?

  package struct Fault: Hashable, Sendable {
    /// From the body's outermost value: `items[0].cantidad`; or the name of a parameter.
    package let field: String
    package let detail: String
    package init(field: String, detail: String) { (self.field, self.detail) = (field, detail) }
  }

  package init(_ status: HTTPStatus, _ detail: String, faults: [Fault] = [], retryAfter: Int? = nil) {
    (self.status, self.detail, self.faults, self.retryAfter) = (status, detail, faults, retryAfter)
  }

  package static let mediaType = "application/problem+json"

  package var json: JSON {
    var object: JSON.Object = [
      "type": "about:blank", "title": .string(status.title), "status": JSON(status.code),
      "success": false, "detail": .string(detail),
    ]
    if !faults.isEmpty {
      object["errores"] = .array(
        faults.map { ["campo": .string($0.field), "detalle": .string($0.detail)] })
    }
    return .object(object)
  }

  package var response: HTTPResponse {
    var response = HTTPResponse(status, json, type: Self.mediaType)
    response.fields["Cache-Control"] = "no-store"
    if status == .unauthorized { response.fields["WWW-Authenticate"] = "Bearer" }
    if let retryAfter { response.fields["Retry-After"] = String(max(1, retryAfter)) }
    return response
  }
}

extension HTTPStatus {
  /// What the number means, in Spanish.
  package var title: String {
    switch code {
    case 400: "Solicitud mal formada"
    case 401: "Falta identificarse"
    case 403: "No permitido"
    case 404: "No existe"
    case 405: "Método no permitido"
    case 408: "Se agotó el tiempo"
    case 409: "Conflicto"
    case 412: "Cambió mientras tanto"
    case 413: "Demasiado grande"
    case 414: "Dirección demasiado larga"
    case 415: "Tipo de contenido no admitido"
    case 422: "Datos inválidos"
    case 429: "Demasiadas solicitudes"
    case 431: "Encabezados demasiado grandes"
    case 501: "Todavía no disponible"
    case 503: "No disponible por ahora"
    default: code < 500 ? "Solicitud rechazada" : "Falla del servidor"
    }
  }
}
