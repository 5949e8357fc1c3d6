package import Assistant
package import Wire

/// A chat service that takes messages by webhook and is answered by requests of our own.
///
/// A channel knows its wire and nothing else: no tool, no store, no clock. It is pure, so that everything it reads
/// and writes can be held against recorded traffic.
package protocol Channel: Sendable {
  /// Its name in the store, in commands and in the webhook's address: `whatsapp`.
  static var name: String { get }

  /// What a webhook brought, once its signature has been found right over the raw bytes.
  ///
  /// - Throws: `HTTPProblem` 401 or 403 for a missing or wrong signature, 400 for what is no such message. Kinds of
  ///   event that are not known are no error: they arrive as nothing.
  func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Arrival

  /// The parcels that carry a reply to a person, in order, each within the limits that the service has for them.
  ///
  /// A tapped choice comes back with the whole text of the answer as its id, so that tapping equals typing; behind it
  /// stands the proposal that it is to, where there is one.
  func render(_ reply: Reply, _ voice: Voice, for person: ChatPerson) -> [Parcel]

  /// The request that delivers one parcel in the given form, with the credentials that no parcel holds; nil where
  /// the service has no such form for this person.
  func request(for parcel: Parcel, to person: ChatPerson, form: Parcel.Form) -> OutgoingRequest?

  /// What the service's answer to such a request means.
  func classify(_ response: HTTPResponse) -> Delivery

  /// What is sent next where the service took only a part of a parcel: a file, before the message that bears it.
  func next(after response: HTTPResponse, of parcel: Parcel) -> Parcel?

  /// What the service is asked to learn whether our account there is set up, in a server that the world reaches at
  /// `publicURL`.
  func questions(publicURL: String?) -> [AccountQuestion]
}

extension Channel {
  package func next(after response: HTTPResponse, of parcel: Parcel) -> Parcel? { nil }
}

/// A service that tries the address of its webhook with a GET before it uses it.
package protocol AddressTrying: Channel {
  func verify(_ request: HTTPRequest) -> HTTPResponse
}

/// What one webhook brought.
package struct Arrival: Hashable, Sendable {
  package var messages: [Message]
  package var reports: [DeliveryReport]
  /// What whoever looks after the server should know of it: each is told once.
  package var notes: [String] = []
  /// What the service is answered at once, before any work.
  package var response: HTTPResponse

  package init(
    messages: [Message] = [], reports: [DeliveryReport] = [], response: HTTPResponse = HTTPResponse(.ok)
  ) {
    (self.messages, self.reports, self.response) = (messages, reports, response)
  }
}

/// One message in a service's own words, without address or credentials: what the outbox holds.
package struct Parcel: Hashable, Sendable {
  package let content: JSON

  package init(_ content: JSON) { self.content = content }

  /// In what it departs from the usual way of sending: each time that a service refuses one, by one thing more.
  package struct Form: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// As the service takes most messages.
    package static let usual: Form = []
    /// To the person's other number: 521… for 52…, 549… for 54….
    package static let otherNumber = Form(rawValue: 1)
    /// As a template that was approved beforehand, outside the window in which free text may be sent.
    package static let template = Form(rawValue: 2)
    /// As text alone, where the service does not take the buttons.
    package static let plain = Form(rawValue: 4)

    private static let names: [(form: Form, name: String)] = [
      (.otherNumber, "otherNumber"), (.template, "template"), (.plain, "plain"),
    ]

    /// As it is kept.
    package var name: String {
      isEmpty ? "usual" : Self.names.filter { contains($0.form) }.map(\.name).joined(separator: "+")
    }

    /// Reads `name`; nil for another text.
    package init?(name: String) {
      var form: Form = []
      for part in name.split(separator: "+", omittingEmptySubsequences: false) where name != "usual" {
        guard let named = Self.names.first(where: { $0.name == part }) else { return nil }
        form.insert(named.form)
      }
      self = form
    }
  }
}

/// What came of sending a parcel.
package enum Delivery: Hashable, Sendable {
  /// The service took it and calls it so; nil where it gives no id.
  case sent(id: String?)
  /// It may be sent again, not before so many seconds; nil leaves the pause to the sender.
  case retry(after: Int?, why: String)
  /// It must not be sent again.
  case never(why: String)
  /// It may be sent in that form too, once: what was already sent so must not be sent again.
  case otherForm(Parcel.Form, why: String)
}

/// A request to a server elsewhere.
package struct OutgoingRequest: Hashable, Sendable {
  package let method: HTTPMethod
  /// Absolute, with `https://`.
  package let url: String
  package var fields: HTTPFields
  package var body: [UInt8]

  package init(_ method: HTTPMethod, _ url: String, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
    (self.method, self.url, self.fields, self.body) = (method, url, fields, body)
  }

  init(_ url: String, _ form: MultipartForm, fields: HTTPFields = HTTPFields()) {
    self.init(.post, url, fields: fields, body: form.finished)
    self.fields["Content-Type"] = form.type
  }
}
