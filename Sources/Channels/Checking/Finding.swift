package import Wire

/// One thing about how a channel is set up, in plain words.
package struct Finding: Hashable, Sendable {
  package enum Kind: Sendable {
    case right
    /// It works so, and may not be what is meant.
    case notice
    case wrong
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }
}

/// What a service is asked about our own account there, and what its answer tells.
package struct AccountQuestion: Sendable {
  package let request: OutgoingRequest
  package let findings: @Sendable (HTTPResponse) -> [Finding]
}

extension Delivery {
  /// Why nothing could be sent; nil where it could.
  var fault: String? {
    switch self {
    case .sent: nil
    case .retry(_, let why), .never(let why), .otherForm(_, let why): why
    }
  }
}
