package import Wire

/// Which model is asked, where, and how.
package struct ModelSettings: Sendable {
  /// How the server is spoken to.
  package enum Service: Hashable, Sendable {
    case openAI
    /// Azure's older address, which names the deployment and a version.
    case azure(version: String)
    /// Azure's newer address: OpenAI's paths, and a key in a header of its own.
    case azureV1
  }

  /// The name under which a server takes the most tokens of an answer.
  package enum TokenLimitName: String, Hashable, Sendable, CaseIterable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }

  package enum Delivery: Hashable, Sendable { case stream, whole }

  /// As OpenAI's clients take it: what `/chat/completions` is added to.
  package var base: HTTPURL
  package var key: ModelKey?
  package var model: String
  package var service: Service
  package var tokenLimitName: TokenLimitName
  /// The most tokens of an answer; nil to leave it to the server.
  package var tokenLimit: Int?
  package var delivery = Delivery.stream
  /// Sent with every request, such as a gateway's own key.
  package var fields = HTTPFields()

  /// Whether it is known that the host answers nobody without a key.
  package var needsKey: Bool { base.host == "api.openai.com" || base.host.hasSuffix(".azure.com") }

  /// The service and the names that go with the host; Ollama and others of its kind know the old name alone.
  package init(base: HTTPURL, key: ModelKey?, model: String, azureVersion: String? = nil) {
    (self.base, self.key, self.model) = (base, key, model)
    let isAzure = base.host.hasSuffix(".azure.com")
    service = azureVersion.map { .azure(version: $0) } ?? (isAzure ? .azureV1 : .openAI)
    let isNew = base.host == "api.openai.com" || service != .openAI
    tokenLimitName = isNew ? .maxCompletionTokens : .maxTokens
  }
}

extension ModelSettings {
  /// Where chats are completed; nil where the parts make no address.
  package var address: HTTPURL? { address(of: Self.chats) }

  private static let chats = "/chat/completions"

  /// Where the server does what is asked at `resource`.
  func address(of resource: String) -> HTTPURL? {
    let parts = base.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path = String(parts[0])
    while path.hasSuffix("/") { path.removeLast() }
    var query = parts.count == 2 && !parts[1].isEmpty ? [String(parts[1])] : []
    if case .azure(let version) = service {
      let deployments = "/deployments/"
      if let named = path.firstRange(of: deployments) {
        // The address names what chats are completed by; something else is done by the model of that name.
        if resource != Self.chats { path = String(path[..<named.upperBound]) + model.percentCoded }
      } else {
        if !path.hasSuffix("/openai") { path += "/openai" }
        path += deployments + model.percentCoded
      }
      query.append("api-version=" + version.percentCoded)
    }
    let target = path + resource + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    return HTTPURL(base.origin + target)
  }

  /// The header of a request.
  var header: HTTPFields {
    var fields = fields
    fields["Content-Type"] = "application/json"
    fields["Accept"] = delivery == .stream ? "text/event-stream" : "application/json"
    guard let key else { return fields }
    switch service {
    case .openAI: fields["Authorization"] = "Bearer " + key.text
    case .azure, .azureV1: fields["api-key"] = key.text
    }
    return fields
  }
}
