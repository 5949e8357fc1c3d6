import HTTPServer
import Synchronization
import Testing
import Wire

@testable import Application

struct RefusedHeadTests {
  @Test(arguments: [
    "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "X-Hub-Signature-256",
    "X-Twilio-Signature",
    "X-Telegram-Bot-Api-Secret-Token",
  ])
  func `a field that is read once may come once, whatever its case`(name: String) async throws {
    let served = try await ServedShop()
    var fields: HTTPFields = ["Authorization": "Bearer x"]
    fields[name] = "a"
    let once = try await served.send(.get, "/healthz", fields: fields)
    #expect(once.status == .ok)
    fields.append(name.lowercased(), "b")
    let twice = try await served.send(.get, "/healthz", fields: fields)
    #expect(twice.status == .badRequest)
    #expect(
      try JSON(parsing: twice.body.bytes)["detail"] == .string("El encabezado \(name) viene más de una vez"))
    #expect(twice.fields["X-Request-Id"] != nil)
    await served.stop()
  }
}
