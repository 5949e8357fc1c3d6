internal import Shop
internal import Wire

/// What an import did, for people and for programs.
package struct ImportReport: Sendable {
  let outcome: ImportOutcome

  package var isComplete: Bool { outcome.refused.isEmpty }

  package var json: String {
    let refused = outcome.refused.map { refusal -> JSON in
      ["line": JSON(refusal.line), "reason": .string(refusal.reason)]
    }
    let report: JSON = [
      "imported": JSON(outcome.imported), "unchanged": JSON(outcome.unchanged), "refused": .array(refused),
      "unused_columns": .array(outcome.unusedColumns.map(JSON.string)),
    ]
    return report.text
  }

  /// The counts, the reasons with how often each occurred, and the first lines of each.
  package var text: String {
    var lines = [
      "Importadas: \(outcome.imported) · sin cambios: \(outcome.unchanged) · rechazadas: \(outcome.refused.count)"
    ]
    if !outcome.unusedColumns.isEmpty {
      lines.append(
        "  Columnas que no conozco y no se usaron: \(outcome.unusedColumns.inWords); con --map se dice cuáles son"
      )
    }
    let byReason = Dictionary(grouping: outcome.refused, by: \.reason)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (reason, refusals) in byReason.prefix(30) {
      let numbers = refusals.prefix(5).map { String($0.line) }.joined(separator: ", ")
      let more = refusals.count > 5 ? "…" : ""
      lines.append(
        "  \(refusals.count) × \(reason) (\(refusals.count == 1 ? "línea" : "líneas") \(numbers)\(more))")
    }
    if byReason.count > 30 { lines.append("  … y \(byReason.count - 30) motivos más: vea --json") }
    return lines.joined(separator: "\n")
  }
}

extension OpenShop {
  /// `importFile` with its report.
  package func importReport(
    _ path: String, kind: ImportKind, renames: String?, movesStock: Bool
  ) async throws -> ImportReport {
    ImportReport(outcome: try await importFile(path, kind: kind, renames: renames, movesStock: movesStock))
  }
}
