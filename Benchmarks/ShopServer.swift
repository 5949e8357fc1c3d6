internal import Foundation
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// The program that serves a sample shop, with WhatsApp, to whoever has the token; it writes its log nowhere.
struct ShopServer {
  let port: String
  let path: String
  /// The field that lets a request in.
  let authorization: String
  private let program: Companion
  private let graph: Companion
  private let folder: Workshop

  static let secret = "clave-de-la-medida"
  static let products = 10_000
  /// Those who write in WhatsApp, each of whom is the owner.
  static let phones = (0..<64).map { "591700000\(10 + $0)" }

  init(in workshop: Workshop) async throws {
    let sample = try await SampleShop("rest.sqlite", products: Self.products, in: workshop)
    let accounts = sample.accounts
    let token = try await sample.token(Set(AccessScope.allCases))
    for phone in Self.phones {
      let (code, _) = try await accounts.makeCode(for: .chatLink, sample.session)
      _ = try await accounts.link(ChatIdentity(channel: "whatsapp", id: phone), code: code.text)
    }
    await sample.close()
    try FloorConnection(sample.path).run("UPDATE existencias SET cantidad = 1000000000, valor = 0")
    path = sample.path
    authorization = "Authorization: Bearer \(token)"
    folder = workshop
    graph = try BenchmarkServer.bare(body: "{\"messages\":[{\"id\":\"wamid.x\"}]}").start()
    program = try Companion(
      "env",
      [
        "WHATSAPP_APP_SECRET=\(Self.secret)", "WHATSAPP_VERIFY_TOKEN=x", "WHATSAPP_TOKEN=x",
        "WHATSAPP_PHONE_NUMBER_ID=1", "WHATSAPP_GRAPH_URL=http://127.0.0.1:\(try graph.line())",
        "BODEGUERO_REQUESTS_PER_MINUTE=0", "sh", "-c", "exec \"$0\" \"$@\" 2>/dev/null", try workshop.program,
        "serve", "--store", path, "--listen", "127.0.0.1:0",
      ])
    let origin = try program.origin()
    guard let port = origin.split(whereSeparator: { ":/".contains($0) }).last else {
      throw Unmeasured(origin)
    }
    self.port = String(port)
  }

  /// Asks for the targets in turn, with the fields beside the authorization.
  func get(_ targets: [String], fields: [String: String] = [:]) throws -> Load {
    let list = folder.path("targets.txt")
    try targets.joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
    return try load(
      """
      local targets, place = {}, 0
      \(fields.map { "wrk.headers[\"\($0)\"] = \"\($1)\"" }.joined(separator: "\n"))
      init = function(args)
        for line in io.lines("\(list)") do targets[#targets + 1] = wrk.format("GET", line) end
      end
      request = function() place = place % #targets + 1; return targets[place] end
      """)
  }

  /// Posts the bodies in turn, each with a field of its own.
  func post(_ bodies: [(field: String, body: String)], to target: String, connections: Int) throws -> Load {
    let list = folder.path("bodies.txt")
    try bodies.map { "\($0.field)\n\($0.body)" }.joined(separator: "\n")
      .write(toFile: list, atomically: true, encoding: .utf8)
    return try load(
      """
      local bodies, fields, place = {}, {}, 0
      for line in io.lines("\(list)") do
        if #fields > #bodies then bodies[#bodies + 1] = line else fields[#fields + 1] = line end
      end
      request = function()
        place = place % #bodies + 1
        local name, value = fields[place]:match("([^:]+): (.*)")
        return wrk.format("POST", "\(target)", {["Content-Type"] = "application/json", [name] = value,
          ["Authorization"] = wrk.headers["Authorization"]}, bodies[place])
      end
      """, connections: connections)
  }

  private func load(_ script: String, connections: Int = 64) throws -> Load {
    let file = folder.path("load.lua")
    let token = authorization.dropFirst("Authorization: ".count)
    try "wrk.headers[\"Authorization\"] = \"\(token)\"\n\(script)\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    return try Load(on: port, script: file, connections: connections)
  }
}
