internal import Inventory
package import Wire

extension Message {
  /// The message in the form in which it is kept until it is answered.
  package var json: JSON {
    var object: JSON.Object = [
      "id": .string(id), "persona": .string(person.id), "direccion": .string(person.address),
    ]
    if !person.aliases.isEmpty { object["alias"] = .array(person.aliases.map(JSON.string)) }
    object["nombre"] = person.name.map(JSON.string)
    object["idioma"] = language.map { .string($0.code) }
    switch content {
    case .text(let text): object["texto"] = .string(text)
    case .choice(let id, let title): object["opcion"] = ["id": .string(id), "titulo": .string(title)]
    case .voice(let handle, let seconds):
      object["voz"] = .string(handle)
      object["segundos"] = seconds.map { JSON($0) }
    case .understood(_, let text): object["texto"] = .string(text)
    case .unreadable(let kind): object["otro"] = .string(kind)
    }
    return .object(object)
  }

  /// Reads what `json` wrote; what another program had understood comes back as its text.
  package init?(json: JSON) {
    guard let id = json["id"]?.string, let person = json["persona"]?.string else { return nil }
    let content: Content
    if let text = json["texto"]?.string {
      content = .text(text)
    } else if let choice = json["opcion"], let id = choice["id"]?.string {
      content = .choice(id: id, title: choice["titulo"]?.string ?? id)
    } else if let handle = json["voz"]?.string {
      content = .voice(handle: handle, seconds: json["segundos"]?.integer.flatMap { Int(exactly: $0) })
    } else {
      content = .unreadable(kind: json["otro"]?.string ?? "")
    }
    self.init(
      id: id,
      person: ChatPerson(
        id: person, address: json["direccion"]?.string,
        aliases: json.elements("alias").compactMap(\.string), name: json["nombre"]?.string),
      content: content,
      language: json["idioma"]?.string.flatMap { Language($0) })
  }
}
