package import HTTPClient
internal import Wire

/// Something that was said, as it was recorded.
package struct Recording: Sendable {
  package let bytes: [UInt8]
  /// As its sender names the format, such as `audio/ogg; codecs=opus`; nil where they do not.
  package let type: String?

  package init(_ bytes: [UInt8], type: String?) { (self.bytes, self.type) = (bytes, type) }
}

/// What was understood of a recording.
package struct Transcript: Hashable, Sendable {
  /// On one line; empty where nothing was said.
  package let words: String
  /// What the provider counted; where it says nothing, a token for every four bytes of what was understood.
  package let tokens: TokenUsage
}

/// Has recordings written down by the `/audio/transcriptions` of an OpenAI-compatible server.
package struct Transcriber: Sendable {
  package let settings: ModelSettings
  private let address: HTTPURL
  private let http: HTTPClient
  private let retries: RetryPolicy

  /// Letters of what is understood; what comes beyond is cut off.
  private static let longest = 1_000

  /// Nil where the settings make no address; their model is the one that listens.
  package init?(_ settings: ModelSettings, _ http: HTTPClient, _ retries: RetryPolicy) {
    guard let address = settings.address(of: "/audio/transcriptions") else { return nil }
    (self.settings, self.address, self.http, self.retries) = (settings, address, http, retries)
  }

  /// What is said in `recording`, which is expected to be in the language of that code.
  ///
  /// - Throws: `ModelFault`, without the key in it.
  package func transcript(
    of recording: Recording, language: String, before deadline: ContinuousClock.Instant
  ) async throws(ModelFault) -> Transcript {
    var form = MultipartForm(apartFrom: recording.bytes)
    form.add("model", settings.model)
    form.add("language", language)
    form.add("response_format", "json")
    form.add("file", recording.bytes, named: "audio." + recording.ending, type: recording.type ?? "audio/ogg")
    let (type, body) = (form.type, form.finished)
    do throws(ModelFault) {
      return try await retries.trying(before: deadline) { () async throws(ModelFault) -> Transcript in
        try await attempted(type, body, before: deadline)
      }
    } catch {
      throw error.without(settings.key)
    }
  }

  private func attempted(
    _ type: String, _ body: [UInt8], before deadline: ContinuousClock.Instant
  ) async throws(ModelFault) -> Transcript {
    var fields = settings.header
    fields["Content-Type"] = type
    fields["Accept"] = "application/json"
    var request = HTTPClient.Request(.post, address, fields: fields, body: body)
    request.limits.whole = deadline - .now
    request.limits.connecting = min(request.limits.connecting, request.limits.whole)
    request.limits.responseSize = 1_000_000
    let response: HTTPResponse
    do throws(HTTPClient.Failure) {
      response = try await http.send(request)
    } catch {
      throw ModelFault(error)
    }
    let json = try? JSON(parsing: response.body.bytes)
    guard response.status.code < 400 else {
      let fault =
        json.flatMap { ModelFault(stated: $0, status: response.status) }
        ?? ModelFault(status: response.status)
      throw retries.heeding(response.fields, fault)
    }
    guard let json, let text = json["text"]?.string else {
      let stated = json.flatMap { ModelFault(stated: $0, status: nil) }
      throw stated ?? ModelFault(.unreadable, "the server answered no transcript")
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return Transcript(
      words: String(words.prefix(Self.longest)),
      tokens: TokenUsage(json["usage"]) ?? TokenUsage(output: Int64(words.utf8.count / 4)))
  }
}

extension Recording {
  /// The end of a file's name by which servers know the format.
  fileprivate var ending: String {
    let kind = (type ?? "").split(separator: ";").first.map { $0.lowercased() } ?? ""
    let endings = [
      "audio/mpeg": "mp3", "audio/mp3": "mp3", "audio/mp4": "m4a", "audio/m4a": "m4a", "audio/x-m4a": "m4a",
      "video/mp4": "mp4", "audio/aac": "aac", "audio/amr": "amr", "audio/wav": "wav", "audio/x-wav": "wav",
      "audio/webm": "webm",
    ]
    return endings[kind] ?? "ogg"
  }
}
