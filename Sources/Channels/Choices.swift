package import Assistant

/// A choice as a service shows it.
package struct ChoiceButton: Hashable, Sendable {
  /// What comes back when it is tapped.
  package fileprivate(set) var id: String
  package let title: String
  /// The whole answer.
  package let answer: String
  /// Its place, where titles are numbered because they would look alike.
  let number: Int?

  fileprivate init(_ answer: String, id: String, number: Int?, titleLimit: Int) {
    (self.answer, self.id, self.number) = (answer, id, number)
    title = (number.map { "\($0). " + answer } ?? answer).cut(to: titleLimit)
  }

  /// Whether the title does not show the whole answer.
  package var isCut: Bool { !title.hasSuffix(answer) }

  fileprivate var line: String { (number.map { "\($0). " } ?? "· ") + answer }
}

/// Ties the id of a button to the proposal that it answers.
package enum ButtonMark {
  private static let (sign, length): (Character, Int) = ("·", 8)

  static func id(_ answer: String, of proposal: String?) -> String {
    proposal.map { "\(answer)\(sign)\($0.prefix(length))" } ?? answer
  }

  /// The answer, and how the proposal's id begins that it is to; nil where the button was bound to none.
  package static func parts(_ id: String) -> (answer: String, proposal: String?) {
    guard let place = id.lastIndex(of: sign), case let proposal = id[id.index(after: place)...],
      proposal.count == length, proposal.allSatisfy(\.isHexDigit)
    else { return (id, nil) }
    return (String(id[..<place]), String(proposal))
  }
}

extension Reply {
  /// The choices as buttons, each bound to the proposal that it answers.
  package func buttons(title titleLimit: Int, id idLimit: Int) -> [ChoiceButton]? {
    let mark = ButtonMark.id("", of: proposal)
    return choices.buttons(title: titleLimit, id: idLimit - mark.unicodeScalars.count)?.map { button in
      var button = button
      button.id += mark
      return button
    }
  }
}

extension [String] {
  /// The choices as buttons whose ids and titles are all different, in code points of at most so many.
  ///
  /// The id is the answer itself, so that tapping equals typing. An answer that is longer is represented by its
  /// start, up to a word's end, which is understood as if that much had been typed; where two start alike there are
  /// no buttons (nil). Titles that would look alike once they are cut are numbered.
  package func buttons(title titleLimit: Int, id idLimit: Int) -> [ChoiceButton]? {
    let answers = withoutRepetition
    let ids = answers.map { $0.pieces(of: idLimit).first ?? "" }
    guard !ids.contains(""), Set(ids).count == ids.count else { return nil }
    let areAlike = Set(answers.map { $0.cut(to: titleLimit) }).count < answers.count
    return zip(answers, ids).enumerated().map { index, choice in
      ChoiceButton(
        choice.0, id: choice.1, number: areAlike ? index + 1 : nil, titleLimit: titleLimit)
    }
  }

  /// Each once, where it came first.
  var withoutRepetition: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Reply {
  /// All of it as plain text, for a place without buttons: a choice that no line shows gets a line of its own.
  ///
  /// These lines are not numbered, since a number is an answer only where the assistant itself numbered its lines.
  package var textWithChoices: String {
    var reply = self
    reply.lines += choices.filter { !isShown($0) }.map { "· " + $0 }
    return reply.text
  }

  /// The reply with a line for each answer that neither its button nor a line shows whole.
  package func showing(_ buttons: [ChoiceButton]) -> Reply {
    var reply = self
    reply.lines += buttons.filter { $0.isCut && !isShown($0.answer) }.map(\.line)
    return reply
  }

  private func isShown(_ choice: String) -> Bool {
    lines.contains { $0 == choice || $0.hasPrefix(choice + " ") || $0.hasSuffix(" " + choice) }
  }
}
