internal import Channels

/// A chat service that the program speaks, and how it is set up.
struct ChatService: Sendable {
  let name: String
  let settings: any ChannelSetting.Type
  let kind: Kind
  /// Where this server takes what the service brings.
  let path: String
  let need: AddressNeed

  enum Kind: Sendable {
    /// It is answered by requests of our own; made of the environment and how the world reaches this server.
    case posted(@Sendable (_ environment: [String: String], _ publicURL: String?) -> any Channel)
    /// It is answered in the response to its own request.
    case direct
  }

  /// What it is to the service that the world reaches this server.
  enum AddressNeed: Sendable {
    /// It signs the public address, which this server must therefore know.
    case signed
    /// Its owner writes the address into the service's own pages.
    case written
    /// It is asked where there is none.
    case spared
    /// It may stand beside this server.
    case near
  }

  private init(
    _ name: String, _ settings: any ChannelSetting.Type, _ kind: Kind, at path: String? = nil,
    _ need: AddressNeed
  ) {
    (self.name, self.settings, self.kind, self.need) = (name, settings, kind, need)
    self.path = path ?? "/webhooks/" + name
  }

  static let all = [
    ChatService(
      WhatsApp.name, WhatsApp.Setting.self, .posted { environment, _ in WhatsApp(environment: environment) },
      .written),
    ChatService(
      Messenger.name, Messenger.Setting.self,
      .posted { environment, _ in Messenger(environment: environment) },
      .written),
    ChatService(
      Telegram.name, Telegram.Setting.self, .posted { environment, _ in Telegram(environment: environment) },
      .spared),
    ChatService(
      Twilio.name, Twilio.Setting.self, .posted { Twilio(environment: $0, publicURL: $1) }, .signed),
    ChatService(Dialogflow.name, Dialogflow.Setting.self, .direct, .written),
    ChatService(RasaChat.name, RasaSetting.self, .direct, at: "/webhooks/rest/webhook", .near),
  ]
}

extension Configuration {
  /// The chat services whose keys are in the environment, by their names.
  ///
  /// - Throws: `Failure.usage` where any service has some of its keys and lacks others, or has one that is malformed.
  func channels(publicURL: String?) throws(Failure) -> [String: any Channel] {
    var channels: [String: any Channel] = [:]
    for service in ChatService.all where isSetUp(service.settings) {
      let faults = service.findings(in: environment).filter { $0.kind == .wrong }.map(\.text)
      guard faults.isEmpty else {
        throw .usage("\(service.name): \(faults.joined(separator: "; ")); vea docs/\(service.name).md")
      }
      guard case .posted(let make) = service.kind else { continue }
      guard publicURL != nil || service.need != .signed else {
        throw .usage("\(service.name): falta la dirección pública, con --public-url o BODEGUERO_PUBLIC_URL")
      }
      channels[service.name] = make(environment, publicURL)
    }
    return channels
  }

  /// Dialogflow, where its keys are in the environment.
  var dialogflow: Dialogflow? {
    isSetUp(Dialogflow.Setting.self) ? Dialogflow(environment: environment) : nil
  }

  private func isSetUp(_ settings: any ChannelSetting.Type) -> Bool { !keys(of: settings).present.isEmpty }

  /// The names of the settings that are in the environment, and of those that are missing.
  func keys<Setting: ChannelSetting>(of settings: Setting.Type) -> (present: [String], missing: [String]) {
    (
      settings.allCases.filter { $0.value(in: environment) != nil }.map(\.rawValue),
      settings.missing(in: environment).map(\.rawValue)
    )
  }
}
