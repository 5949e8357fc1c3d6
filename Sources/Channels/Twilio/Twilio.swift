/// WhatsApp and SMS through Twilio's Programmable Messaging.
///
/// https://www.twilio.com/docs/messaging
package struct Twilio: Channel {
  package static let name = "twilio"

  let webhook: TwilioWebhook
  let api: TwilioAPI
  let sender: Sender
  /// The approved template (`HX…`) with one place, `{{1}}`; nil where there is none: then nothing reaches a person
  /// who has not written in WhatsApp for 24 hours.
  let template: String?
  /// Where Twilio tells what became of a message; nil without a public address.
  let reportURL: String?

  package enum Setting: String, ChannelSetting {
    case accountSID = "TWILIO_ACCOUNT_SID"
    case authToken = "TWILIO_AUTH_TOKEN"
    case from = "TWILIO_FROM"
    case template = "TWILIO_CONTENT_SID"
    case apiURL = "TWILIO_API_URL"

    package var isOptional: Bool {
      switch self {
      case .accountSID, .authToken, .from: false
      case .template, .apiURL: true
      }
    }
  }

  /// The channel as the environment describes it, in a server that the world reaches at `publicURL`.
  ///
  /// Twilio signs that address: without it, as without a token, whatever comes is refused.
  package init(environment: [String: String], publicURL: String?) {
    func value(_ setting: Setting) -> String? { setting.value(in: environment) }
    webhook = TwilioWebhook(authToken: value(.authToken), publicURL: publicURL)
    api = TwilioAPI(url: value(.apiURL), account: value(.accountSID), token: value(.authToken))
    sender = Sender(value(.from) ?? "")
    template = value(.template)
    reportURL = publicURL.map { $0 + "/webhooks/" + Self.name }
  }

  /// What stands before a number of WhatsApp's.
  static let whatsAppMark = "whatsapp:"

  /// As whom it sends.
  struct Sender: Sendable, Hashable {
    private var whatsApp: String?
    private var sms: String?
    private var service: String?

    /// Reads one sender or more, parted by commas: `whatsapp:+14155238886`, `+15005550006`, `MG…`.
    init(_ text: String) {
      for part in text.split(separator: ",") {
        let sender = String(part.filter { !$0.isWhitespace })
        if sender.hasPrefix("MG") {
          service = sender
        } else if sender.hasPrefix(Twilio.whatsAppMark) {
          whatsApp = sender
        } else {
          sms = sender
        }
      }
    }

    /// The parameter that names the sender to somebody at `address`; nil where none is configured.
    ///
    /// A number of one service stands for that of the other where no other is given.
    func parameter(for address: String) -> (name: String, value: String)? {
      let isWhatsApp = address.hasPrefix(Twilio.whatsAppMark)
      if let own = isWhatsApp ? whatsApp : sms { return ("From", own) }
      if let service { return ("MessagingServiceSid", service) }
      if isWhatsApp { return sms.map { ("From", Twilio.whatsAppMark + $0) } }
      return whatsApp.map { ("From", String($0.dropFirst(Twilio.whatsAppMark.count))) }
    }
  }
}
