/// The times of some runs, in seconds.
struct Times {
  private let sorted: [Double]

  init(_ seconds: [Double]) { sorted = seconds.sorted() }

  var median: Double { quantile(0.5) }

  var mean: Double { sorted.isEmpty ? .nan : sorted.reduce(0, +) / Double(sorted.count) }

  /// The time that `share` (0–1) of the runs stayed within.
  func quantile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}

func seconds(_ work: () async throws -> Void) async rethrows -> Double {
  let start = ContinuousClock.now
  try await work()
  return (ContinuousClock.now - start) / .seconds(1)
}

/// Runs work and floor turn about (A B A B …), so that both meet the same machine, after one run of each that does
/// not count.
func turnAbout(
  runs: Int, work: () async throws -> Void, floor: () async throws -> Void
) async throws -> (work: Times, floor: Times) {
  try await work()
  try await floor()
  var (works, floors): ([Double], [Double]) = ([], [])
  for _ in 0..<runs {
    works.append(try await seconds(work))
    floors.append(try await seconds(floor))
  }
  return (Times(works), Times(floors))
}
