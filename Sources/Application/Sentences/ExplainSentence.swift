internal import Inventory
internal import Understanding

extension Configuration {
  /// What each word of a sentence was taken as, and the intents that it may mean, best first.
  ///
  /// `catalogue` is a JSON file with the names that the sentence speaks of; nil for the shop's own.
  package func explanation(of sentence: String, catalogue: String?) async throws -> String {
    let interpreter = try loadInterpreter()
    let index = interpreter.index(try await names(catalogue))
    let explanation = interpreter.explain(sentence, in: index)
    var lines = explanation.taken.map { "«\($0.words)»: \($0.meaning)" }
    lines += explanation.unknown.map { "«\($0)»: ?" }
    lines += explanation.candidates.prefix(5).map { candidate in
      "\(candidate.intent.rawValue) \(Self.hundredths(candidate.points))"
        + " (evidencia \(Self.hundredths(candidate.evidence)), costo \(Self.hundredths(candidate.cost)))"
    }
    lines.append(
      "idioma \(explanation.language.code); ventaja \(Self.hundredths(explanation.margin)), "
        + (explanation.isAgreed ? "frases y pesos de acuerdo: " : "frases y pesos no están de acuerdo: ")
        + (explanation.margin < 1 ? "se pregunta" : "se contesta"))
    return lines.joined(separator: "\n")
  }

  private static func hundredths(_ value: Double) -> String {
    String((value * 100).rounded() / 100)
  }
}
