package import Wire

/// Messenger, and Instagram's messages to an account that is joined to the same page.
///
/// https://developers.facebook.com/docs/messenger-platform
package struct Messenger: AddressTrying {
  package static let name = "messenger"

  let webhook: MetaWebhook
  let graph: GraphAPI
  /// As which page it sends; `me` is the one that the token belongs to.
  let page: String

  package enum Setting: String, ChannelSetting {
    case appSecret = "MESSENGER_APP_SECRET"
    case verifyToken = "MESSENGER_VERIFY_TOKEN"
    case accessToken = "MESSENGER_TOKEN"
    case pageID = "MESSENGER_PAGE_ID"
    case graphURL = "MESSENGER_GRAPH_URL"
    case graphVersion = "MESSENGER_GRAPH_VERSION"

    package var isOptional: Bool {
      switch self {
      case .appSecret, .verifyToken, .accessToken: false
      case .pageID, .graphURL, .graphVersion: true
      }
    }
  }

  /// The channel as the environment describes it; without a secret it refuses whatever comes.
  package init(environment: [String: String]) {
    func value(_ setting: Setting) -> String? { setting.value(in: environment) }
    webhook = MetaWebhook(appSecret: value(.appSecret), verifyToken: value(.verifyToken))
    graph = GraphAPI(url: value(.graphURL), version: value(.graphVersion), token: value(.accessToken))
    page = value(.pageID) ?? "me"
  }

  /// The answer to the request by which Meta tries the address of the webhook.
  package func verify(_ request: HTTPRequest) -> HTTPResponse { webhook.verify(request) }

  /// Which of the two services a person writes in; it is part of their id, since both count on their own.
  enum Service: String {
    case messenger = "page"
    case instagram

    func id(_ scoped: String) -> String { self == .instagram ? Self.mark + scoped : scoped }

    init(of person: ChatPerson) { self = person.id.hasPrefix(Self.mark) ? .instagram : .messenger }

    private static let mark = "instagram:"
  }
}
