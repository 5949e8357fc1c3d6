internal import Wire

extension MCPServer {
  /// So many messages may come at once.
  private static let mostMessages = 50

  /// The answers to messages that came as one, in their order; nil where none of them wants one.
  func answers(
    to messages: [JSON], _ client: @Sendable (RemoteRequest) throws(RemoteFault) -> MCPClient
  ) async -> JSON? {
    guard !messages.isEmpty, messages.count <= Self.mostMessages else {
      return RemoteFault(.invalidRequest, "Se esperan de 1 a \(Self.mostMessages) mensajes").answer(to: nil)
    }
    var answers: [JSON] = []
    for json in messages {
      do {
        guard case .request(let request) = try RemoteMessage(json) else { continue }
        answers.append(.answer(try await result(of: request, for: try client(request)), to: request.id))
      } catch {
        answers.append(error.answer(to: json.remoteID))
      }
    }
    return answers.isEmpty ? nil : .array(answers)
  }
}
