package import Wire

/// WhatsApp by Meta's Cloud API.
///
/// https://developers.facebook.com/docs/whatsapp/cloud-api
package struct WhatsApp: AddressTrying {
  package static let name = "whatsapp"

  let webhook: MetaWebhook
  let graph: GraphAPI
  /// From which number it sends.
  let phoneNumberID: String
  /// Nil where none was approved: then nothing reaches a person who has not written for 24 hours.
  let template: Template?

  /// A message that Meta approved beforehand; its body has one place, `{{1}}`, where ours goes.
  struct Template: Sendable {
    let name: String
    /// As Meta writes it: `es`, `es_MX`.
    let language: String
  }

  package enum Setting: String, ChannelSetting {
    case appSecret = "WHATSAPP_APP_SECRET"
    case verifyToken = "WHATSAPP_VERIFY_TOKEN"
    case accessToken = "WHATSAPP_TOKEN"
    case phoneNumberID = "WHATSAPP_PHONE_NUMBER_ID"
    case template = "WHATSAPP_TEMPLATE"
    case templateLanguage = "WHATSAPP_TEMPLATE_LANGUAGE"
    case graphURL = "WHATSAPP_GRAPH_URL"
    case graphVersion = "WHATSAPP_GRAPH_VERSION"

    package var isOptional: Bool {
      switch self {
      case .appSecret, .verifyToken, .accessToken, .phoneNumberID: false
      case .template, .templateLanguage, .graphURL, .graphVersion: true
      }
    }
  }

  /// The channel as the environment describes it; without a secret it refuses whatever comes.
  package init(environment: [String: String]) {
    func value(_ setting: Setting) -> String? { setting.value(in: environment) }
    webhook = MetaWebhook(appSecret: value(.appSecret), verifyToken: value(.verifyToken))
    graph = GraphAPI(
      url: value(.graphURL), version: value(.graphVersion), token: value(.accessToken))
    phoneNumberID = value(.phoneNumberID) ?? ""
    template = value(.template).map { Template(name: $0, language: value(.templateLanguage) ?? "es") }
  }

  /// The answer to the request by which Meta tries the address of the webhook.
  package func verify(_ request: HTTPRequest) -> HTTPResponse { webhook.verify(request) }
}
