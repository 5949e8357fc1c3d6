import Testing

@testable import Channels

@Suite struct `The settings of a channel` {
  @Test func `are missing where they are absent or blank, unless it works without them`() {
    let environment = ["WHATSAPP_APP_SECRET": "s", "WHATSAPP_TOKEN": " \n", "WHATSAPP_VERIFY_TOKEN": "v"]
    #expect(WhatsApp.Setting.missing(in: environment) == [.accessToken, .phoneNumberID])
    #expect(Messenger.Setting.missing(in: [:]) == [.appSecret, .verifyToken, .accessToken])
  }

  @Test func `lose the white space that copying leaves around them`() {
    #expect(WhatsApp.Setting.accessToken.value(in: ["WHATSAPP_TOKEN": " EAAG x\n"]) == "EAAG x")
  }
}
