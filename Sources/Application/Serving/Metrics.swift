internal import Store
internal import Synchronization
internal import Wire

/// Counts what the server does, for Prometheus.
final class Metrics: Sendable {
  private struct Series: Hashable {
    let method: String
    /// The path as it was declared, so that strangers cannot make series without end.
    let route: String
    let status: Int
  }

  private struct Tally {
    var requests: [Series: Int] = [:]
    /// Seconds that answers took, by route: the counts under each bound, their sum, their number.
    var times: [String: (under: [Int], sum: Double, count: Int)] = [:]
    var counters: [String: Int] = [:]
  }

  private static let bounds = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10]
  /// Methods beyond these are counted together.
  private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  private let tally = Mutex(Tally())

  func note(_ request: HTTPRequest, route: String?, status: HTTPStatus, seconds: Double) {
    let method = Self.methods.contains(request.method.name) ? request.method.name : "otro"
    let route = route ?? "ninguna"
    tally.withLock { tally in
      tally.requests[Series(method: method, route: route, status: status.code), default: 0] += 1
      var times = tally.times[route] ?? (Array(repeating: 0, count: Self.bounds.count), 0, 0)
      for (place, bound) in Self.bounds.enumerated() where seconds <= bound { times.under[place] += 1 }
      times.sum += seconds
      times.count += 1
      tally.times[route] = times
    }
  }

  /// Counts something that happened, under a name of its own.
  func count(_ name: String, _ more: Int = 1) { tally.withLock { $0.counters[name, default: 0] += more } }

  /// The text that Prometheus reads (exposition format 0.0.4), with how many messages of each channel wait.
  func text(_ backlog: [OutboxBacklog]) -> String {
    let tally = tally.withLock(\.self)
    var lines = ["# TYPE bodeguero_http_requests_total counter"]
    for (series, count) in tally.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      lines.append(
        "bodeguero_http_requests_total{method=\"\(series.method)\",route=\"\(series.route)\","
          + "status=\"\(series.status)\"} \(count)")
    }
    lines.append("# TYPE bodeguero_http_seconds histogram")
    for (route, times) in tally.times.sorted(by: { $0.key < $1.key }) {
      for (bound, count) in zip(Self.bounds, times.under) {
        lines.append("bodeguero_http_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
      }
      lines.append("bodeguero_http_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.count)")
      lines.append("bodeguero_http_seconds_sum{route=\"\(route)\"} \(times.sum)")
      lines.append("bodeguero_http_seconds_count{route=\"\(route)\"} \(times.count)")
    }
    for (name, count) in tally.counters.sorted(by: { $0.key < $1.key }) {
      lines += ["# TYPE bodeguero_\(name)_total counter", "bodeguero_\(name)_total \(count)"]
    }
    lines.append("# TYPE bodeguero_mensajes_en_espera gauge")
    let waiting = Dictionary(grouping: backlog, by: \.channel).mapValues { $0.reduce(0) { $0 + $1.count } }
    for (channel, count) in waiting.sorted(by: { $0.key < $1.key }) {
      lines.append("bodeguero_mensajes_en_espera{canal=\"\(channel)\"} \(count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
