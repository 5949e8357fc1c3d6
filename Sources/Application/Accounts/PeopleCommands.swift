internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension OpenShop {
  /// Adds a person who signs in, in the branch of the session where one was named.
  package func addPerson(
    _ name: String, role: String, email: String?, password source: PasswordSource
  ) async throws -> CommandAnswer {
    let new = NewPerson(name: name, role: try Role(named: role), email: email, branch: session.scope?.id)
    let password = try source.password()
    let person = try await accounts.add(new, password: password, session)
    return CommandAnswer(
      "Listo: «\(person.name)» ya puede entrar, con rol \(person.role.rawValue)",
      ["id": JSON(person.id.value), "nombre": .string(person.name), "rol": .string(person.role.rawValue)])
  }

  /// Everybody who works in the shop or did, and whether they can sign in.
  package func listPeople() async throws -> CommandAnswer {
    let people = try await shop.people(isActive: nil, session)
    let rows = people.map { person in
      [
        person.fields.name, person.fields.role.rawValue, person.fields.email ?? "",
        person.fields.isActive ? person.hasPassword ? "entra" : "sin contraseña" : "de baja",
      ]
    }
    let list = people.map { person -> JSON in
      [
        "id": JSON(person.id.value), "nombre": .string(person.fields.name),
        "rol": .string(person.fields.role.rawValue), "email": JSON(person.fields.email),
        "activo": .bool(person.fields.isActive), "tiene_clave": .bool(person.hasPassword),
      ]
    }
    return CommandAnswer(
      rows, titles: ["Nombre", "Rol", "E-mail", "Estado"], empty: "No hay nadie",
      ["usuarios": .array(list), "total": JSON(list.count)])
  }

  /// Gives a person a new password, which ends the sessions there are.
  package func setPassword(of name: String, from source: PasswordSource) async throws -> CommandAnswer {
    let person = try await person(named: name)
    let password = try source.password()
    try await accounts.setPassword(password, of: person.id, session)
    return CommandAnswer(
      "Listo: «\(person.name)» entra con la contraseña nueva; sus sesiones anteriores terminaron",
      ["id": JSON(person.id.value), "nombre": .string(person.name)])
  }

  /// Lets a person in again, or no longer.
  package func setActive(_ isActive: Bool, _ name: String) async throws -> CommandAnswer {
    let person = try await person(named: name)
    try await accounts.setActive(isActive, person.id, session)
    return CommandAnswer(
      isActive
        ? "Listo: «\(person.name)» puede entrar otra vez" : "Listo: «\(person.name)» ya no puede entrar",
      ["id": JSON(person.id.value), "nombre": .string(person.name), "activo": .bool(isActive)])
  }

  /// - Throws: `ShopError.notFound`.
  func person(named name: String) async throws -> Person {
    let people = try await shop.people(isActive: nil, session)
    let found =
      people.first { $0.fields.name == name }
      ?? people.first { $0.fields.name.lowercased() == name.lowercased() }
    guard let found else { throw ShopError.notFound(.person, name: name) }
    return Person(id: found.id, name: found.fields.name, role: found.fields.role)
  }
}

extension Role {
  /// - Throws: `Failure.usage`.
  init(named name: String) throws(Failure) {
    guard let role = Role(rawValue: name) else {
      let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("--role «\(name)»: se espera uno de \(names)")
    }
    self = role
  }
}
