import Inventory
import Shop
import Testing

struct LeaseTests {
  @Test func `of several servers one at a time has the lease`() async throws {
    let test = try await TestShop()
    let (one, two) = (Lease("salida", test.shop), Lease("salida", test.shop))
    #expect(try await one.hold())
    #expect(try await !two.hold())
    test.clock.now = test.clock.now.adding(seconds: Lease.seconds - 1)
    #expect(try await one.hold())
    test.clock.now = test.clock.now.adding(seconds: Lease.seconds)
    #expect(try await two.hold())
    #expect(try await !one.hold())
    try await two.release()
    #expect(try await one.hold())
  }

  @Test func `work under the lease is done by the server that has it`() async throws {
    let test = try await TestShop()
    let (one, two) = (Lease("salida", test.shop), Lease("salida", test.shop))
    let othersHold = try await two.holding { try await one.hold() }
    #expect(othersHold == false)
    let refused = try await one.holding { 1 }
    #expect(refused == nil)
    try await two.release()
    let done = try await one.holding { 2 }
    #expect(done == 2)
  }

  @Test func `whoever loses the lease stops working`() async throws {
    let test = try await TestShop()
    let (one, two) = (Lease("salida", test.shop, lasting: 1), Lease("salida", test.shop))
    await #expect(throws: CancellationError.self) {
      try await one.holding { () async throws -> Void in
        test.clock.now = test.clock.now.adding(seconds: 1)
        _ = try await two.hold()
        try await Task.sleep(for: .seconds(600))
      }
    }
    #expect(try await two.hold())
  }
}
