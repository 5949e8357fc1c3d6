import Testing

@testable import Channels

@Suite struct `A telephone number in WhatsApp` {
  @Test(arguments: [
    ("5215512345678", ["525512345678", "5215512345678"]),
    ("525512345678", ["525512345678", "5215512345678"]),
    ("+5215512345678", ["525512345678", "5215512345678"]),
    ("5491122334455", ["541122334455", "5491122334455"]),
    ("541122334455", ["541122334455", "5491122334455"]),
    ("59171234567", ["59171234567"]),
    ("521", ["521"]),
    ("16505551234", ["16505551234"]),
  ])
  func `has two forms in Mexico and Argentina, the one that is sent to first`(text: String, forms: [String]) {
    #expect(WhatsAppNumber(text)?.forms.map(\.digits) == forms)
  }

  @Test(arguments: ["", "+", "MX.13491208655302741918", "52 55", "５２"])
  func `is digits alone`(text: String) { #expect(WhatsAppNumber(text) == nil) }
}
