internal import Foundation
internal import Glibc
internal import Synchronization
internal import Wire

/// What stands for a language model: it asks for a product's stock, says it, and says something kind otherwise.
enum PlayedModel {
  static func question(_ product: String) -> String { "¿cuánto queda de \(product)?" }

  static func answer(to body: [UInt8]) -> HTTPResponse {
    let messages = (try? JSON(parsing: body))?["messages"]?.array ?? []
    let content = messages.last?["content"]?.string ?? ""
    if messages.last?["role"] == "tool" {
      let data = content.dropFirst("<datos>".count).dropLast("</datos>".count)
      let product = (try? JSON(parsing: String(data)))?["productos"]?[0]
      let (left, name) = (product?["total"]?.number?.text ?? "?", product?["nombre"]?.string ?? "?")
      return events([chunk(["content": .string("Quedan \(left) de \(name).")])], reason: "stop")
    }
    guard content.hasPrefix("¿cuánto queda de ") else {
      return events([chunk(["content": .string(kindness)])], reason: "stop")
    }
    let arguments: JSON = [
      "product": .string(String(content.dropFirst("¿cuánto queda de ".count).dropLast()))
    ]
    return events(
      [
        chunk([
          "tool_calls": [
            [
              "index": 0, "id": "c1", "type": "function",
              "function": ["name": "getProductStock", "arguments": .string(arguments.text)],
            ]
          ]
        ])
      ], reason: "tool_calls")
  }

  static let kindness = "Con gusto te cuento algo lindo.\n"

  static func chunk(_ delta: JSON, id: String = "r1", reason: String? = nil) -> JSON {
    [
      "id": .string(id), "object": "chat.completion.chunk", "created": 1_763_500_000, "model": "medida",
      "choices": [["index": 0, "delta": delta, "logprobs": nil, "finish_reason": JSON(reason)]],
    ]
  }

  private static func events(_ chunks: [JSON], reason: String) -> HTTPResponse {
    HTTPResponse(.ok, text(chunks + [chunk([:], reason: reason)]), type: "text/event-stream")
  }

  fileprivate static func text(_ chunks: [JSON]) -> String {
    chunks.map { "data: \($0.text)\n\n" }.joined() + "data: [DONE]\n\n"
  }
}

/// A model that says its first line, and the rest only a while later; it listens as long as the program runs.
final class LineByLineModel: Sendable {
  let port: UInt16
  private let socket: Int32
  private let spoken = Mutex<ContinuousClock.Instant>(.now)

  init() throws {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = unsafe withUnsafeMutableBytes(of: &address) { bytes in
      let address = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      return unsafe bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
        && getsockname(descriptor, address, &length) == 0
    }
    guard isOpen else { throw Unmeasured("no socket") }
    (socket, port) = (descriptor, UInt16(bigEndian: address.sin_port))
    Thread { [self] in
      while case let connection = accept(socket, nil, nil), connection >= 0 {
        answer(connection)
        close(connection)
      }
    }.start()
  }

  /// When it last said its first line.
  var spoke: ContinuousClock.Instant { spoken.withLock { $0 } }

  private func answer(_ connection: Int32) {
    var request: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while !isWhole(request), case let count = unsafe recv(connection, &chunk, chunk.count, 0), count > 0 {
      request += chunk[..<count]
    }
    write(
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n", to: connection)
    usleep(5_000)
    let first = PlayedModel.chunk(["content": .string(PlayedModel.kindness)])
    spoken.withLock { $0 = .now }
    write("data: \(first.text)\n\n", to: connection)
    usleep(5_000)
    write(PlayedModel.text([PlayedModel.chunk([:], reason: "stop")]), to: connection)
  }

  /// Whether the body has come as long as it was announced.
  private func isWhole(_ request: [UInt8]) -> Bool {
    guard let end = request.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
    let head = String(decoding: request[..<end.lowerBound], as: UTF8.self).lowercased()
    let field = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    let length = field?.split(separator: " ").last.flatMap { Int($0) } ?? 0
    return request.count - end.upperBound >= length
  }

  private func write(_ text: String, to connection: Int32) {
    let bytes = Array(text.utf8)
    _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
