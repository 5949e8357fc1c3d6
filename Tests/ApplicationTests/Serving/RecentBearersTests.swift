import Crypto
import Inventory
import Shop
import Store
import Testing

@testable import Application

struct RecentBearersTests {
  private let folder: ShopFolder
  private let recent = RecentBearers()
  private let key = RecentBearers.Key(secret: "s", door: "rest")
  private let moment = ContinuousClock.Instant.now

  init() async throws { folder = try await ShopFolder() }

  private func found(
    _ key: RecentBearers.Key? = nil, writes: Int = 3, at now: Instant, after delay: Duration = .zero
  ) -> Bearer? {
    recent.bearer(key ?? self.key, writes: writes, at: now, moment: moment + delay)
  }

  private func bearer(expires: Instant? = nil) async throws -> (Bearer, Instant) {
    let open = try await folder.configuration().open(door: "prueba")
    let new = NewToken(name: "caja", role: .owner, scopes: [.read], expires: expires)
    let secret = try await open.accounts.makeToken(new, for: open.session.person.id, open.session).secret
    let bearer = try await open.accounts.authenticate(secret.text, door: "rest")
    return (try #require(bearer), open.shop.now())
  }

  @Test func `know a bearer by the secret and the door, until something is written`() async throws {
    let (bearer, now) = try await bearer()
    #expect(found(at: now) == nil)
    recent.keep(bearer, key, writes: 3, moment: moment)
    #expect(found(at: now)?.token == bearer.token)
    #expect(found(RecentBearers.Key(secret: "s", door: "mcp"), at: now) == nil)
    #expect(found(RecentBearers.Key(secret: "t", door: "rest"), at: now) == nil)
    #expect(found(writes: 4, at: now) == nil)
  }

  @Test func `forget within a second what another program may have changed`() async throws {
    let (bearer, now) = try await bearer()
    recent.keep(bearer, key, writes: 3, moment: moment)
    #expect(found(at: now, after: .milliseconds(999)) != nil)
    #expect(found(at: now, after: .seconds(1)) == nil)
  }

  @Test func `let nobody in whose token has expired meanwhile`() async throws {
    let soon = Instant(milliseconds: 4_000_000_000_000)
    let (bearer, now) = try await bearer(expires: soon)
    recent.keep(bearer, key, writes: 3, moment: moment)
    #expect(found(at: now) != nil)
    #expect(found(at: soon) == nil)
  }
}
