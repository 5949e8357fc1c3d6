import Testing

@testable import Application

@Suite struct `A model that the environment names` {
  private func configuration(_ environment: [String: String]) -> Configuration {
    Configuration(environment: environment, executable: #filePath)
  }

  /// What is set, and what whoever starts the program is told to see to.
  @Test(
    arguments: [
      (["OPENAI_API_KEY": "sk-1"], "falta OPENAI_MODEL"),
      (["OPENAI_BASE_URL": "http://127.0.0.1:1/v1"], "falta OPENAI_MODEL"),
      (["OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"], "falta OPENAI_MODEL"),
      (["OPENAI_MODEL": "m"], "faltan OPENAI_BASE_URL y OPENAI_API_KEY"),
      (["OPENAI_TRANSCRIPTION_MODEL": "oidos"], "faltan OPENAI_BASE_URL y OPENAI_API_KEY"),
      (["OPENAI_MODEL": "m", "OPENAI_BASE_URL": "https://api.openai.com/v1"], "falta OPENAI_API_KEY"),
      (["OPENAI_MODEL": "m", "OPENAI_BASE_URL": "https://x.openai.azure.com"], "falta OPENAI_API_KEY"),
    ] as [([String: String], String)])
  func `by halves is told of at start, and not used in silence`(
    _ environment: [String: String], _ told: String
  ) throws {
    let gaps = try configuration(environment).modelGaps()
    #expect(gaps.count == 1)
    #expect(gaps.first?.contains(told) == true, "\(gaps)")
    #expect(gaps.first?.contains("sk-1") == false)
  }

  @Test(
    arguments: [
      [:], ["OPENAI_MODEL": "m", "OPENAI_API_KEY": "sk-1"],
      ["OPENAI_MODEL": "m", "OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"],
      ["OPENAI_TRANSCRIPTION_MODEL": "m", "OPENAI_API_KEY": "sk-1"],
      ["OPENAI_API_KEY": "sk-1", "BODEGUERO_MODEL_ROAD": "offline"],
      ["OPENAI_MODEL": "m", "BODEGUERO_MODEL_ROAD": "offline"],
    ] as [[String: String]])
  func `as a whole, or not at all, is told of by nobody`(_ environment: [String: String]) throws {
    #expect(try configuration(environment).modelGaps() == [])
  }

  /// The variable that will not do, and its value.
  @Test(arguments: [
    ("OPENAI_BASE_URL", "api.openai.com/v1"), ("OPENAI_BASE_URL", "localhost:11434"),
    ("OPENAI_BASE_URL", "ftp://x/v1"), ("OPENAI_BASE_URL", "https://x/v1\n"), ("OPENAI_BASE_URL", "https://"),
    ("OPENAI_BASE_URL", "https://yo:clave@x/v1"), ("OPENAI_BASE_URL", "https://x/v1/chat/completions"),
    ("OPENAI_API_KEY", "sk-1\n"), ("OPENAI_API_KEY", "sk-1 sk-2"), ("OPENAI_API_KEY", "«sk-1»"),
    ("OPENAI_MODEL", "gpt 4"), ("OPENAI_MODEL", "gpt-4o\n"),
    ("BODEGUERO_MODEL_HEADERS", "X-Clave: 1"), ("BODEGUERO_MODEL_HEADERS", #"{"X-Clave":1}"#),
    ("BODEGUERO_MODEL_HEADERS", #"{"X Clave":"1"}"#),
    ("BODEGUERO_MODEL_HEADERS", #"{"X-Clave":"1\r\nX: 2"}"#),
    ("BODEGUERO_MODEL_DELIVERY", "rápido"), ("BODEGUERO_MODEL_ROAD", "siempre"),
    ("BODEGUERO_MODEL_DEADLINE", "0"), ("BODEGUERO_MODEL_DAILY_TOKENS", "-1"),
    ("BODEGUERO_MODEL_PRICE_INPUT", "gratis"), ("BODEGUERO_MODEL_MAX_TOKENS", "muchos"),
    ("BODEGUERO_MODEL_MAX_TOKENS_NAME", "tokens"),
  ])
  func `with a value that will not do stops the start, and names the variable`(
    _ variable: String, _ value: String
  ) {
    var environment = [
      "OPENAI_BASE_URL": "https://x/v1", "OPENAI_API_KEY": "sk-1", "OPENAI_MODEL": "m",
    ]
    environment[variable] = value
    let failure = #expect(throws: Failure.self) { try configuration(environment).modelRoad { _ in } }
    #expect(failure?.code == .usage)
    #expect(failure?.message.hasPrefix(variable) == true, "\(failure?.message ?? "")")
    #expect(failure?.message.contains("sk-1") == false)
  }
}
