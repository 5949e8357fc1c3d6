internal import Crypto
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// A token that a command is to make, as it was written.
package struct TokenRequest: Sendable {
  package var name: String
  package var role: String
  /// Scopes parted by commas; nil for all.
  package var scopes: String?
  /// How many days it lasts; nil for one that does not end.
  package var days: String?
  /// Whose it is; nil for the session's person.
  package var person: String?

  package init(name: String, role: String) { (self.name, self.role) = (name, role) }
}

extension OpenShop {
  /// Makes a token and shows its secret, this once.
  package func createToken(_ request: TokenRequest) async throws -> CommandAnswer {
    let new = NewToken(
      name: request.name, role: try Role(named: request.role), scopes: try scopes(request.scopes),
      expires: try request.days.map(end))
    var owner = session.person
    if let person = request.person { owner = try await self.person(named: person) }
    let (secret, token) = try await accounts.makeToken(new, for: owner.id, session)
    let end = token.expires.map { "Vale hasta \(session.clock.words($0))" } ?? "Vale hasta que se revoque"
    var fields = fields(token, of: owner.name)
    fields.append(("token", .string(secret.text)))
    return CommandAnswer(
      """
      \(secret.text)

      Es el token \(token.id.value), «\(token.name)», de \(owner.name). Guárdelo ahora: no se muestra otra vez.
      \(end): bodeguero token revoke \(token.id.value)
      """, JSON(fields))
  }

  /// All tokens and sessions that hold, without their secrets.
  package func listTokens() async throws -> CommandAnswer {
    let names = Dictionary(
      uniqueKeysWithValues: try await shop.people(isActive: nil, session).map { ($0.id, $0.fields.name) })
    let tokens = try await accounts.tokens(session)
    let rows = tokens.map { token in
      let kind = Kind(token)
      return [
        String(token.id.value), kind.name, token.name, names[token.person] ?? "", kind.role ?? "",
        kind.scopes.joined(separator: ", "), token.used.map(session.clock.words) ?? "nunca",
        token.expires.map(session.clock.words) ?? "",
      ]
    }
    let list = tokens.map { JSON(fields($0, of: names[$0.person] ?? "")) }
    return CommandAnswer(
      rows, titles: ["N.º", "Tipo", "Nombre", "De", "Rol", "Alcances", "Último uso", "Vence"],
      empty: "No hay ningún token", ["tokens": .array(list), "total": JSON(list.count)])
  }

  /// Ends a token or a session by its number in that list.
  package func revokeToken(_ number: String) async throws -> CommandAnswer {
    guard let id = Int64(number) else {
      throw Failure.usage("«\(number)»: se espera el número de un token; vea «bodeguero token list»")
    }
    try await accounts.revoke(AccessTokenID(id), session)
    return CommandAnswer("Listo: el token \(id) ya no vale", ["id": JSON(id)])
  }

  /// Makes the code that the session's person types into a chat to be known there.
  ///
  /// For the `web` it signs a browser in, for a `chat` it tells who writes there.
  /// - Throws: `Failure.usage` for another door.
  package func linkCode(for door: String = "chat") async throws -> CommandAnswer {
    let purpose: OneTimeCodeRecord.Purpose
    let use: String
    switch door {
    case "chat":
      purpose = .chatLink
      use = "Escríbalo en el chat: desde ahí hablará \(session.person.name)."
    case "web":
      purpose = .signIn
      use = "Escríbalo en la página /entrar del servidor: deja entrar como \(session.person.name)."
    default: throw Failure.usage("--door «\(door)»: se espera chat o web")
    }
    let (code, expires) = try await accounts.makeCode(for: purpose, session)
    return CommandAnswer(
      """
      \(code.text)

      \(use) Vale una vez, hasta las \(session.clock.words(expires).suffix(5)); uno nuevo para la misma persona lo anula.
      """,
      [
        "codigo": .string(code.text), "nombre": .string(session.person.name),
        "expira_en": .string(expires.text),
      ])
  }

  private func scopes(_ text: String?) throws(Failure) -> Set<AccessScope> {
    guard let text else { return Set(AccessScope.allCases) }
    var scopes: Set<AccessScope> = []
    for name in text.split(separator: ",") {
      guard let scope = AccessScope(rawValue: String(name)) else {
        throw .usage("--scope «\(name)»: se espera leer, escribir o leer,escribir")
      }
      scopes.insert(scope)
    }
    return scopes
  }

  private func end(_ days: String) throws(Failure) -> Instant {
    guard let days = Int64(days), (1...36_500).contains(days) else {
      throw .usage("--days «\(days)»: se espera una cantidad de días entre 1 y 36500")
    }
    return shop.now().adding(seconds: days * 86_400)
  }

  private func fields(_ token: AccessToken, of owner: String) -> [(String, JSON)] {
    let kind = Kind(token)
    return [
      ("id", JSON(token.id.value)), ("tipo", .string(kind.name)), ("nombre", .string(token.name)),
      ("usuario", .string(owner)), ("rol", JSON(kind.role)),
      ("alcances", .array(kind.scopes.map(JSON.string))), ("creado_en", .string(token.created.text)),
      ("usado_en", JSON(token.used?.text)), ("expira_en", JSON(token.expires?.text)),
    ]
  }

  /// What a token is, in the words of the wire.
  private struct Kind {
    let name: String
    let role: String?
    let scopes: [String]

    init(_ token: AccessToken) {
      switch token.kind {
      case .session: (name, role, scopes) = ("sesión", nil, [])
      case .personal(let role, let scopes):
        name = "token"
        self.role = role.rawValue
        self.scopes = AccessScope.allCases.filter(scopes.contains).map(\.rawValue)
      }
    }
  }
}

extension AccessToken {
  /// When it was last used; nil where it never was, which of a session there is not.
  fileprivate var used: Instant? { kind == .session ? lastUsed ?? created : lastUsed }
}

extension JSON {
  fileprivate init(_ fields: [(String, JSON)]) {
    self = .object(Object(fields.map { Object.Member(key: $0.0, value: $0.1) }))
  }
}
