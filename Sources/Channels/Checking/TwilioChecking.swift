internal import Wire

extension Twilio.Setting {
  package var form: SettingForm {
    switch self {
    case .accountSID: Self.identifier("AC")
    case .template: Self.identifier("HX")
    case .authToken: .key
    case .from:
      SettingForm("un número como whatsapp:+14155238886 o +15005550006, o MG…; varios, con comas") { text in
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
          part.wholeMatch(of: /\s*(?:(?:whatsapp:)?\+[0-9]{7,15}|MG[0-9a-f]{32})\s*/) != nil
        }
      }
    case .apiURL: .url
    }
  }

  private static func identifier(_ start: String) -> SettingForm {
    SettingForm("\(start) y 32 cifras o letras de la a a la f") {
      $0.hasPrefix(start) && $0.utf8.count == 34 && $0.dropFirst(2).isMade(of: .hexadecimal)
    }
  }
}

extension Twilio {
  package func questions(publicURL: String?) -> [AccountQuestion] {
    [
      AccountQuestion(request: api.account) { response in
        if let fault = classify(response).fault { return [Finding(.wrong, fault)] }
        let account = try? JSON(parsing: response.body.bytes)
        let status = account?["status"]?.string ?? "active"
        guard status == "active" else {
          return [Finding(.wrong, "la cuenta de Twilio está «\(status.cut(to: 40))», no activa")]
        }
        let name = account?["friendly_name"]?.string.map { "; es «\($0.cut(to: 100))»" } ?? ""
        let trial =
          account?["type"]?.string == "Trial"
          ? [Finding(.notice, "la cuenta es de prueba: solo se puede escribir a números verificados")] : []
        return [Finding(.right, "Twilio acepta la cuenta\(name)")] + trial + advice
      }
    ]
  }

  private var advice: [Finding] {
    guard template == nil else { return [] }
    return [
      Finding(
        .notice,
        "sin \(Setting.template.rawValue) nada llega por WhatsApp a quien no escribe desde hace 24 horas")
    ]
  }
}
