internal import Wire

/// Telegram by its Bot API.
///
/// https://core.telegram.org/bots/api
package struct Telegram: Channel {
  package static let name = "telegram"

  let api: BotAPI
  /// Nil where none is configured: then no webhook is believed.
  let webhookSecret: String?

  package enum Setting: String, ChannelSetting {
    case botToken = "TELEGRAM_BOT_TOKEN"
    case webhookSecret = "TELEGRAM_WEBHOOK_SECRET"
    case apiURL = "TELEGRAM_API_URL"

    package var isOptional: Bool { self != .botToken }
  }

  /// The channel as the environment describes it.
  package init(environment: [String: String]) {
    func value(_ setting: Setting) -> String? { setting.value(in: environment) }
    api = BotAPI(url: value(.apiURL), token: value(.botToken))
    webhookSecret = value(.webhookSecret)
  }

  /// The kinds of update that it asks for.
  static let updates: JSON = ["message", "callback_query"]
}
