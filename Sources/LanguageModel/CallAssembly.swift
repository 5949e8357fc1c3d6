internal import Wire

/// The calls of a message, put together from pieces that providers number in ways of their own.
///
/// An id that was not there before begins a call, and one that was goes on with it; without an id the index says
/// which is meant, without either it is the one last spoken of.
struct CallAssembly: Sendable {
  private struct Call: Sendable {
    var id: String?
    var name: String?
    var arguments = ""
    /// What came beside, such as a signature to be sent back.
    var members = JSON.Object()
    var functionMembers = JSON.Object()
  }

  private var all: [Call] = []
  private var byID: [String: Int] = [:]
  private var byIndex: [Int64: Int] = [:]

  /// Calls beyond this are not taken: no turn runs so many.
  private static let limit = 1_000

  mutating func take(_ piece: JSON) {
    guard let object = piece.object else { return }
    let function = object["function"]?.object ?? JSON.Object()
    let name = function["name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let id = object["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    guard let place = place(of: id, object["index"]?.integer, name) else { return }
    all[place].id = all[place].id ?? id
    all[place].name = all[place].name ?? name
    switch function["arguments"] {
    case .string(let text)?: all[place].arguments += text
    case .object(let arguments)?: all[place].arguments = JSON.object(arguments).text
    default: break
    }
    for member in object.members where !["id", "index", "function"].contains(member.key) {
      all[place].members[member.key] = member.value
    }
    for member in function.members where !["name", "arguments"].contains(member.key) {
      all[place].functionMembers[member.key] = member.value
    }
  }

  /// The call that a piece belongs to, which is begun where it is none yet.
  private mutating func place(of id: String?, _ index: Int64?, _ name: String?) -> Int? {
    let known: Int? =
      if let id {
        byID[id].flatMap { isAnother($0, than: index, name) ? nil : $0 }
      } else if let index {
        // Two calls of different names cannot be one, though both are numbered 0.
        byIndex[index].flatMap { name != nil && all[$0].name != nil && all[$0].name != name ? nil : $0 }
      } else {
        name == nil ? all.indices.last : nil
      }
    if let known { return known }
    guard all.count < Self.limit else { return nil }
    all.append(Call())
    let place = all.count - 1
    if let id { byID[id] = place }
    if let index { byIndex[index] = place }
    return place
  }

  /// Whether a piece that bears the id of a call is of another call all the same: named anew under another index,
  /// or, where nothing is numbered, named anew at all.
  private func isAnother(_ place: Int, than index: Int64?, _ name: String?) -> Bool {
    guard name != nil, all[place].name != nil else { return false }
    guard let index else { return true }
    return byIndex[index] != place
  }

  /// The calls in their order; those without an id get one of the answer's.
  func calls(of answer: String) -> [ModelToolCall] {
    all.enumerated().map { place, call in
      let isEmpty = call.arguments.allSatisfy(\.isWhitespace)
      let parts = ["call", answer, String(place + 1)].filter { !$0.isEmpty }
      return ModelToolCall(
        id: call.id ?? parts.joined(separator: "_"), name: call.name ?? "",
        arguments: isEmpty ? "{}" : call.arguments)
    }
  }

  /// The calls as the next request repeats them: arguments that are no JSON object would be refused by some.
  func sentBack(as calls: [ModelToolCall]) -> [JSON] {
    zip(all, calls).map { call, made in
      var function = call.functionMembers
      function["name"] = .string(made.name)
      let isObject = (try? JSON(parsing: made.arguments))?.object != nil
      function["arguments"] = .string(isObject ? made.arguments : "{}")
      var object: JSON.Object = ["id": .string(made.id), "type": "function"]
      for member in call.members.members { object[member.key] = member.value }
      object["function"] = .object(function)
      return .object(object)
    }
  }
}
