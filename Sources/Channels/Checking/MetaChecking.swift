internal import Wire

extension WhatsApp.Setting {
  package var form: SettingForm {
    switch self {
    case .appSecret, .accessToken, .template, .templateLanguage: .key
    case .verifyToken: .line
    case .phoneNumberID: .number
    case .graphURL: .url
    case .graphVersion: .graphVersion
    }
  }
}

extension Messenger.Setting {
  package var form: SettingForm {
    switch self {
    case .appSecret, .accessToken: .key
    case .verifyToken: .line
    case .pageID: .number
    case .graphURL: .url
    case .graphVersion: .graphVersion
    }
  }
}

extension WhatsApp {
  package func questions(publicURL: String?) -> [AccountQuestion] {
    let request = graph.read(phoneNumberID, fields: "display_phone_number,verified_name,quality_rating")
    return [
      AccountQuestion(request: request) { response in
        switch graph.answer(response) {
        case .accepted(let body):
          guard let number = body?["display_phone_number"]?.string else {
            return [Finding(.wrong, "\(Setting.phoneNumberID.rawValue) no es el identificador de un número")]
          }
          let name = body?["verified_name"]?.string.map { ", «\($0)»" } ?? ""
          return [Finding(.right, "Meta acepta el token; el número es \(number)\(name)")] + advice
        case .refused(let error): return [Finding(.wrong, delivery(error).fault ?? error.text)]
        }
      }
    ]
  }

  private var advice: [Finding] {
    guard template == nil else { return [] }
    return [
      Finding(
        .notice, "sin \(Setting.template.rawValue) no llega nada a quien no escribe desde hace 24 horas")
    ]
  }
}

extension Messenger {
  package func questions(publicURL: String?) -> [AccountQuestion] {
    [
      AccountQuestion(request: graph.read(page, fields: "name")) { response in
        switch graph.answer(response) {
        case .accepted(let body):
          let name = body?["name"]?.string.map { "la página es «\($0)»" } ?? "no dice qué página es"
          return [Finding(.right, "Meta acepta el token; \(name)")]
        case .refused(let error): return [Finding(.wrong, delivery(error).fault ?? error.text)]
        }
      }
    ]
  }
}
