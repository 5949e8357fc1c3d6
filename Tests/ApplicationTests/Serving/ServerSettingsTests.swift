import Testing

@testable import Application

struct ServerSettingsTests {
  private func settings(
    _ listen: String, publicURL: String? = nil
  ) throws -> ServerSettings {
    try ServerSettings(listen: listen, publicURL: publicURL, certificate: nil, key: nil, environment: [:])
  }

  @Test(arguments: [
    ("8080", "http://127.0.0.1:8080"), ("192.168.1.5:80", "http://192.168.1.5:80"),
    ("[::1]:8080", "http://[::1]:8080"), ("caja.local:8080", "http://caja.local:8080"),
  ])
  func `links lead to where the server listens`(listen: String, origin: String) throws {
    let settings = try settings(listen)
    #expect(settings.origin(port: settings.port) == origin)
  }

  @Test func `links lead to where the owner says that the world comes in`() throws {
    let settings = try settings("0.0.0.0:8080", publicURL: "https://tienda.example/")
    #expect(settings.origin(port: 8080) == "https://tienda.example")
  }

  @Test(arguments: [("600", 600), ("0", nil)])
  func `the limit of requests is a number or none`(text: String, limit: Int?) throws {
    let settings = try ServerSettings(
      listen: nil, publicURL: nil, certificate: nil, key: nil,
      environment: ["BODEGUERO_REQUESTS_PER_MINUTE": text])
    #expect(settings.requestsPerMinute == limit)
  }

  @Test(arguments: ["-1", "5", "mucho", "99999999999"])
  func `a limit that is none is refused by name`(text: String) {
    let failure = #expect(throws: Failure.self) {
      try ServerSettings(
        listen: nil, publicURL: nil, certificate: nil, key: nil,
        environment: ["BODEGUERO_REQUESTS_PER_MINUTE": text])
    }
    #expect(failure?.message.contains("BODEGUERO_REQUESTS_PER_MINUTE") == true)
  }

  @Test(arguments: ["0.0.0.0:8080", "[::]:8080"])
  func `a telephone is not sent to an address that is every one`(listen: String) throws {
    let settings = try settings(listen)
    #expect(settings.isReachable)
    #expect(!settings.origin(port: 8080).contains("0.0.0.0"))
    #expect(!settings.origin(port: 8080).contains("::"))
  }
}
