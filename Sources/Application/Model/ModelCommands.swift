internal import Foundation
internal import HTTPClient
internal import Inventory
internal import LanguageModel
internal import Shop
internal import Store
internal import Wire

/// What a program is told of a model's recorded answer.
///
/// `recording` is JSON, or a stream of events, or a page; or `{"status","headers","body"}`, which says in what it
/// came. It is read `piece` bytes at a time.
package func recordedAnswer(_ recording: [UInt8], piece: Int) -> String {
  let recorded = RecordedResponse(recording)
  var reader = ChatAnswerReader()
  var rest = recorded.body[...]
  while !rest.isEmpty {
    _ = reader.push(rest.prefix(piece))
    rest = rest.dropFirst(piece)
  }
  var answer = reader.finish(status: recorded.status)
  answer.fault = answer.fault.map { RetryPolicy.live.heeding(recorded.fields, $0) }
  return answer.json.text
}

/// A response as it was written down, with its status and header where they were kept.
private struct RecordedResponse {
  var status = HTTPStatus.ok
  var fields = HTTPFields()
  var body: [UInt8]

  init(_ bytes: [UInt8]) {
    body = bytes
    guard let object = (try? JSON(parsing: bytes))?.object, let code = object["status"]?.integer,
      (100...599).contains(code), let body = object["body"]
    else { return }
    status = HTTPStatus(Int(code))
    for member in object["headers"]?.object?.members ?? [] {
      if let value = member.value.string { fields.append(member.key, value) }
    }
    self.body = Array((body.string ?? body.text).utf8)
  }
}

extension Configuration {
  /// Where a conversation at the terminal says why the model was of no use: nowhere, unless `BODEGUERO_LOG` is set.
  var modelLog: @Sendable (String) -> Void {
    guard environment["BODEGUERO_LOG"]?.isEmpty == false else { return { _ in } }
    return logLine
  }
}

extension Configuration {
  /// What the shop used of language models in the last 30 days, the newest day first.
  package func modelUsage(isJSON: Bool) async throws -> String {
    let open = try await open(door: "terminal")
    let today = open.session.clock.day(of: open.shop.now())
    let uses = try await open.shop.modelUses(DayRange(today - 29, today), open.session)
    guard !isJSON else { return JSON.array(uses.map(\.json)).text }
    guard !uses.isEmpty else { return "En los últimos 30 días no se usó ningún modelo." }
    return uses.map { daily in
      "\(daily.day)  \(daily.model): \(daily.use.turns) turnos (\(daily.use.failures) sin respuesta), "
        + "\(daily.use.input) tokens leídos y \(daily.use.output) escritos, costo \(daily.costText)"
    }.joined(separator: "\n")
  }
}

extension DailyModelUse {
  fileprivate var costText: String { FixedPoint.text(use.cost, scale: 6, decimals: 2) }

  fileprivate var json: JSON {
    [
      "dia": .string(day.description), "modelo": .string(model), "turnos": JSON(use.turns),
      "fallas": JSON(use.failures), "tokens_entrada": JSON(use.input), "tokens_salida": JSON(use.output),
      "costo": JSON(decimal: costText),
    ]
  }
}

/// What was found of the model, a line each, and whether the assistant can work with it.
package struct ModelCheck: Sendable {
  package let lines: [String]
  package let works: Bool
}

extension Configuration {
  /// Tries the configured model and says in plain words what works.
  ///
  /// - Throws: `Failure.usage` where none is configured.
  package func checkModel() async throws(Failure) -> ModelCheck {
    guard let client = try modelClient() else {
      throw .usage(
        try modelGaps().first
          ?? "no hay modelo configurado: el asistente contesta sin él; para usar uno ponga OPENAI_BASE_URL, "
          + "OPENAI_API_KEY y OPENAI_MODEL")
    }
    // What is wrong with the other variables stops it, as it stops the assistant.
    _ = try modelRoad { _ in }
    let address = value(.base) ?? "\(client.settings.base.origin)/v1"
    var lines = ["Modelo «\(client.settings.model)» en \(address)"]
    guard let words = await Self.trial(client, at: address, "responde", &lines, { _ in true }) else {
      return ModelCheck(lines: lines, works: false)
    }
    lines.append(
      words.usage == nil
        ? "· no dice cuántos tokens usa: se cuenta uno cada cuatro bytes" : "✓ dice cuántos tokens usa")
    let called = await Self.trial(client, at: address, "pide herramientas", tools: [Self.sampleTool], &lines)
    {
      $0.toolCalls.first?.name == "verHora"
    }
    return ModelCheck(lines: lines, works: called != nil)
  }

  /// Asks once and adds a line on how it went; nil where it did not go well.
  private static func trial(
    _ client: ModelClient, at address: String, _ what: String, tools: [JSON] = [], _ lines: inout [String],
    _ isGood: (ChatAnswer) -> Bool
  ) async -> ChatAnswer? {
    let question =
      tools.isEmpty ? "Contestá solo con la palabra: listo" : "¿Qué hora es? Usá la herramienta verHora."
    let start = ContinuousClock.now
    do throws(ModelFault) {
      let answer = try await client.answer(
        ChatRequest([.user(question)], tools: ToolList(tools)), before: start + .seconds(60))
      let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
      guard isGood(answer) else {
        lines.append("✗ \(what): contestó, pero no como se esperaba; el asistente contestará sin él")
        return nil
      }
      lines.append("✓ \(what) (\(Int(milliseconds)) ms)")
      return answer
    } catch {
      guard error.kind != .connection else {
        lines.append("✗ \(what): no se llega a \(address); revise OPENAI_BASE_URL y la conexión")
        return nil
      }
      lines.append("✗ \(what): \(error.advice)")
      lines.append("  \(error)")
      return nil
    }
  }

  private static let sampleTool: JSON = [
    "type": "function",
    "function": [
      "name": "verHora", "description": "Dice qué hora es.",
      "parameters": ["type": "object", "properties": [:]],
    ],
  ]
}

extension ModelFault {
  /// What a person can do about it.
  var advice: String {
    switch kind {
    case .authentication: "no acepta la clave; revise OPENAI_API_KEY"
    case .quota: "la cuenta no tiene saldo; cargue saldo o cambie de proveedor"
    case .rateLimit: "recibe demasiadas preguntas; espere o suba el límite de la cuenta"
    case .context: "la pregunta no le cabe; elija un modelo que lea más"
    case .modelNotFound: "no conoce ese modelo o esa dirección; revise OPENAI_MODEL y OPENAI_BASE_URL"
    case .toolCall: "llamó mal a una herramienta; elija un modelo que sepa usarlas"
    case .request where message.contains("max_tokens"):
      "no acepta el límite por ese nombre; pruebe BODEGUERO_MODEL_MAX_TOKENS_NAME=max_completion_tokens"
    case .request: "no acepta la pregunta; quizá el modelo no sabe usar herramientas"
    case .server, .conflict, .other: "tuvo una falla; vuelva a probar en un rato"
    case .timeout: "no contestó a tiempo; pruebe otra vez o elija un modelo más rápido"
    case .unreadable:
      "no contestó como OpenAI; revise que OPENAI_BASE_URL termine como debe, por ejemplo en /v1"
    case .cutOff: "cortó la respuesta; pruebe BODEGUERO_MODEL_DELIVERY=whole"
    case .tooLarge: "contestó más de lo que se acepta"
    case .connection: "no se llega al servidor; revise OPENAI_BASE_URL y la conexión"
    case .certificate: "su certificado no es válido; revise OPENAI_BASE_URL o SSL_CERT_FILE"
    case .cancelled: "se interrumpió"
    }
  }
}
