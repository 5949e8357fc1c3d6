internal import Wire

/// Something that a chat page asks for itself and not for its person, such as a title: it is answered without the
/// assistant, in the shape that it is asked in.
struct BackgroundTask {
  /// What the task wants to know, as the JSON it shows says it; nil where it shows none.
  private let key: String?

  /// Nil for what a person says.
  init?(_ text: String) {
    guard text.hasPrefix("### Task:") else { return nil }
    // What was said in the chat is no part of the task.
    let task =
      text.firstRange(of: /###\s*Chat History|<chat_history>/).map { text[..<$0.lowerBound] } ?? text[...]
    key = task.firstMatch(of: /"(title|tags|follow_ups|queries|text)"\s*:/).map { String($0.output.1) }
  }

  /// Of a shop of that name: nothing that is not known for certain.
  func answer(for shop: String) -> String {
    switch key {
    case nil: shop
    case "title"?: JSON.object(["title": .string(shop)]).text
    case "tags"?: JSON.object(["tags": [.string(shop)]]).text
    case "text"?: JSON.object(["text": ""]).text
    case let key?: JSON.object([key: []]).text
    }
  }
}
