/// What a channel must be told, each by the name of its environment variable.
package protocol ChannelSetting: RawRepresentable<String>, CaseIterable, Sendable {
  /// Whether the channel works without it.
  var isOptional: Bool { get }
  /// How its value is written.
  var form: SettingForm { get }
}

extension ChannelSetting {
  package var form: SettingForm { .key }

  /// Its value, without white space around it; nil where it is not set or blank.
  package func value(in environment: [String: String]) -> String? {
    let value = (environment[rawValue] ?? "").drop(while: \.isWhitespace)
    let end = value.lastIndex { !$0.isWhitespace }
    return end.map { String(value[...$0]) }
  }

  /// The settings without which the channel does not work, as far as they are absent.
  package static func missing(in environment: [String: String]) -> [Self] {
    allCases.filter { !$0.isOptional && $0.value(in: environment) == nil }
  }
}
