internal import Channels

/// A chat service that the program speaks, and how it is made of what the environment says.
struct ChatService: Sendable {
  let name: String
  let settings: any ChannelSetting.Type
  /// Takes the environment and how the world reaches this server.
  let make: @Sendable (_ environment: [String: String], _ publicURL: String?) -> any Channel
  var need = AddressNeed.written

  /// What it is to the service that the world reaches this server.
  enum AddressNeed: Sendable {
    /// It signs the public address, which this server must therefore know.
    case signed
    /// Its owner writes the address into the service's own pages.
    case written
    /// It is asked where there is none.
    case spared
  }

  static let all = [
    ChatService(name: WhatsApp.name, settings: WhatsApp.Setting.self) { environment, _ in
      WhatsApp(environment: environment)
    },
    ChatService(name: Messenger.name, settings: Messenger.Setting.self) { environment, _ in
      Messenger(environment: environment)
    },
    ChatService(
      name: Telegram.name, settings: Telegram.Setting.self,
      make: { environment, _ in Telegram(environment: environment) }, need: .spared),
    ChatService(
      name: Twilio.name, settings: Twilio.Setting.self,
      make: { Twilio(environment: $0, publicURL: $1) }, need: .signed),
  ]
}

extension Configuration {
  /// The chat services whose keys are in the environment, by their names.
  ///
  /// - Throws: `Failure.usage` where a service has some of its keys and lacks others.
  func channels(publicURL: String?) throws(Failure) -> [String: any Channel] {
    var channels: [String: any Channel] = [:]
    for service in ChatService.all {
      guard try has(service.settings) else { continue }
      guard publicURL != nil || service.need != .signed else {
        throw .usage("\(service.name): falta la dirección pública, con --public-url o BODEGUERO_PUBLIC_URL")
      }
      channels[service.name] = service.make(environment, publicURL)
    }
    return channels
  }

  /// Dialogflow, where its keys are in the environment.
  ///
  /// - Throws: `Failure.usage` where it has some of them and lacks others.
  func dialogflow() throws(Failure) -> Dialogflow? {
    try has(Dialogflow.Setting.self) ? Dialogflow(environment: environment) : nil
  }

  private func has<Setting: ChannelSetting>(_ settings: Setting.Type) throws(Failure) -> Bool {
    let (present, missing) = keys(of: settings)
    guard !missing.isEmpty, !present.isEmpty else { return !present.isEmpty }
    throw .usage("falta \(missing.joined(separator: ", ")): vea docs/")
  }

  /// The names of the settings that are in the environment, and of those that are missing.
  func keys<Setting: ChannelSetting>(of settings: Setting.Type) -> (present: [String], missing: [String]) {
    (
      settings.allCases.filter { $0.value(in: environment) != nil }.map(\.rawValue),
      settings.missing(in: environment).map(\.rawValue)
    )
  }
}
