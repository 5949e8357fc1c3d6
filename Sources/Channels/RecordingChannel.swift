package import Wire

/// A service that hands out what people say into it.
package protocol RecordingChannel: Channel {
  /// How the recording of that handle is come by; nil for a handle that the service cannot have given.
  func lead(toRecording handle: String) -> RecordingLead?
}

/// How a recording is come by.
package enum RecordingLead: Sendable {
  case place(RecordingPlace)
  /// The service is asked for the place, and its answer read so; `RecordingFault` where it names none.
  case question(
    OutgoingRequest, answer: @Sendable (HTTPResponse) throws(RecordingFault) -> RecordingPlace)
}

/// Where a recording can be had.
package struct RecordingPlace: Hashable, Sendable {
  package let request: OutgoingRequest
  /// In bytes; nil where the service does not say.
  package var size: Int?
  /// Its format, such as `audio/ogg`; nil where the service says it with the recording alone.
  package var type: String?
  /// Where the service may send us on to, without our credentials; nil where it has no reason to.
  package var onward: MediaServers?
}

/// Why a recording cannot be had, in words for the log.
package struct RecordingFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

extension WhatsApp: RecordingChannel {
  package func lead(toRecording handle: String) -> RecordingLead? {
    guard handle.isPlainID else { return nil }
    return .question(graph.media(handle)) { [graph] answer throws(RecordingFault) in
      switch graph.answer(answer) {
      case .accepted(let body):
        guard let url = body?["url"]?.string, let request = graph.file(at: url) else {
          throw RecordingFault("Meta no dice dónde está el audio")
        }
        return RecordingPlace(
          request: request, size: body?.count("file_size"), type: body?["mime_type"]?.string)
      case .refused(let error): throw RecordingFault(error.text)
      }
    }
  }
}

extension Telegram: RecordingChannel {
  package func lead(toRecording handle: String) -> RecordingLead? {
    .question(api.call("getFile", ["file_id": .string(handle)])) { [api] answer throws(RecordingFault) in
      switch BotAnswer(answer) {
      case .accepted(let file):
        guard let path = file?["file_path"]?.string, path.split(separator: "/").allSatisfy(\.isPlainID) else {
          throw RecordingFault("Telegram no dice dónde está el audio")
        }
        return RecordingPlace(request: api.file(path), size: file?.count("file_size"), type: "audio/ogg")
      case .refused(let error): throw RecordingFault(error.text)
      }
    }
  }
}

extension Twilio: RecordingChannel {
  /// Twilio keeps the recording in the account, and sends on from there to where its bytes are.
  package func lead(toRecording handle: String) -> RecordingLead? {
    api.media(at: handle).map { .place(RecordingPlace(request: $0, onward: api.mediaServers)) }
  }
}

extension Messenger: RecordingChannel {
  package func lead(toRecording handle: String) -> RecordingLead? {
    graph.attachment(at: handle).map { .place(RecordingPlace(request: $0)) }
  }
}

extension JSON {
  fileprivate func count(_ key: String) -> Int? { self[key]?.integer.flatMap { Int(exactly: $0) } }
}

extension StringProtocol {
  /// Whether it may stand in an address as it is, and leads nowhere else.
  var isPlainID: Bool {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isPlain && (1...200).contains(utf8.count) && !allSatisfy { $0 == "." }
  }
}
