internal import Channels
internal import Crypto
internal import Foundation
internal import Inventory
internal import Understanding
internal import Wire

/// Everything that parses a stranger's bytes; the first byte chooses which, the rest is its input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 0 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let input = Array(bytes.dropFirst())
  let text = String(decoding: input, as: UTF8.self)
  switch bytes[0] % 8 {
  case 0: roundTrip(input)
  case 1: readTable(input)
  case 2: parseValues(text)
  case 3: readTarget(text)
  case 4: receiveFromMeta(input)
  case 5: receive(input)
  case 6: receiveInWaiting(input)
  default: understand(text)
  }
  return 0
}

/// What is read as JSON must be read again from its own text.
private func roundTrip(_ input: [UInt8]) {
  guard let json = try? JSON(parsing: input) else { return }
  guard let again = try? JSON(parsing: json.text), again == json else {
    fatalError("JSON changed by writing")
  }
}

/// However a table is cut into pieces, its records are the same.
private func readTable(_ input: [UInt8]) {
  func records(_ size: Int) -> [[String]] {
    var reader = CSVReader()
    var found: [[String]] = []
    for start in stride(from: 0, to: input.count, by: size) {
      reader.push(input[start..<min(start + size, input.count)]) {
        found.append((try? $0.get().fields) ?? [])
      }
    }
    reader.finish { found.append((try? $0.get().fields) ?? []) }
    return found
  }
  guard records(3) == records(max(1, input.count)) else { fatalError("CSV depends on how it is cut") }
}

/// No segment of a target may lead elsewhere, and what is read must not depend on how it was encoded.
private func readTarget(_ text: String) {
  guard let target = HTTPTarget(text) else { return }
  for segment in target.segments
  where ["", ".", ".."].contains(segment) || segment.contains(where: { "/\\\0".contains($0) }) {
    fatalError("a path leads elsewhere")
  }
  func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
  let path = "/" + target.segments.map(encoded).joined(separator: "/")
  let query = target.query.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  guard let again = HTTPTarget("\(path)?\(query)"), again.segments == target.segments,
    again.query == target.query
  else { fatalError("a target changed by encoding") }
}

private func parseValues(_ text: String) {
  _ = Period(text).map { $0.days(on: BusinessDay(ordinal: 20_000)) }
  _ = Quantity(decimal: text)
  _ = BusinessDay(text)
  _ = try? Barcode(text)
  _ = Folio(Folio.normalised(text)).number
  guard let zone = TimeZoneName("America/La_Paz"), let currency = Currency(code: "BOB") else { return }
  _ = ShopClock(zone: zone).instant(parsing: text)
  _ = currency.money(text, rounding: true)
}

/// Meta's webhooks under a signature that is right, whatever they say, and answers to what was sent.
private func receiveFromMeta(_ input: [UInt8]) {
  guard let key = MACKey("secreto"), let target = HTTPTarget("/webhooks/meta") else { return }
  let signature = "sha256=" + key.code(for: input, .hmacSHA256).bytes.hex
  let request = HTTPRequest(.post, target, fields: ["X-Hub-Signature-256": signature], body: input)
  let channels: [any Channel] = [
    WhatsApp(environment: ["WHATSAPP_APP_SECRET": "secreto"]),
    Messenger(environment: ["MESSENGER_APP_SECRET": "secreto"]),
  ]
  for channel in channels { take(request, channel) }
}

/// Telegram's and Twilio's webhooks, and what Telegram answers when it is asked.
private func receive(_ input: [UInt8]) {
  guard let key = MACKey("secreto"), let target = HTTPTarget("/webhooks/x") else { return }
  let telegram = Telegram(environment: ["TELEGRAM_WEBHOOK_SECRET": "secreto"])
  take(
    HTTPRequest(.post, target, fields: ["X-Telegram-Bot-Api-Secret-Token": "secreto"], body: input), telegram)
  _ = telegram.batch(HTTPResponse(.ok, body: input))

  guard let form = HTTPTarget.parameters(input) else { return }
  let url = "https://tienda.example"
  // Doubled parameters are signed otherwise.
  guard Set(form.map { Array($0.name.utf8) }).count == form.count else { return }
  let pairs = form.map { Array($0.name.utf8) + Array($0.value.utf8) }
  let order = form.indices.sorted {
    form[$0].name.utf8.lexicographicallyPrecedes(form[$1].name.utf8)
  }
  let signed = Array((url + target.raw).utf8) + order.flatMap { pairs[$0] }
  take(
    HTTPRequest(
      .post, target,
      fields: [
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": key.code(for: signed, .hmacSHA1).bytes.base64,
      ], body: input),
    Twilio(environment: ["TWILIO_AUTH_TOKEN": "secreto", "TWILIO_FROM": "+1"], publicURL: url))
}

/// Takes a request that is rightly signed, and answers whoever wrote.
private func take(_ request: HTTPRequest, _ channel: any Channel) {
  do {
    for message in try channel.receive(request).messages {
      guard Message(json: message.json) == message else { fatalError("a message changed by being kept") }
      let parcel = Parcel(["text": ["body": "x"], "Body": "x"])
      _ = channel.request(for: parcel, to: message.person, form: .usual)
    }
  } catch {
    guard error.status == .badRequest else { fatalError("a right signature was refused") }
  }
  _ = channel.classify(HTTPResponse(.badRequest, body: request.body))
}

/// Questions of services that wait for an answer.
private func receiveInWaiting(_ input: [UInt8]) {
  guard let target = HTTPTarget("/webhooks/x") else { return }
  let channels: [any DirectChannel] = [
    Dialogflow(environment: [:]), RasaChat(environment: [:]), RasaActions(environment: [:]),
  ]
  for channel in channels {
    do {
      _ = try channel.receive(HTTPRequest(.post, target, body: input))
    } catch {
      guard error.status == .badRequest || error.status == .contentTooLarge else {
        fatalError("a stranger's body was not refused as one")
      }
    }
  }
}

private func understand(_ text: String) {
  _ = reader.interpreter.read(text, in: reader.index)
}

/// The project's own words, from the folder that the fuzzer is started in.
private let reader: (interpreter: Interpreter, index: CatalogueIndex) = {
  let packs = [Language.spanish, .english].map { language -> LanguagePack in
    let folder = "prompts/\(language.code)/understanding"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map {
        (name: name, text: String(decoding: $0, as: UTF8.self))
      }
    }
    guard let pack = try? LanguagePack(language: language, files: files) else {
      fatalError("no words in \(folder)")
    }
    return pack
  }
  guard let interpreter = try? Interpreter(packs: packs) else { fatalError("the words do not fit together") }
  let products = ["Shampoo Anticaída 400 ml", "Crema para Manos", "Tinte Rojo", "Azúcar 1kg"].enumerated().map
  {
    Catalogue.Product(name: $1, sku: "SKU-\($0)", barcode: "200000000000\($0)")
  }
  let branches = ["Principal", "Norte"].map { Catalogue.Named(name: $0) }
  return (interpreter, interpreter.index(Catalogue(version: 1, products: products, branches: branches)))
}()
