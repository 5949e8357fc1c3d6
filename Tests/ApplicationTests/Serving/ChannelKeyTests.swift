import Testing

@testable import Application

@Suite struct `The keys of a channel` {
  /// All that each service must be told, and what it may be told besides.
  private static let whole = [
    "whatsapp": [
      "WHATSAPP_APP_SECRET": "abc", "WHATSAPP_VERIFY_TOKEN": "una ficha", "WHATSAPP_TOKEN": "EAAG1",
      "WHATSAPP_PHONE_NUMBER_ID": "106540352242922",
    ],
    "messenger": [
      "MESSENGER_APP_SECRET": "abc", "MESSENGER_VERIFY_TOKEN": "una ficha", "MESSENGER_TOKEN": "EAAG1",
    ],
    "telegram": ["TELEGRAM_BOT_TOKEN": "123456:ABC-def"],
    "twilio": [
      "TWILIO_ACCOUNT_SID": "AC0123456789abcdef0123456789abcdef", "TWILIO_AUTH_TOKEN": "abc",
      "TWILIO_FROM": "whatsapp:+14155238886,+15005550006",
    ],
    "dialogflow": ["DIALOGFLOW_SECRET": "un secreto"],
    "rasa": ["RASA_SECRET": "un-secreto"],
  ]

  private func channels(_ environment: [String: String]) throws -> Set<String> {
    let configuration = Configuration(environment: environment, executable: #filePath)
    let posted = try configuration.channels(publicURL: "https://tienda.example").keys
    return Set(posted).union(configuration.dialogflow == nil ? [] : ["dialogflow"])
  }

  @Test(arguments: whole.keys.sorted()) func `that are whole open it`(_ name: String) throws {
    #expect(try channels(Self.whole[name] ?? [:]) == (name == "rasa" ? [] : [name]))
  }

  @Test func `that are blank are as good as none`() throws {
    #expect(try channels(["WHATSAPP_TOKEN": " ", "TELEGRAM_BOT_TOKEN": ""]) == [])
  }

  /// Each variable of those services that must be told several.
  private static let parts: [(String, String)] = whole.filter { $0.value.count > 1 }
    .flatMap { name, variables in variables.keys.map { (name, $0) } }.sorted { $0 < $1 }

  @Test(arguments: parts)
  func `stop the start where one of several is missing or blank, and name it`(
    _ name: String, _ variable: String
  ) throws {
    var environment = Self.whole[name] ?? [:]
    for absent in [nil, " "] {
      environment[variable] = absent
      let failure = #expect(throws: Failure.self) { try channels(environment) }
      #expect(failure?.code == .usage)
      #expect(failure?.message.hasPrefix("\(name): ") == true)
      #expect(failure?.message.contains(variable) == true, "\(failure?.message ?? "")")
    }
  }

  /// The variable that is malformed, and its value.
  @Test(arguments: [
    ("whatsapp", "WHATSAPP_APP_SECRET", "ab cd"), ("whatsapp", "WHATSAPP_VERIFY_TOKEN", "una\nficha"),
    ("whatsapp", "WHATSAPP_TOKEN", "EAAG1\nEAAG2"), ("whatsapp", "WHATSAPP_PHONE_NUMBER_ID", "+591 7000"),
    ("whatsapp", "WHATSAPP_TEMPLATE", "un aviso"), ("whatsapp", "WHATSAPP_TEMPLATE_LANGUAGE", "es MX"),
    ("whatsapp", "WHATSAPP_GRAPH_URL", "graph.facebook.com"), ("whatsapp", "WHATSAPP_GRAPH_VERSION", "97.1"),
    ("messenger", "MESSENGER_APP_SECRET", "ab cd"), ("messenger", "MESSENGER_VERIFY_TOKEN", "una\tficha"),
    ("messenger", "MESSENGER_TOKEN", "EAAG1 EAAG2"), ("messenger", "MESSENGER_PAGE_ID", "mi página"),
    ("messenger", "MESSENGER_GRAPH_URL", "ftp://x"), ("messenger", "MESSENGER_GRAPH_VERSION", "v97"),
    ("telegram", "TELEGRAM_BOT_TOKEN", "secreto-1"), ("telegram", "TELEGRAM_WEBHOOK_SECRET", "un secreto"),
    ("telegram", "TELEGRAM_API_URL", "localhost:8081"), ("twilio", "TWILIO_ACCOUNT_SID", "AC123"),
    ("twilio", "TWILIO_AUTH_TOKEN", "ab cd"), ("twilio", "TWILIO_FROM", "70000001"),
    ("twilio", "TWILIO_CONTENT_SID", "HX123"), ("twilio", "TWILIO_API_URL", "api.twilio.com"),
    ("dialogflow", "DIALOGFLOW_SECRET", "un\nsecreto"), ("dialogflow", "DIALOGFLOW_USER", "yo:otro"),
    ("dialogflow", "DIALOGFLOW_HEADER", "X Clave"), ("rasa", "RASA_SECRET", "un secreto"),
  ])
  func `stop the start where one is malformed, and name it without its value`(
    _ name: String, _ variable: String, _ value: String
  ) {
    var environment = Self.whole[name] ?? [:]
    environment[variable] = value
    let failure = #expect(throws: Failure.self) { try channels(environment) }
    #expect(failure?.code == .usage)
    #expect(
      failure?.message.hasPrefix("\(name): \(variable) está mal escrita") == true, "\(failure?.message ?? "")"
    )
    #expect(failure?.message.contains(value) == false)
  }

  @Test(arguments: [
    ["TELEGRAM_WEBHOOK_SECRET": "s"], ["WHATSAPP_TEMPLATE": "aviso"], ["DIALOGFLOW_USER": "yo"],
    ["TWILIO_API_URL": "https://api.twilio.com"], ["MESSENGER_PAGE_ID": "1"],
  ])
  func `stop the start where only what is beside them is there`(_ environment: [String: String]) {
    #expect(throws: Failure.self) { try channels(environment) }
  }
}
