/// A conversation as Dialogflow names it: `projects/…/agent/sessions/…`, or with locations, agents, environments and
/// users in between.
struct DialogflowSession {
  /// As it came; what contexts are named under.
  let path: String
  /// Who is on the other side, as far as the session tells: the user where one is named, else the session itself.
  let person: String

  /// Nil for what is no session's name.
  init?(_ path: String) {
    let words = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard words.count >= 5, words.count <= 12, words[0] == "projects", words[words.count - 2] == "sessions",
      path.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F }), !words.contains("")
    else { return nil }
    func value(of name: String) -> String? {
      words.indices.dropLast().first { words[$0] == name }.map { words[$0 + 1] }
    }
    var session = words[words.count - 1]
    if session.hasSuffix(Self.mark) { session.removeLast(Self.mark.count) }
    let user = value(of: "users").flatMap { $0 == "-" ? nil : "users/" + $0 }
    let person = [words[1], value(of: "agents"), user ?? session].compactMap(\.self).joined(separator: "/")
    guard person.utf8.count <= 200, !session.isEmpty else { return nil }
    (self.path, self.person) = (path, person)
  }

  /// What the messenger of CX adds to some of the names that it sends.
  private static let mark = ":detectIntent"
}
