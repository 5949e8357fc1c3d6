/// What the chat channels say by themselves, beside the assistant's answers.
package enum ChannelPhrase: String, Phrase {
  /// On the button that opens a list; at most 20 letters.
  case options = "channel.options"
  /// Above choices that nothing else introduces.
  case choose = "channel.choose"
  /// What a file is called that holds a list.
  case file = "channel.file"
  case stranger = "channel.stranger"
  case linked = "channel.linked(person,shop)"
  case wrongCode = "channel.wrong_code"
  case unreadable = "channel.unreadable"
  /// The same where somebody listens.
  case unreadableOrSpoken = "channel.unreadable_or_spoken"
  /// What was understood of a recording.
  case heard = "channel.heard(words)"
  case unheard = "channel.unheard"
  case longRecording = "channel.long_recording(minutes)"
  case broken = "channel.broken"
  case late = "channel.late"
}
