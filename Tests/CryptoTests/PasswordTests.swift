import Crypto
import Testing

@Suite struct `A password` {
  @Test func `is kept as Argon2id with its cost, under a salt of its own`() throws {
    let first = try PasswordHash(of: "llave del almacén", cost: .interactive)
    let second = try PasswordHash(of: "llave del almacén", cost: .interactive)
    #expect(first.encoded.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    #expect(first != second)
    #expect(first.matches("llave del almacén"))
    #expect(!first.matches("llave del almacen"))
  }

  @Test(arguments: ["", " ", "contraseña", String(repeating: "x", count: 300), "a\0b", "🧴"])
  func `may be any text`(password: String) throws {
    let hash = try PasswordHash(of: password, cost: .least)
    #expect(hash.matches(password))
    #expect(!hash.matches(password + "."))
    #expect(!hash.matches("a"))
  }

  @Test func `is the same however its accents are composed`() throws {
    #expect(try PasswordHash(of: "man\u{0303}ana", cost: .least).matches("ma\u{00F1}ana"))
  }

  @Test func `asks to be hashed anew when the cost rises`() throws {
    let hash = try PasswordHash(of: "clave", cost: .least)
    #expect(!hash.isMade(otherThanAt: .least))
    #expect(hash.isMade(otherThanAt: .interactive))
  }

  @Test(arguments: ["", "clave", "$argon2id$v=19$m=65536,t=2,p=1$", "$1$salt$hash"])
  func `never matches a hash that is none`(encoded: String) {
    let hash = PasswordHash(encoded: encoded)
    #expect(!hash.matches("clave"))
    #expect(!hash.matches(""))
    #expect(hash.isMade(otherThanAt: .least))
  }

  @Test func `is hashed one at a time, and the queue says when it is full`() async throws {
    let hasher = PasswordHasher(cost: .interactive, limit: 3)
    let outcomes = await withTaskGroup(of: Bool?.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do { return try await hasher.verify("clave", against: nil) } catch is PasswordHasher.Busy {
            return nil
          } catch {
            Issue.record(error)
            return nil
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.contains(nil))
    #expect(outcomes.contains(false))
    #expect(try await hasher.hash("clave").matches("clave"))
  }
}

@Suite struct `A token` {
  @Test func `is a prefix and 43 characters that lead back to its digest`() throws {
    let token = SecretToken(random: randomBytes(SecretToken.byteCount))
    #expect(token.text.utf8.count == 47)
    #expect(token.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    #expect(try #require(SecretToken(token.text)).digest == token.digest)
    #expect(!token.digest.base64URL.contains(token.text))
  }

  @Test(arguments: [
    "", "bod_", "abc", "bod_" + String(repeating: "A", count: 42), "bod_" + String(repeating: "A", count: 44),
    String(repeating: "A", count: 43), "bod_ñ",
  ])
  func `of another length is none`(text: String) { #expect(SecretToken(text) == nil) }

  @Test func `is never given twice`() {
    #expect(Set((0..<1000).map { _ in randomBytes(16) }).count == 1000)
  }
}

@Suite struct `A comparison in constant time` {
  @Test(arguments: [
    ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "", false), ("ab", "abc", false),
  ])
  func `says what an ordinary one says`(a: String, b: String, isEqual: Bool) {
    #expect(isEqualInConstantTime(a, b) == isEqual)
  }
}
