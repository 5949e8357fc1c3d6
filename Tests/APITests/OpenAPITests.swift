import Testing
import Wire

@testable import API

struct OpenAPITests {
  @Test func `the document lists every endpoint and refers to nothing that it lacks`() async throws {
    let test = try await APIShop()
    let document = try await test.send(.get, "/openapi.json").json
    let paths = try #require(document["paths"]?.object)
    let operations = paths.members.flatMap { path in
      path.value.object?.keys.map { "\($0.uppercased()) \(path.key)" } ?? []
    }
    let declared = test.api.endpoints.map { endpoint in
      let path = endpoint.path.split(separator: "/").map {
        $0.first == ":" ? "{\($0.dropFirst())}" : String($0)
      }
      return "\(endpoint.method.name) /" + path.joined(separator: "/")
    }
    #expect(Set(operations) == Set(declared))
    let schemas = Set(document["components"]?["schemas"]?.object?.keys ?? [])
    #expect(references(in: document).isSubset(of: schemas))
    #expect(schemas.contains("Producto"))
  }

  @Test func `operations bear names of their own`() async throws {
    let document = OpenAPI(try await APIShop().api.endpoints).document
    let names = document["paths"]?.object?.members.flatMap { path in
      path.value.object?.members.compactMap { $0.value["operationId"]?.string } ?? []
    }
    #expect(Set(names ?? []).count == names?.count)
  }

  @Test func `a path of a later version says so and is not listed`() async throws {
    let test = try await APIShop()
    #expect(try await test.send(.post, "/pos/terminal/generar-qr").status == .notImplemented)
    #expect(OpenAPI(test.api.endpoints).document["paths"]?["/pos/terminal/generar-qr"] == nil)
  }

  private func references(in json: JSON) -> Set<String> {
    switch json {
    case .object(let object):
      object.members.reduce(into: []) { found, member in
        if member.key == "$ref", let text = member.value.string {
          found.insert(String(text.dropFirst("#/components/schemas/".count)))
        } else {
          found.formUnion(references(in: member.value))
        }
      }
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
    default: []
    }
  }
}
