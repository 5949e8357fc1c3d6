internal import Wire

extension Telegram.Setting {
  package var form: SettingForm {
    switch self {
    case .botToken:
      SettingForm("el token que da @BotFather, como 123456:ABC-def") { token in
        let parts = token.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].isMade(of: .digits) && parts[1].isMade(of: .word)
      }
    case .webhookSecret:
      SettingForm("entre 1 y 256 letras sin acento, cifras, _ o -") {
        $0.utf8.count <= 256 && $0.isMade(of: .word)
      }
    case .apiURL: .url
    }
  }
}

extension Telegram {
  package func questions(publicURL: String?) -> [AccountQuestion] {
    let expected = webhookURL(publicURL)
    return [
      AccountQuestion(request: api.call("getMe")) { response in
        switch BotAnswer(response) {
        case .accepted(let bot):
          let name = bot?["username"]?.string.map { "@" + $0 } ?? "sin nombre"
          return [Finding(.right, "Telegram acepta el token; el bot es \(name)")]
        case .refused(let error): return [Finding(.wrong, error.delivery.fault ?? error.text)]
        }
      },
      AccountQuestion(request: api.call("getWebhookInfo")) { response in
        switch BotAnswer(response) {
        case .accepted(let info): Self.findings(info, expected)
        // What is wrong with the token has been said.
        case .refused: []
        }
      },
    ]
  }

  private static func findings(_ info: JSON?, _ expected: String?) -> [Finding] {
    let url = info?["url"]?.string ?? ""
    var findings: [Finding] = []
    switch (expected, url) {
    case (let expected?, _) where expected == url:
      findings.append(Finding(.right, "Telegram trae los mensajes a \(url.cut(to: 200))"))
    case (let expected?, _):
      let now = url.isEmpty ? "" : " (ahora los lleva a \(url.cut(to: 200)))"
      findings.append(
        Finding(.notice, "al arrancar, el servidor pedirá los mensajes en \(expected)\(now)"))
    case (nil, ""):
      findings.append(
        Finding(.right, "sin https y secreto, el servidor pregunta él a Telegram qué llegó"))
    case (nil, _):
      findings.append(
        Finding(
          .notice,
          "Telegram lleva los mensajes a \(url.cut(to: 200)); al arrancar, el servidor lo cambia y los pide él"
        ))
    }
    if let error = info?["last_error_message"]?.string {
      findings.append(Finding(.notice, "la última vez que quiso traer algo no pudo: \(error.cut(to: 300))"))
    }
    return findings
  }
}
