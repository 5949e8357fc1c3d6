internal import Assistant
internal import Protocols
internal import Shop
internal import Wire

/// Where other assistants and chat programs call, each with a token.
func protocolRoutes(
  _ assistant: Assistant, _ door: Doorkeeper, _ settings: ServerSettings,
  log: @escaping @Sendable (String) -> Void
) -> [HTTPRoute] {
  let tokens = TokenDoor { try await door.bearer(of: $0) }
  let server = MCPServer(assistant, version: version, log: log)
  let own = ["127.0.0.1", "localhost"].map { "http://\($0):\(settings.port)" }
  let origins = settings.allowedOrigins.union(own + [settings.origin(port: settings.port)])
  let chat = ChatEndpoint(
    tokens, now: assistant.shop.now, makeID: assistant.shop.makeID,
    ask: { try await assistant.turn($0, $1, $2) }, log: log)
  return MCPEndpoint(server, tokens, allowedOrigins: origins).routes + chat.routes
}
