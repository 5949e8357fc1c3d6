import Foundation
import HTTPClient
import Testing
import Wire

@Suite struct `A client` {
  @Test func `uses a connection again`() async throws {
    try await withServer(answering: { _ in .send(ok("x")) }) { client, server, url in
      for _ in 0..<20 { _ = try await client.send(.init(.get, url)) }
      #expect(server.state.opened == 1)
      #expect(server.state.requests.count == 20)
    }
  }

  @Test func `waits for 200 answers at once on one thread`() async throws {
    try await withServer(answering: { _ in .hold }) { client, server, url in
      try await withThrowingTaskGroup(of: HTTPStatus.self) { group in
        for _ in 0..<200 { group.addTask { try await client.send(patient(url)).status } }
        await server.until { $0.held.count == 200 }
        // The clients of other tests have a thread each, and they are few.
        #expect(clientThreads() < 50)
        server.release(ok(""))
        for try await status in group { #expect(status == .ok) }
      }
      #expect(server.state.opened == 200)
    }
  }

  @Test func `opens no more connections than it may`() async throws {
    var configuration = HTTPClient.Configuration()
    configuration.maximumConnections = 3
    try await withServer(answering: { _ in .send(ok("")) }, configuration: configuration) {
      client, server, url in
      try await withThrowingTaskGroup(of: HTTPStatus.self) { group in
        for _ in 0..<40 { group.addTask { try await client.send(.init(.get, url)).status } }
        for try await status in group { #expect(status == .ok) }
      }
      #expect(server.state.requests.count == 40)
      #expect(server.state.opened <= 3)
    }
  }

  @Test func `gives up when the time of the request is over`() async throws {
    try await withServer(answering: { _ in .hold }) { client, server, url in
      var request = HTTPClient.Request(.get, url)
      request.limits.whole = .milliseconds(500)
      let failure = await refusal(of: client, request)
      #expect(failure?.kind == .timedOut)
      #expect(failure?.isRetriable == true)
      await server.until { $0.closed == 1 }
    }
  }

  @Test func `closes what a cancelled task was waiting for, and no other`() async throws {
    try await withServer(answering: { _ in .hold }) { client, server, url in
      let cancelled = Task { await refusal(of: client, patient(url)) }
      await server.until { $0.held.count == 1 }
      let other = Task { try await client.send(patient(url)).status }
      await server.until { $0.held.count == 2 }
      cancelled.cancel()
      let failure = await cancelled.value
      #expect(failure?.kind == .cancelled)
      #expect(failure?.isRetriable == false)
      await server.until { $0.closed == 1 }
      server.release(ok(""))
      let status = try await other.value
      #expect(status == .ok)
    }
  }

  @Test func `sends nothing for a task that was cancelled before`() async throws {
    try await withServer(answering: { _ in .send(ok("")) }) { client, server, url in
      let task = Task {
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        return await refusal(of: client, .init(.get, url))
      }
      #expect(await task.value?.kind == .cancelled)
      #expect(server.state.requests.isEmpty)
    }
  }

  @Test func `may be cancelled at any moment`() async throws {
    try await withServer(answering: { _ in .send(ok("")) }) { client, _, url in
      await withTaskGroup(of: HTTPClient.Failure?.self) { group in
        for _ in 0..<300 { group.addTask { await refusal(of: client, .init(.get, url)) } }
        _ = await group.next()
        group.cancelAll()
        for await failure in group { #expect(failure == nil || failure?.kind == .cancelled) }
      }
      let after = try await client.send(.init(.get, url))
      #expect(after.status == .ok)
    }
  }

  @Test(arguments: [
    // A name with a part of more than 63 letters exists nowhere (RFC 1035 §2.3.4), so nobody is asked.
    (
      "http://\(String(repeating: "a", count: 64)).example/bot123:secreto?clave=secreto",
      HTTPClient.Failure.Kind.unresolved
    ),
    ("http://127.0.0.1:1/bot123:secreto?clave=secreto", .refused),
  ])
  func `says when there is nobody, and no secret with it`(address: String, kind: HTTPClient.Failure.Kind)
    async throws
  {
    let request = HTTPClient.Request(
      .get, try #require(HTTPURL(address)), fields: ["Authorization": "secreto"])
    let failure = try #require(await refusal(of: HTTPClient(), request))
    #expect(failure.kind == kind)
    #expect(failure.isRetriable)
    #expect(!"\(failure) \(request)".contains("secreto"))
    #expect("\(failure)".contains(request.url.origin))
  }
}

/// How many threads of this process send requests.
private func clientThreads() -> Int {
  let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
  return tasks.count { task in
    let name = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
    return name?.hasPrefix("http client") == true
  }
}

/// A request that waits as long as a busy machine may ask for.
private func patient(_ url: HTTPURL) -> HTTPClient.Request {
  var request = HTTPClient.Request(.get, url)
  request.limits.whole = .seconds(600)
  return request
}
