internal import Assistant
internal import Channels
internal import HTTPClient
internal import Inventory
internal import LanguageModel
internal import Shop
internal import Store
internal import Wire

/// Turns what people say into a chat into words.
struct VoiceNotes: Sendable {
  /// What came of listening.
  enum Outcome: Sendable {
    case words(String)
    case tooLong
    /// It could not be had, or nothing was understood of it.
    case unheard
    /// Nobody listens on this channel.
    case unread
  }

  static let longest = 120
  private static let largest = 5_000_000
  private static let patience = Duration.seconds(30)

  private let channels: [String: any Channel]
  private let client: HTTPClient
  private let transcriber: Transcriber
  private let allowance: ModelAllowance
  private let log: @Sendable (String) -> Void

  init(
    _ channels: [String: any Channel], _ client: HTTPClient, _ transcriber: Transcriber,
    _ allowance: ModelAllowance, log: @escaping @Sendable (String) -> Void
  ) {
    (self.channels, self.client, self.transcriber) = (channels, client, transcriber)
    (self.allowance, self.log) = (allowance, log)
  }

  /// What is said in the recording of that handle, which came over `channel`.
  func words(
    of handle: String, seconds: Int?, on channel: String, _ language: Language, _ shop: Shop,
    _ session: Session
  ) async throws -> Outcome {
    guard let service = channels[channel] as? any RecordingChannel else { return .unread }
    guard seconds ?? 0 <= Self.longest else { return .tooLong }
    let terms = try await allowance.terms(shop, session)
    guard !terms.isSpent else {
      log("voz \(channel): se usó todo lo que el comercio gasta por día")
      return .unheard
    }
    let deadline = ContinuousClock.now + Self.patience
    do {
      guard let recording = try await recording(handle, service, before: deadline) else { return .tooLong }
      let transcript = try await transcriber.transcript(
        of: recording, language: language.code, before: deadline)
      try await note(transcript.tokens, failed: false, terms.price, shop, session)
      guard !transcript.words.isEmpty else {
        log("voz \(channel): no se oye nada")
        return .unheard
      }
      return .words(transcript.words)
    } catch let fault as ModelFault {
      log("voz \(channel): \(fault)")
      try await note(TokenUsage(), failed: true, terms.price, shop, session)
      return .unheard
    } catch let error where error is RecordingFault || error is HTTPClient.Failure || error is MisspeltAddress
    {
      log("voz \(channel): \(error)")
      return .unheard
    }
  }

  /// Nil where it is larger than anybody listens to.
  private func recording(
    _ handle: String, _ service: any RecordingChannel, before deadline: ContinuousClock.Instant
  ) async throws -> Recording? {
    let place: RecordingPlace
    switch service.lead(toRecording: handle) {
    case nil: throw RecordingFault("el audio no está donde el servicio los guarda")
    case .place(let known): place = known
    case .question(let question, let read):
      place = try read(try await client.answer(to: question, before: deadline))
    }
    guard place.size ?? 0 <= Self.largest else { return nil }
    guard let url = HTTPURL(place.request.url) else { throw MisspeltAddress() }
    var request = HTTPClient.Request(place.request.method, url, fields: place.request.fields)
    request.limits.responseSize = Self.largest
    do {
      let answer = try await client.answer(to: request, sentOnWithin: place.onward, before: deadline)
      guard answer.status == .ok, !answer.body.bytes.isEmpty else {
        throw RecordingFault("el audio no está: HTTP \(answer.status.code)")
      }
      return Recording(answer.body.bytes, type: place.type ?? answer.fields["Content-Type"])
    } catch let failure as HTTPClient.Failure where failure.kind == .tooLarge {
      return nil
    }
  }

  private func note(
    _ tokens: TokenUsage, failed: Bool, _ price: TokenPrice, _ shop: Shop, _ session: Session
  ) async throws {
    let use = ModelUse(
      turns: 1, failures: failed ? 1 : 0, input: tokens.input, output: tokens.output,
      cost: price.cost(of: tokens))
    let day = session.clock.day(of: shop.now())
    _ = try await shop.noteModelUse(
      DailyModelUse(day: day, model: transcriber.settings.model, use: use), session)
  }
}
