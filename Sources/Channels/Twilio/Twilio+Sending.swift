package import Assistant
package import Wire

extension Twilio {
  /// Choices stand in the text, since buttons need templates that are approved beforehand.
  ///
  /// A picture goes to WhatsApp alone, and a long list as text: outside of North America telephones are sent no pictures, and Twilio takes no file of
  /// comma-separated values.
  package func render(_ reply: Reply, _ voice: Voice, for person: ChatPerson) -> [Parcel] {
    let words = reply.textWithChoices.pieces(of: 1600).map { Parcel(["Body": .string($0)]) }
    guard let url = reply.pictureURL, person.address.hasPrefix(Self.whatsAppMark) else { return words }
    return words + [Parcel(["MediaUrl": .string(url)])]
  }

  package func request(
    for parcel: Parcel, to person: ChatPerson, form: Parcel.Form
  ) -> OutgoingRequest? {
    guard let from = sender.parameter(for: person.address),
      let content = parameters(of: parcel, for: person, form)
    else { return nil }
    let report = reportURL.map { [("StatusCallback", $0)] } ?? []
    return api.post("Messages.json", [("To", person.address), from] + content + report)
  }

  private func parameters(
    of parcel: Parcel, for person: ChatPerson, _ form: Parcel.Form
  ) -> [(String, String)]? {
    let text = parcel.content["Body"]?.string
    switch form {
    case .usual:
      let picture = parcel.content["MediaUrl"]?.string
      return text.map { [("Body", $0)] } ?? picture.map { [("MediaUrl", $0)] }
    case .template:
      guard let text, let template, person.address.hasPrefix(Self.whatsAppMark) else { return nil }
      let places: JSON = ["1": .string(text.onOneLine.cut(to: 700))]
      return [("ContentSid", template), ("ContentVariables", places.text)]
    default: return nil
    }
  }

  package func classify(_ response: HTTPResponse) -> Delivery {
    let body = try? JSON(parsing: response.body.bytes)
    guard (200..<300).contains(response.status.code) else {
      return delivery(TwilioError(body, status: response.status.code, pause: response.pause))
    }
    // A success that cannot be read is one: to send again what was taken is worse than not to know its id.
    return .sent(id: body?["sid"]?.string)
  }

  /// What an error means, in an answer or in a later report.
  ///
  /// https://www.twilio.com/docs/api/errors
  func delivery(_ error: TwilioError) -> Delivery {
    let why = error.text
    switch error.code {
    case 63_016 where template == nil:
      return .never(
        why: "La persona no escribe desde hace 24 horas y no hay plantilla: "
          + "indique una en \(Setting.template.rawValue) (\(why))")
    case 63_016: return .otherForm(.template, why: why)
    case 63_015:
      return .never(why: "Con el número de prueba de Twilio la persona debe escribir antes «join …» (\(why))")
    // Opted out, no such number, blocked, filtered, trial account, too long.
    case 21_211, 21_217, 21_408, 21_608, 21_610, 21_612, 21_614, 21_617, 30_003, 30_004, 30_005,
      30_006, 30_007, 63_003, 63_013, 63_024, 63_032, 63_033, 63_049, 63_051:
      return .never(why: why)
    // No such sender, or not one of this account's.
    case 21_212, 21_603, 21_606, 21_659, 21_660, 21_703, 21_704, 63_007:
      return .retry(after: 900, why: "Twilio no deja enviar así: revise \(Setting.from.rawValue) (\(why))")
    case 20_003, 20_404:
      return .retry(
        after: error.pause ?? 900,
        why: "Twilio no acepta la cuenta: revise \(Setting.accountSID.rawValue) y "
          + "\(Setting.authToken.rawValue) (\(why))")
    case 30_002, 63_038: return .retry(after: error.pause ?? 3600, why: why)
    case 14_107, 20_429, 21_611, 30_001, 63_018: return .retry(after: error.pause ?? 60, why: why)
    case 20_500, 20_503: return .retry(after: error.pause, why: why)
    default: return delivery(status: error.status ?? 0, error)
    }
  }

  private func delivery(status: Int, _ error: TwilioError) -> Delivery {
    switch status {
    case 401, 404: delivery(TwilioError(code: 20_003, status: status, text: error.text, pause: error.pause))
    case 408, 429, 500...: .retry(after: error.pause, why: error.text)
    default: .never(why: error.text)
    }
  }
}
