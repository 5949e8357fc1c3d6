import LanguageModel
import ScriptedModel
import Testing
import Wire

@Suite struct `What is understood of a recording` {
  private func transcript(_ answer: JSON) async throws -> Transcript {
    let provider = try ScriptedModel([.answer(HTTPResponse(.ok, answer))])
    let transcriber = try #require(provider.transcriber())
    let transcript = try await transcriber.transcript(
      of: Recording([1, 2, 3], type: "audio/ogg"), language: "es", before: .now + .seconds(3600))
    await provider.stop()
    return transcript
  }

  @Test func `costs what the provider counted`() async throws {
    let transcript = try await transcript([
      "text": "vendí dos cremas", "usage": ["type": "tokens", "input_tokens": 10, "output_tokens": 5],
    ])
    #expect(transcript.words == "vendí dos cremas")
    #expect(transcript.tokens == TokenUsage(input: 10, output: 5))
  }

  @Test func `comes from the deployment of the model that listens, whatever the address names`() async throws
  {
    let provider = try ScriptedModel([.answer(HTTPResponse(.ok, ["text": "hola"]))])
    let transcriber = try #require(
      provider.transcriber(path: "/openai/deployments/gpt-4o") { $0.service = .azure(version: "2024-10-21") })
    _ = try await transcriber.transcript(
      of: Recording([1], type: "audio/ogg"), language: "es", before: .now + .seconds(3600))
    let target = try #require(provider.requests.first).target.raw
    #expect(target == "/openai/deployments/o%C3%ADdo/audio/transcriptions?api-version=2024-10-21")
    await provider.stop()
  }

  private static let uncounted: [JSON] = [
    ["text": "vendí dos cremas"], ["text": "vendí dos cremas", "usage": ["type": "duration", "seconds": 3]],
  ]

  @Test(arguments: uncounted)
  func `costs a token for every four bytes of it where the provider counts none`(
    _ answer: JSON
  ) async throws {
    #expect(try await transcript(answer).tokens == TokenUsage(output: 4))
  }
}
