internal import Inventory
internal import Shop
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

  package func listPeople() async throws -> CommandAnswer {
    let people = try await accounts.people(session)
    let rows = people.map { account in
      [
        account.person.name, account.person.role.rawValue, account.email ?? "",
        account.isActive ? account.hasPassword ? "entra" : "sin contraseña" : "de baja",
      ]
    }
    let list = people.map { account -> JSON in
      [
        "id": JSON(account.person.id.value), "nombre": .string(account.person.name),
        "rol": .string(account.person.role.rawValue), "email": JSON(account.email),
        "activo": .bool(account.isActive), "tiene_clave": .bool(account.hasPassword),
      ]
    }
    return CommandAnswer(
      rows, titles: ["Nombre", "Rol", "E-mail", "Estado"], empty: "No hay nadie",
      ["usuarios": .array(list), "total": JSON(list.count)])
  }

  package func setPassword(of name: String, from source: PasswordSource) async throws -> CommandAnswer {
    let person = try await account(named: name).person
    let password = try source.password()
    try await accounts.setPassword(password, of: person.id, session)
    return CommandAnswer(
      "Listo: «\(person.name)» entra con la contraseña nueva; sus sesiones anteriores terminaron",
      ["id": JSON(person.id.value), "nombre": .string(person.name)])
  }

  /// Lets a person in again, or no longer.
  package func setActive(_ isActive: Bool, _ name: String) async throws -> CommandAnswer {
    let person = try await account(named: name).person
    try await accounts.setActive(isActive, person.id, session)
    return CommandAnswer(
      isActive
        ? "Listo: «\(person.name)» puede entrar otra vez" : "Listo: «\(person.name)» ya no puede entrar",
      ["id": JSON(person.id.value), "nombre": .string(person.name), "activo": .bool(isActive)])
  }

  /// - Throws: `ShopError.notFound`.
  func account(named name: String) async throws -> Account {
    let people = try await accounts.people(session)
    let account =
      people.first { $0.person.name == name }
      ?? people.first { $0.person.name.lowercased() == name.lowercased() }
    guard let account else { throw ShopError.notFound(kind: "usuario", name: name) }
    return account
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
