internal import Inventory

/// What several reports of one message have in common.
extension Choice {
  /// «cuántas ventas hice hoy y cuánto gané»: days and a branch that are said once are those of every report beside it.
  mutating func shareDays() {
    guard !also.isEmpty else { return }
    var requests = [request] + also
    for key in ["period", "branch"] {
      let reports = requests.indices.filter { requests[$0].intent.looksBack }
      let said = reports.filter { requests[$0].slots[key] != nil }
      guard said.count == 1, let value = requests[said[0]].slots[key] else { continue }
      for report in reports where requests[report].slots[.against] == nil {
        requests[report].slots[key] = value
      }
    }
    (request, also) = (requests[0], Array(requests.dropFirst()))
  }
}
