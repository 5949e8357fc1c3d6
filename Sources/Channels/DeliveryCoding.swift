package import Wire

extension Delivery {
  /// The outcome in the form in which it is kept until the sending that it tells of is noted.
  package var json: JSON {
    switch self {
    case .sent(let id): ["resultado": "enviado", "id": JSON(id)]
    case .retry(let pause, let why):
      ["resultado": "reintentar", "espera": JSON(pause), "motivo": .string(why)]
    case .never(let why): ["resultado": "descartar", "motivo": .string(why)]
    case .otherForm(let form, let why):
      ["resultado": "otra_forma", "forma": .string(form.name), "motivo": .string(why)]
    }
  }

  /// Reads what `json` wrote.
  package init?(json: JSON) {
    let why = json["motivo"]?.string ?? ""
    switch json["resultado"]?.string {
    case "enviado": self = .sent(id: json["id"]?.string)
    case "reintentar":
      self = .retry(after: json["espera"]?.integer.flatMap { Int(exactly: $0) }, why: why)
    case "descartar": self = .never(why: why)
    case "otra_forma":
      guard let form = json["forma"]?.string.flatMap({ Parcel.Form(name: $0) }) else { return nil }
      self = .otherForm(form, why: why)
    default: return nil
    }
  }
}
