internal import Application
internal import HTTPClient
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// One question over Rasa's REST channel, from the request to the answer, by one client that waits for each.
enum Conversing: Family {
  static let name = "rasa"

  private static let questions = 1000
  private static let allowance = 2.0

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("rasa.sqlite", products: 6_000, in: workshop)
    try sample.sellForSixtyDays()
    let token = try await sample.token([.read])
    await sample.close()

    var settings = ServerSettings()
    settings.port = 0
    settings.requestsPerMinute = nil
    let server = try await Configuration.measured(sample.path, workshop).serve(settings, log: { _ in })
    guard let url = HTTPURL("http://127.0.0.1:\(server.port)/webhooks/rest/webhook") else {
      throw Unmeasured("no address")
    }
    let client = HTTPClient()
    var times: [Double] = []
    for number in 0...questions {
      let name = sample.names[number * 19 % 6_000]
      let body: JSON = ["sender": "benchmark", "message": "¿cuánto queda de \(name)?"]
      let request = HTTPClient.Request(
        .post, url, fields: ["Authorization": "Bearer \(token)"], body: Array(body.text.utf8))
      times.append(
        try await seconds {
          let response = try await client.send(request)
          let answer = String(decoding: response.body.bytes, as: UTF8.self)
          guard response.status == .ok, answer.contains(name) else {
            throw Unmeasured("\(name) was answered with \(response.status.code): \(answer)")
          }
        })
    }
    await server.stop()
    let measured = Times(Array(times.dropFirst()))
    return [
      Row(
        work: "a question over Rasa REST, 6000 products, p50", measured.median * 1000, atMost: allowance,
        unit: "ms"),
      Row(
        work: "the same, p99", figure: milliseconds(measured.quantile(0.99)), result: "", goal: ""),
    ]
  }
}
