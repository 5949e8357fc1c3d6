package import HTTPClient
internal import Wire

/// Asks a model over an OpenAI-compatible server, and asks again where that may help.
package struct ModelClient: Sendable {
  package let settings: ModelSettings
  private let address: HTTPURL
  private let http: HTTPClient
  private let retries: RetryPolicy

  /// Nil where the settings make no address.
  ///
  /// Connections are `http`'s, which keeps them for the next question.
  package init?(_ settings: ModelSettings, _ http: HTTPClient, _ retries: RetryPolicy) {
    guard let address = settings.address else { return nil }
    (self.settings, self.address, self.http, self.retries) = (settings, address, http, retries)
  }

  /// How long the end of an answer is waited for that says itself that it failed.
  private static let headPatience = Duration.milliseconds(200)

  /// What the model answers to `request`; `hearing` is given its words as they come.
  ///
  /// A request that failed is sent again while the deadline allows it and nobody has heard anything.
  ///
  /// - Throws: `ModelFault`, without the key in it.
  package func answer(
    _ request: ChatRequest, before deadline: ContinuousClock.Instant,
    hearing: (@Sendable (String) -> Void)? = nil
  ) async throws(ModelFault) -> ChatAnswer {
    let body = request.body(settings)
    do throws(ModelFault) {
      return try await retries.trying(before: deadline) { () async throws(ModelFault) -> ChatAnswer in
        let (answer, wasHeard) = await attempted(body, before: deadline, hearing)
        guard let fault = answer.fault else { return answer }
        throw wasHeard ? fault.with(.never) : fault
      }
    } catch {
      throw error.without(settings.key)
    }
  }

  private func attempted(
    _ body: [UInt8], before deadline: ContinuousClock.Instant, _ hearing: (@Sendable (String) -> Void)?
  ) async -> (ChatAnswer, wasHeard: Bool) {
    var request = HTTPClient.Request(.post, address, fields: settings.header, body: body)
    request.limits.whole = deadline - .now
    request.limits.connecting = min(request.limits.connecting, request.limits.whole)
    request.limits.responseSize = ChatAnswerReader.sizeLimit
    let (pieces, note) = AsyncStream<[UInt8]>.makeStream()
    // Here up to its first suspension, so that it is on its way without a change of threads.
    let sending = Task.immediate { [http, request] in
      defer { note.finish() }
      return await http.result(of: request) { note.yield($0) }
    }
    var reader = ChatAnswerReader(questionSize: body.count)
    var wasHeard = false
    await withTaskCancellationHandler {
      for await piece in pieces {
        let words = reader.push(piece[...])
        if !words.isEmpty, let hearing {
          wasHeard = true
          hearing(words)
        }
        // What is left of the transfer is but its end, which the connection needs to be used again.
        if reader.isEnded { break }
      }
    } onCancel: {
      sending.cancel()
    }
    if reader.isEnded {
      var answer = reader.finish()
      guard answer.fault != nil else { return (answer, wasHeard) }
      // What the head says of trying again comes with the end of the transfer, which may be far.
      let giving = Task {
        try? await Task.sleep(for: Self.headPatience)
        sending.cancel()
      }
      defer { giving.cancel() }
      if case .success(let head) = await sending.value {
        answer = reader.finish(status: head.status)
        answer.fault = answer.fault.map { retries.heeding(head.fields, $0) }
        if head.status.code >= 400 { answer.fault?.status = head.status }
      }
      return (answer, wasHeard)
    }
    switch await sending.value {
    case .success(let head):
      var answer = reader.finish(status: head.status)
      answer.fault = answer.fault.map { retries.heeding(head.fields, $0) }
      return (answer, wasHeard)
    case .failure(let failure):
      var answer = reader.finish()
      answer.fault = ModelFault(failure)
      return (answer, wasHeard)
    }
  }
}

extension HTTPClient {
  fileprivate func result(
    of request: Request, _ receive: @escaping @Sendable ([UInt8]) -> Void
  ) async -> Result<HTTPResponse, Failure> {
    do throws(Failure) {
      return .success(try await send(request, receiving: receive))
    } catch {
      return .failure(error)
    }
  }
}

extension ModelFault {
  init(_ failure: HTTPClient.Failure) {
    let kind: Kind =
      switch failure.kind {
      case .timedOut: .timeout
      case .tooLarge: .tooLarge
      case .certificate: .certificate
      case .cancelled: .cancelled
      case .unresolved, .refused, .other: .connection
      }
    self.init(kind, failure.message, retry: failure.isRetriable ? .soon : .never)
  }
}
