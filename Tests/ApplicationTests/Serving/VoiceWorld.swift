import Synchronization
import Wire

/// WhatsApp, Telegram and the provider of models on one server on loopback.
final class VoiceWorld: Sendable {
  /// What was recorded, and what stands for the words in it.
  static let sound = Array("OggS\u{0}\u{1}…\r\n--bodeguero".utf8)

  private let state = Mutex<(transcripts: [HTTPResponse], forms: [HTTPRequest])>(([], []))
  let sent: AsyncStream<String>
  private let note: AsyncStream<String>.Continuation
  let size: Int

  /// `size` is what the services say of a recording's.
  init(size: Int) {
    self.size = size
    (sent, note) = AsyncStream.makeStream()
  }

  /// What the provider answers next, one a recording.
  func hear(_ transcripts: [HTTPResponse]) { state.withLock { $0.transcripts += transcripts } }

  /// What the provider was sent.
  var forms: [HTTPRequest] { state.withLock { $0.forms } }

  func respond(to request: HTTPRequest) -> HTTPResponse {
    let path = request.target.segments
    switch path.last {
    case "transcriptions":
      return state.withLock {
        $0.forms.append(request)
        return $0.transcripts.isEmpty ? HTTPResponse(.unavailable) : $0.transcripts.removeFirst()
      }
    case "media-1" where request.fields["authorization"] == "Bearer graph":
      let host = request.fields["host"] ?? ""
      return HTTPResponse(
        .ok,
        [
          "url": .string("http://\(host)/bytes"), "mime_type": "audio/ogg; codecs=opus",
          "file_size": JSON(size),
        ])
    case "getFile":
      return HTTPResponse(
        .ok, ["ok": true, "result": ["file_path": "voice/file_7.oga", "file_size": JSON(size)]])
    case "bytes" where request.fields["authorization"] == "Bearer graph",
      "file_7.oga" where path == ["file", "bot12:abc", "voice", "file_7.oga"]:
      return HTTPResponse(.ok, fields: ["Content-Type": "audio/ogg"], body: Self.sound)
    case "messages", "sendMessage":
      note.yield(String(decoding: request.body, as: UTF8.self))
      return HTTPResponse(.ok, ["ok": true, "result": ["message_id": 1], "messages": [["id": "w"]]])
    default: return HTTPResponse(.notFound, ["error": ["message": "no such thing", "code": 100]])
    }
  }
}

extension HTTPRequest {
  /// The parts of a form, by their names.
  var parts: [String: [UInt8]] {
    guard let mark = fields["content-type"]?.split(separator: "boundary=").last else { return [:] }
    let pieces = body.split(by: Array("--\(mark)".utf8))
    return pieces.reduce(into: [:]) { parts, piece in
      let halves = piece.split(by: Array("\r\n\r\n".utf8))
      guard halves.count > 1,
        let name = String(decoding: halves[0], as: UTF8.self).firstMatch(of: /name="(\w+)"/)
      else { return }
      parts[String(name.1)] = Array(halves[1...].joined(separator: Array("\r\n\r\n".utf8)).dropLast(2))
    }
  }
}

extension [UInt8] {
  fileprivate func split(by mark: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    var index = 0
    while index < count {
      if self[index...].starts(with: mark) {
        pieces.append([])
        index += mark.count
      } else {
        pieces[pieces.count - 1].append(self[index])
        index += 1
      }
    }
    return pieces
  }
}
