import LanguageModel
import ScriptedModel
import Testing
import Wire

@Suite struct `A model's answer` {
  static func read(_ text: String, piecesOf size: Int = .max, status: Int = 200) -> ChatAnswer {
    var reader = ChatAnswerReader()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      _ = reader.push(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return reader.finish(status: HTTPStatus(status))
  }

  static func piece(
    id: String? = nil, index: Int? = nil, name: String? = nil, arguments: JSON? = nil
  ) -> JSON {
    var object = JSON.Object()
    object["index"] = index.map { JSON($0) }
    object["id"] = id.map(JSON.string)
    var function = JSON.Object()
    function["name"] = name.map(JSON.string)
    function["arguments"] = arguments
    object["function"] = .object(function)
    return ["tool_calls": [.object(object)]]
  }

  struct Quirk: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let deltas: [JSON]
    let calls: [ModelToolCall]

    init(_ name: String, _ deltas: [JSON], _ calls: [(String, String, String)]) {
      (testDescription, self.deltas) = (name, deltas)
      self.calls = calls.map { ModelToolCall(id: $0.0, name: $0.1, arguments: $0.2) }
    }
  }

  static let quirks = [
    Quirk(
      "pieces by index",
      [
        piece(id: "a", index: 0, name: "suma", arguments: ""), piece(index: 0, arguments: #"{"a""#),
        piece(index: 0, arguments: ":2}"), piece(id: "b", index: 1, name: "resta", arguments: "{}"),
      ], [("a", "suma", #"{"a":2}"#), ("b", "resta", "{}")]),
    Quirk(
      "the id repeated with every piece",
      [
        piece(id: "a", index: 0, name: "suma", arguments: #"{"a""#),
        piece(id: "a", index: 0, arguments: ":2}"),
      ], [("a", "suma", #"{"a":2}"#)]),
    Quirk(
      "another id under the same index",
      [
        piece(id: "a", index: 0, name: "suma", arguments: "{}"),
        piece(id: "b", index: 0, name: "suma", arguments: "{}"),
      ], [("a", "suma", "{}"), ("b", "suma", "{}")]),
    Quirk(
      "no index at all",
      [
        piece(id: "a", name: "suma", arguments: #"{"a""#), piece(arguments: ":2}"),
        piece(id: "b", name: "resta", arguments: "{}"),
      ], [("a", "suma", #"{"a":2}"#), ("b", "resta", "{}")]),
    Quirk(
      "neither id nor index",
      [piece(name: "suma", arguments: "{}"), piece(name: "resta", arguments: "{}")],
      [("call_r1_1", "suma", "{}"), ("call_r1_2", "resta", "{}")]),
    Quirk(
      "an empty id, two calls numbered 0",
      [
        piece(id: "", index: 0, name: "suma", arguments: "{}"),
        piece(id: "", index: 0, name: "resta", arguments: "{}"),
      ], [("call_r1_1", "suma", "{}"), ("call_r1_2", "resta", "{}")]),
    Quirk(
      "one id for two calls",
      [
        piece(id: "a", index: 0, name: "suma", arguments: #"{"a":1}"#),
        piece(id: "a", index: 1, name: "suma", arguments: #"{"a":2}"#),
      ], [("a", "suma", #"{"a":1}"#), ("a", "suma", #"{"a":2}"#)]),
    Quirk(
      "the name repeated",
      [piece(id: "a", index: 0, name: "suma"), piece(index: 0, name: "suma", arguments: #"{"a":1}"#)],
      [("a", "suma", #"{"a":1}"#)]),
    Quirk("no arguments", [piece(id: "a", index: 0, name: "suma")], [("a", "suma", "{}")]),
    Quirk("blank arguments", [piece(id: "a", name: "suma", arguments: " ")], [("a", "suma", "{}")]),
    Quirk("arguments null", [piece(id: "a", name: "suma", arguments: .null)], [("a", "suma", "{}")]),
    Quirk(
      "arguments as an object", [piece(id: "a", name: "suma", arguments: ["a": 1])],
      [("a", "suma", #"{"a":1}"#)]),
    Quirk(
      "arguments that are no JSON", [piece(id: "a", name: "suma", arguments: "{a:")], [("a", "suma", "{a:")]),
  ]

  @Test(arguments: quirks)
  func `has the calls that the provider meant`(_ quirk: Quirk) {
    #expect(Self.read(stream(quirk.deltas)).toolCalls == quirk.calls)
    #expect(Self.read(stream(quirk.deltas, reason: "stop", isDone: false)).toolCalls == quirk.calls)
  }

  @Test(arguments: quirks, ["\n", "\r\n"])
  func `is the same however its bytes come`(_ quirk: Quirk, _ lineEnd: String) {
    let text = stream([["content": "Hay «ñandú» 🙂", "reasoning": "uno"]] + quirk.deltas)
    let whole = Self.read(text)
    #expect(whole.content == "Hay «ñandú» 🙂")
    #expect(whole.fault == nil)
    #expect(whole.tokens == TokenUsage(input: 30, output: 5))
    #expect(Self.read(text.replacing("\n", with: lineEnd), piecesOf: 1) == whole)
    let events = text.split(separator: "\n\n").map { $0 + "\n\n" }
    for count in 1..<events.count - 2 {
      let cut = Self.read(events[..<count].joined())
      #expect(cut.fault?.kind == .cutOff)
      #expect(cut.fault?.retry == .soon)
    }
  }

  @Test func `is sent back as it came, with what only its provider understands`() throws {
    let deltas: [JSON] = [
      ["role": "assistant", "content": "", "reasoning_content": "pienso "],
      ["content": nil, "reasoning_content": "luego", "channel": "analysis"],
      ["reasoning_details": [["type": "reasoning.text", "index": 0, "text": "a"]], "channel": "analysis"],
      ["reasoning_details": [["type": "reasoning.text", "index": 0, "text": "b", "signature": "s"]]],
      [
        "tool_calls": [
          [
            "index": 0, "id": "", "type": "function", "extra_content": ["google": ["firma": "x"]],
            "function": ["name": "suma", "arguments": "{mal"],
          ]
        ]
      ],
    ]
    let answer = Self.read(stream(deltas))
    #expect(
      JSON.object(answer.message) == [
        "role": "assistant", "content": "", "reasoning_content": "pienso luego", "channel": "analysis",
        "reasoning_details": [["type": "reasoning.text", "index": 0, "text": "ab", "signature": "s"]],
        "tool_calls": [
          [
            "id": "call_r1_1", "type": "function", "extra_content": ["google": ["firma": "x"]],
            "function": ["name": "suma", "arguments": "{}"],
          ]
        ],
      ])
    #expect(answer.toolCalls.first?.arguments == "{mal")
  }

  @Test func `may come whole`() {
    let text = """
      {"id":"x","choices":[{"index":0,"finish_reason":"tool_calls","message":{"content":null,"tool_calls":[
      {"id":"a","function":{"name":"suma","arguments":{"a":1}}}],"firma":"z"}}],
      "usage":{"prompt_tokens":3,"completion_tokens":4}}
      """
    for size in [Int.max, 1] {
      let answer = Self.read(text, piecesOf: size)
      #expect(answer.content == nil)
      #expect(answer.toolCalls == [ModelToolCall(id: "a", name: "suma", arguments: #"{"a":1}"#)])
      #expect(answer.message["firma"] == "z")
      #expect(answer.message["content"] == .null)
      #expect(answer.fault == nil)
    }
  }

  @Test func `without calls is sent back without null`() {
    #expect(Self.read(#"{"choices":[{"message":{"content":null}}]}"#).message["content"] == "")
  }

  @Test(arguments: [": PROCESSING\n\n", "data: {\"choices\":[{\"del", "data: {\"choices\":[]}\n\n"])
  func `that ends before it began is cut off`(text: String) {
    #expect(Self.read(text).fault?.kind == .cutOff)
  }

  @Test func `ends with DONE, whatever follows`() {
    let text = stream([["content": "hola"]], reason: "stop")
    let answer = Self.read(text + stream([["content": "más"]]))
    #expect(answer.content == "hola")
    #expect(answer.finishReason == "stop")
  }

  @Test(arguments: ["length", "content_filter"])
  func `that was stopped says so`(reason: String) {
    #expect(Self.read(stream([["content": "Hay 2"]], reason: reason)).isCutShort)
  }

  @Test func `of more than ten megabytes is none`() {
    let piece = [UInt8](repeating: 0x20, count: 1_000_000)
    var reader = ChatAnswerReader()
    _ = reader.push(Array("{\"choices\":".utf8)[...])
    for _ in 0..<11 { _ = reader.push(piece[...]) }
    #expect(reader.isEnded)
    #expect(reader.finish().fault?.kind == .tooLarge)
  }
}
