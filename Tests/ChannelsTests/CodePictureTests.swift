import Assistant
import Testing
import Wire

@testable import Channels

@Suite struct `A code goes as a picture` {
  private let phone = ChatPerson(id: "whatsapp:+59171234567")

  private func reply(_ origin: String = "https://tienda.example") -> Reply {
    var reply = Reply("El QR de Crema")
    reply.code = Reply.Code(origin + "/q/p.1.abc", title: "Crema")
    return reply
  }

  private func parcels(
    _ channel: some Channel, _ reply: Reply, for person: ChatPerson = ChatPerson(id: "77")
  ) throws -> [Parcel] {
    let parcels = channel.render(reply, try .shipped(), for: person)
    #expect(parcels.first?.content.text.contains("El QR de Crema") == true)
    return Array(parcels.dropFirst())
  }

  @Test(arguments: ["https://tienda.example", "http://192.168.0.7:8080"])
  func `by Telegram drawn when it is sent, from whatever network`(origin: String) throws {
    let telegram = Telegram(environment: [
      "TELEGRAM_BOT_TOKEN": "1:AbC", "TELEGRAM_API_URL": "http://127.0.0.1:9/",
    ])
    let parcel = try #require(try parcels(telegram, reply(origin)).first)
    #expect(parcel.content.text.utf8.count < 200)
    let request = try #require(telegram.request(for: parcel, to: ChatPerson(id: "77"), form: .usual))
    #expect(request.url == "http://127.0.0.1:9/bot1:AbC/sendPhoto")
    let body = request.body
    let head = Array(
      "name=\"photo\"; filename=\"qr.png\"\r\nContent-Type: image/png\r\n\r\n\u{89}PNG".unicodeScalars
        .map { UInt8($0.value) })
    #expect(body.firstRange(of: head) != nil)
    #expect(body.firstRange(of: Array("name=\"chat_id\"\r\n\r\n77\r\n".utf8)) != nil)
    #expect(telegram.request(for: parcel, to: ChatPerson(id: "77"), form: .plain) == nil)
  }

  @Test func `by the others as an address that they fetch`() throws {
    let whatsApp = WhatsApp(environment: ["WHATSAPP_TEMPLATE": "aviso"])
    let image = try #require(try parcels(whatsApp, reply()).first)
    #expect(
      image.content == ["type": "image", "image": ["link": "https://tienda.example/q/p.1.abc/qr.png"]])
    #expect(whatsApp.request(for: image, to: phone, form: .template) == nil)

    let messenger = Messenger(environment: [:])
    for id in ["5678", "instagram:5678"] {
      let image = try parcels(messenger, reply(), for: ChatPerson(id: id, address: "5678")).first
      #expect(image?.content["attachment"]?["type"] == "image")
      #expect(
        image?.content["attachment"]?["payload"] == ["url": "https://tienda.example/q/p.1.abc/qr.png"])
    }

    let twilio = Twilio(
      environment: [
        "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "clave", "TWILIO_FROM": "whatsapp:+14155238886",
      ], publicURL: nil)
    let media = try #require(try parcels(twilio, reply(), for: phone).first)
    let request = try #require(twilio.request(for: media, to: phone, form: .usual))
    let form = try #require(HTTPTarget.parameters(request.body))
    #expect(form.first { $0.name == "MediaUrl" }?.value == "https://tienda.example/q/p.1.abc/qr.png")
    #expect(!form.contains { $0.name == "Body" })
    #expect(twilio.request(for: media, to: phone, form: .template) == nil)
    #expect(try parcels(twilio, reply(), for: ChatPerson(id: "+59171234567")).isEmpty)
  }

  @Test func `not where only the shop's network reaches the address`() throws {
    let local = reply("http://192.168.0.7:8080")
    #expect(try parcels(WhatsApp(environment: [:]), local).isEmpty)
    #expect(try parcels(Messenger(environment: [:]), local).isEmpty)
    #expect(try parcels(Twilio(environment: [:], publicURL: nil), local, for: phone).isEmpty)
  }

  @Test func `by Rasa's channel as the image of the message`() {
    #expect(reply().rasaParts["image"] == "https://tienda.example/q/p.1.abc/qr.png")
    #expect(Reply("Hola").rasaParts["image"] == nil)
  }
}
