import Testing
import Wire

@testable import Channels

@Suite struct `A recording is fetched` {
  private static let twilio = Twilio(
    environment: ["TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "clave"], publicURL: nil)
  private static let account = "https://api.twilio.com/2010-04-01/Accounts/AC1"

  private func known(_ lead: RecordingLead?) -> RecordingPlace? {
    guard case .place(let place) = lead else { return nil }
    return place
  }

  @Test func `of Twilio within the account, as the account`() throws {
    let url = Self.account + "/Messages/MM1/Media/ME1"
    let place = try #require(known(Self.twilio.lead(toRecording: url)))
    #expect(place.request.url == url)
    #expect(place.request.fields["Authorization"] == "Basic QUMxOmNsYXZl")
  }

  /// Where Twilio may send us on to, and where not.
  @Test(arguments: [
    ("https://mms.twiliocdn.com/AC1/f00?Expires=1&Signature=x", true),
    ("https://media.twiliocdn.com/AC1/f00", true),
    ("https://api.twilio.com/2010-04-01/x", true), ("http://mms.twiliocdn.com/AC1/f00", false),
    ("https://mms.twiliocdn.com:8443/x", false), ("https://twiliocdn.com.example/x", false),
    ("https://eviltwiliocdn.com/x", false), ("https://127.0.0.1/x", false),
    ("http://169.254.169.254/", false),
    ("http://api.twilio.com/x", false),
  ])
  func `of Twilio from where its bytes are`(_ url: String, _ isTheirs: Bool) throws {
    let place = try #require(known(Self.twilio.lead(toRecording: Self.account + "/Messages/MM1/Media/ME1")))
    #expect(place.onward?.hold(try #require(HTTPURL(url))) == isTheirs)
  }

  /// What Meta says of a recording's place, and whether our token goes there.
  @Test(arguments: [
    ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=x", true),
    ("https://lookaside.fbsbx.com.example/x", false), ("https://cdn.example/x", false),
    ("http://lookaside.fbsbx.com/x", false), ("https://graph.facebook.com/v23.0/x", true), ("", false),
  ])
  func `of WhatsApp with our token from Meta's own servers alone`(_ url: String, _ isTheirs: Bool) throws {
    let whatsApp = WhatsApp(environment: ["WHATSAPP_TOKEN": "ficha"])
    guard case .question(_, let read) = whatsApp.lead(toRecording: "media-1") else {
      Issue.record("nobody is asked")
      return
    }
    let answer = HTTPResponse(.ok, ["url": .string(url)])
    guard isTheirs else {
      #expect(throws: RecordingFault.self) { try read(answer) }
      return
    }
    let place = try read(answer)
    #expect(place.request == OutgoingRequest(.get, url, fields: ["Authorization": "Bearer ficha"]))
    #expect(place.onward == nil)
  }

  @Test(arguments: [
    account + "/Messages/MM1/Media/../../../AC2", account + "/Messages/MM1/Media/ME1/",
    account + "/Messages/MM1",
    account + "/Messages/MM1/Media/ME1?x=1", account + "/Calls/MM1/Media/ME1",
    "https://api.twilio.com/2010-04-01/Accounts/AC2/Messages/MM1/Media/ME1",
    "http://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1",
    "https://api.twilio.com.example/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1",
    "https://x@127.0.0.1/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", "file:///etc/passwd", "",
  ])
  func `of Twilio from nowhere else`(_ url: String) {
    #expect(known(Self.twilio.lead(toRecording: url)) == nil)
  }

  private static let messenger = Messenger(environment: ["MESSENGER_TOKEN": "ficha"])

  @Test(arguments: [
    "https://cdn.fbsbx.com/v/t59/audioclip-1.mp4?_nc_cat=1&oh=00_Af",
    "https://lookaside.fbsbx.com/x/?asset_id=1",
    "https://video.xx.fbcdn.net/a.mp4",
  ])
  func `of Meta from its own servers, which are not shown our token`(_ url: String) throws {
    let place = try #require(known(Self.messenger.lead(toRecording: url)))
    #expect(place.request == OutgoingRequest(.get, url))
    #expect(place.onward == nil)
  }

  @Test(arguments: [
    "http://cdn.fbsbx.com/a.mp4", "https://fbsbx.com.example/a.mp4", "https://evilfbsbx.com/a.mp4",
    "https://cdn.fbsbx.com:8443/a.mp4", "https://cdn.fbsbx.com@127.0.0.1/a.mp4",
    "https://127.0.0.1/.fbsbx.com",
    "http://169.254.169.254/latest/meta-data", "https://localhost/a.mp4", "file:///etc/passwd", "",
  ])
  func `of Meta from nowhere else`(_ url: String) {
    #expect(known(Self.messenger.lead(toRecording: url)) == nil)
  }

  @Test func `from the server that stands for the service, where one is set`() {
    let messenger = Messenger(environment: ["MESSENGER_GRAPH_URL": "http://127.0.0.1:9"])
    #expect(known(messenger.lead(toRecording: "http://127.0.0.1:9/clip")) != nil)
    #expect(known(messenger.lead(toRecording: "http://127.0.0.1:10/clip")) == nil)
    let twilio = Twilio(
      environment: ["TWILIO_ACCOUNT_SID": "AC1", "TWILIO_API_URL": "http://127.0.0.1:9/"], publicURL: nil)
    let folder = "2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
    #expect(known(twilio.lead(toRecording: "http://127.0.0.1:9/\(folder)")) != nil)
    #expect(known(twilio.lead(toRecording: "https://api.twilio.com/\(folder)")) == nil)
  }
}
