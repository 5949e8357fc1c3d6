internal import Channels

extension Configuration {
  /// The chat services whose keys are in the environment, by their names.
  ///
  /// - Throws: `Failure.usage` where a service has some of its keys and lacks others.
  func channels() throws(Failure) -> [String: any Channel] {
    var channels: [String: any Channel] = [:]
    if try has(WhatsApp.Setting.self) { channels[WhatsApp.name] = WhatsApp(environment: environment) }
    if try has(Messenger.Setting.self) { channels[Messenger.name] = Messenger(environment: environment) }
    return channels
  }

  private func has<Setting: ChannelSetting>(_ settings: Setting.Type) throws(Failure) -> Bool {
    let missing = Setting.missing(in: environment).map(\.rawValue)
    guard !missing.isEmpty else { return true }
    guard Setting.allCases.contains(where: { $0.value(in: environment) != nil }) else { return false }
    throw .usage("falta \(missing.joined(separator: ", ")): vea docs/")
  }
}
