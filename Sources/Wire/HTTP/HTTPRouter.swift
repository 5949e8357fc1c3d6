/// A method and a path with a place for each part that varies, and who answers there.
package struct HTTPRoute: Sendable {
  /// Answers a request, given what stands in its path.
  package typealias Handler = @Sendable (HTTPRequest, HTTPPathParameters) async -> HTTPResponse

  package let method: HTTPMethod
  /// `/ventas/:id/items`; `:name` stands for one segment.
  package let path: String
  package let handler: Handler

  package init(_ method: HTTPMethod, _ path: String, _ handler: @escaping Handler) {
    (self.method, self.path, self.handler) = (method, path, handler)
  }
}

/// What stood in the places of a path.
package struct HTTPPathParameters: Sendable, Hashable {
  fileprivate(set) package var values: [String: String] = [:]

  package init() {}

  package subscript(name: String) -> String? { values[name] }
}

/// Finds who answers a request, in time that grows with the length of its path alone.
package struct HTTPRouter: Sendable {
  private struct Node: Sendable {
    var named: [String: Int] = [:]
    /// The node of a segment that may be anything.
    var open: Int?
    /// By method: the names of the places on the way, and who answers.
    var answers: [HTTPMethod: (route: String, places: [String], handler: HTTPRoute.Handler)] = [:]
  }

  /// Where a request was led.
  package struct Outcome: Sendable {
    package let response: HTTPResponse
    /// The path that was declared, with its places; nil where none fits.
    package let route: String?
  }

  private var nodes: [Node] = [Node()]

  package init(_ routes: [HTTPRoute]) {
    for route in routes { add(route) }
  }

  /// The answer of the route that fits; 404, 405 with `Allow`, and answers to OPTIONS and HEAD are made here.
  package func respond(to request: HTTPRequest) async -> Outcome {
    guard let (node, values) = find(request.target.segments[...], at: 0) else {
      return Outcome(
        response: HTTPProblem(.notFound, "No hay nada en \(request.target.path)").response, route: nil)
    }
    let answers = nodes[node].answers
    let method = request.method == .head && answers[.head] == nil ? .get : request.method
    guard let (route, places, handler) = answers[method] else {
      return Outcome(response: otherMethod(request, answers.keys), route: answers.values.first?.route)
    }
    var parameters = HTTPPathParameters()
    for (place, value) in zip(places, values) { parameters.values[place] = value }
    return Outcome(response: await handler(request, parameters), route: route)
  }

  private func otherMethod(
    _ request: HTTPRequest, _ methods: some Collection<HTTPMethod>
  ) -> HTTPResponse {
    var names = Set(methods.map(\.name)).union(["OPTIONS"])
    if names.contains("GET") { names.insert("HEAD") }
    let allowed = names.sorted().joined(separator: ", ")
    var response =
      request.method == .options
      ? HTTPResponse(.noContent)
      : HTTPProblem(
        .methodNotAllowed, "\(request.method.name) no vale en \(request.target.path): use \(allowed)"
      ).response
    response.fields["Allow"] = allowed
    return response
  }

  /// A named segment is preferred to an open one.
  private func find(_ segments: ArraySlice<String>, at node: Int) -> (node: Int, values: [String])? {
    guard let first = segments.first else { return nodes[node].answers.isEmpty ? nil : (node, []) }
    if let next = nodes[node].named[first], let found = find(segments.dropFirst(), at: next) { return found }
    guard let next = nodes[node].open, let (end, values) = find(segments.dropFirst(), at: next) else {
      return nil
    }
    return (end, [first] + values)
  }

  private mutating func add(_ route: HTTPRoute) {
    var node = 0
    var places: [String] = []
    for segment in route.path.split(separator: "/") {
      let isPlace = segment.first == ":"
      if isPlace { places.append(String(segment.dropFirst())) }
      if let next = isPlace ? nodes[node].open : nodes[node].named[String(segment)] {
        node = next
        continue
      }
      nodes.append(Node())
      if isPlace {
        nodes[node].open = nodes.count - 1
      } else {
        nodes[node].named[String(segment)] = nodes.count - 1
      }
      node = nodes.count - 1
    }
    precondition(
      nodes[node].answers[route.method] == nil, "two routes answer \(route.method.name) \(route.path)")
    nodes[node].answers[route.method] = (route.path, places, route.handler)
  }
}
