import Channels
import HTTPServer
import Shop
import Store
import Testing
import Wire

@testable import Application

@Suite struct `A service that hangs over one person's message` {
  @Test func `keeps nobody else's waiting`() async throws {
    let (sent, note) = AsyncStream<String>.makeStream()
    let (gate, open) = AsyncStream<Void>.makeStream()
    let graph = try HTTPServer(HTTPServerConfiguration()) { request in
      let body = String(decoding: request.body, as: UTF8.self)
      if body.contains("59170000001") { for await _ in gate {} }
      note.yield(body)
      return HTTPResponse(.ok, ["messages": [["id": "wamid.\(request.body.count)"]]])
    }
    let folder = try await ShopFolder()
    let server = try await folder.configuration([
      "WHATSAPP_APP_SECRET": "s", "WHATSAPP_VERIFY_TOKEN": "ficha", "WHATSAPP_TOKEN": "t",
      "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": "http://127.0.0.1:\(graph.port)",
    ]).serve()
    let mail = Mailroom(server.open.shop, server.open.session)
    func post(to number: String) async throws {
      let message = IncomingMessage(channel: "whatsapp", id: number, person: number, content: "{}")
      _ = try await mail.take([message])
      let parcel: JSON = ["type": "text", "text": ["body": "Hola"]]
      try await mail.answer(message, to: number, with: [parcel.text])
    }
    try await post(to: "59170000001")
    // The first is on its way once the next look finds nothing new.
    try await Task.sleep(for: .milliseconds(1500))
    try await post(to: "59170000002")
    var answers = sent.makeAsyncIterator()
    #expect(try #require(await answers.next()).contains("59170000002"))
    open.finish()
    #expect(try #require(await answers.next()).contains("59170000001"))
    await server.stop()
    await graph.stop()
  }
}
