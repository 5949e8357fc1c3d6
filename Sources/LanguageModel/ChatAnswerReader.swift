package import Wire

/// Reads a model's answer as it comes: one JSON value, or a stream of events, whichever its content shows.
package struct ChatAnswerReader: Sendable {
  private enum Form: Sendable {
    /// Nothing but white space has come.
    case unknown
    case whole([UInt8])
    case events(EventStreamReader)
    /// Whatever else comes is passed over.
    case ended
  }

  /// In bytes; a longer answer is none.
  package static let sizeLimit = 10_000_000

  private var form = Form.unknown
  private var size = 0
  /// Whether what came is a stream beyond doubt.
  private var isStream = false
  private var answer = ChatAnswer()
  private var assembly = MessageAssembly()

  /// `questionSize` is that of what was asked, in bytes.
  package init(questionSize: Int = 0) { answer.questionSize = questionSize }

  /// Whether everything has been said, though the connection may still be open.
  package var isEnded: Bool { if case .ended = form { true } else { false } }

  /// Takes the next bytes and returns the words in them.
  package mutating func push(_ bytes: ArraySlice<UInt8>) -> String {
    size += bytes.count
    guard size <= Self.sizeLimit else {
      end(ModelFault(.tooLarge, "the answer has more than \(Self.sizeLimit) bytes"))
      return ""
    }
    switch form {
    case .ended: return ""
    case .unknown:
      let rest = bytes.drop { $0 <= 0x20 }
      guard let first = rest.first else { return "" }
      let isWhole = [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first)
      form = isWhole ? .whole([]) : .events(EventStreamReader())
      isStream = first == UInt8(ascii: ":")
      return push(more: rest)
    case .whole, .events: return push(more: bytes)
    }
  }

  private mutating func push(more bytes: ArraySlice<UInt8>) -> String {
    switch form {
    case .unknown, .ended: return ""
    case .whole(var body):
      form = .ended
      body.append(contentsOf: bytes)
      form = .whole(body)
      return ""
    case .events(var reader):
      form = .ended
      do {
        let events = try reader.push(bytes)
        form = .events(reader)
        return take(events)
      } catch {
        end(ModelFault(.tooLarge, "an event has more than \(EventStreamReader.eventLimit) bytes"))
        return ""
      }
    }
  }

  private mutating func take(_ events: [ServerSentEvent]) -> String {
    var words = ""
    for event in events {
      if isEnded { break }
      words += take(event) ?? ""
    }
    return words
  }

  private mutating func take(_ event: ServerSentEvent) -> String? {
    isStream = true
    guard !event.isDone else {
      end(nil)
      return nil
    }
    guard let chunk = try? JSON(parsing: event.data) else {
      if event.name != "error", event.data.isEmpty { return nil }
      end(ModelFault(.unreadable, "an event is not JSON"))
      return nil
    }
    if event.name == "error" {
      end(ModelFault(event: chunk))
      return nil
    }
    return take(chunk)
  }

  private mutating func take(_ chunk: JSON) -> String? {
    for usage in [chunk["usage"], chunk["x_groq"]?["usage"]] {
      if let usage, usage.object != nil { answer.usage = usage }
    }
    if let id = chunk["id"]?.string, !id.isEmpty { assembly.answerID = id }
    let choices = chunk["choices"]?.array ?? []
    let choice = choices.first { ($0["index"]?.integer ?? 0) == 0 }
    if let reason = choice?["finish_reason"]?.string, !reason.isEmpty { answer.finishReason = reason }
    let words = (choice?["delta"] ?? choice?["message"])?.object.flatMap { assembly.take($0) }
    if let fault = ModelFault(stated: chunk, status: nil) { end(fault) }
    return words
  }

  private mutating func end(_ fault: ModelFault?) {
    answer.fault = answer.fault ?? fault
    form = .ended
  }

  /// The answer, once its end has come; `status` is that under which it came.
  package mutating func finish(status: HTTPStatus = .ok) -> ChatAnswer {
    let failed = status.code >= 400 ? status : nil
    switch form {
    case .unknown: end(failed.map(ModelFault.init(status:)) ?? ModelFault(.unreadable, "the answer is empty"))
    case .whole(let body): finish(body, failed)
    case .events(var reader): finish(&reader, failed)
    case .ended: break
    }
    if let failed, answer.fault?.status == nil {
      answer.fault = answer.fault.flatMap { $0.kind == .unreadable ? nil : $0 } ?? ModelFault(status: failed)
    }
    assembly.finish(&answer)
    return answer
  }

  private mutating func finish(_ body: [UInt8], _ failed: HTTPStatus?) {
    let json = try? JSON(parsing: body)
    if let json, json["choices"]?.array?.isEmpty == false { _ = take(json) }
    if let json, let fault = ModelFault(stated: json, status: failed) {
      end(fault)
    } else if let failed {
      end(ModelFault(status: failed))
    } else if json?["choices"]?.array?.isEmpty != false {
      let isPage = body.first == UInt8(ascii: "<")
      let what = isPage ? "a web page" : json == nil ? "broken JSON" : "JSON without choices"
      end(ModelFault(.unreadable, "the server answered \(what)", retry: isPage ? .soon : .never))
    }
  }

  private mutating func finish(_ reader: inout EventStreamReader, _ failed: HTTPStatus?) {
    if let last = try? reader.finish() {
      isStream = true
      // What is cut in the middle of an event is no JSON.
      if last.isDone || (try? JSON(parsing: last.data)) != nil { _ = take(last) }
    }
    guard !isEnded else { return }
    if let failed {
      end(ModelFault(status: failed))
    } else if !isStream {
      end(ModelFault(.unreadable, "the answer is neither JSON nor a stream of events"))
    } else if answer.finishReason == nil {
      end(ModelFault(.cutOff, "the stream ended in the middle of the answer", retry: .soon))
    } else {
      end(nil)
    }
  }
}

extension ServerSentEvent {
  fileprivate var isDone: Bool { data.count <= 8 && data.starts(with: "[DONE]".utf8) }
}
