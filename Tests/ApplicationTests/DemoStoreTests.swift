import Foundation
import Testing

@testable import Application

/// Where the demo shop is kept.
@Suite struct `The demo's own file` {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  private var configuration: Configuration {
    var configuration = Configuration(environment: ["XDG_DATA_HOME": folder], executable: "")
    configuration.now = "2025-11-20T21:00"
    return configuration
  }

  @Test func `the demo stays out of the default store, and restoring over it is refused`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try await configuration.createDemo()
    #expect(path == folder + "/bodeguero/demo/2025-11-20.sqlite")
    #expect(try await configuration.createDemo() == path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/bodeguero") == ["demo"])
    var demo = configuration
    demo.isDemo = true
    #expect(try await demo.open(door: "terminal").audit().isClean)
    let failure = await #expect(throws: Failure.self) { _ = try await demo.restore(from: path) }
    #expect(failure?.code == .usage)
  }

  @Test func `a start that was cut short is made good by the next`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let demo = folder + "/bodeguero/demo"
    try FileManager.default.createDirectory(atPath: demo, withIntermediateDirectories: true)
    for name in ["2025-11-20.sqlite.1", "2025-11-19.sqlite"] {
      #expect(FileManager.default.createFile(atPath: demo + "/" + name, contents: Data("x".utf8)))
    }
    let path = try await configuration.createDemo()
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: demo + "/2025-11-19.sqlite"))
  }
}
