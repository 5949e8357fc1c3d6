internal import Foundation

/// Measures the speed the shop owner feels, each piece of work beside its floor in the same run.
///
/// `benchmark [WORD…]` measures only the rows whose name holds one of the words.
@main struct Benchmark {
  static var families: [any Family.Type] {
    [
      Alerts.self, Searching.self, Selling.self, Importing.self, Starting.self, Reading.self, Answering.self,
      Serving.self, Resting.self, Conversing.self, Modelling.self,
    ]
  }

  static func main() async throws {
    if let server = BenchmarkServer(CommandLine.arguments.dropFirst()) { return try await server.run() }
    let wanted = CommandLine.arguments.dropFirst().map { $0.lowercased() }
    let workshop = try Workshop()
    defer { workshop.clear() }
    var report = Report()
    for family in families where wanted.isEmpty || wanted.contains(family.name) {
      FileHandle.standardError.write(Data("\(family.name)…\n".utf8))
      do {
        for row in try await family.measure(in: workshop) { report.append(row) }
      } catch {
        report.append(
          Row(work: family.name, figure: "—", floor: "\(error)", result: "not measured", goal: ""))
      }
    }
    print(report.text)
  }
}

/// The rows about one kind of work.
protocol Family {
  /// The word by which it is asked for.
  static var name: String { get }

  static func measure(in workshop: Workshop) async throws -> [Row]
}

/// Why a row has no figure.
struct Unmeasured: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A folder of its own for the files that are measured, on the disk that holds the checkout.
struct Workshop {
  let folder: String

  init() throws {
    folder =
      FileManager.default.currentDirectoryPath
      + "/.build/benchmark-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func remove(_ name: String) {
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path(name) + ending) }
  }

  func clear() { try? FileManager.default.removeItem(atPath: folder) }

  /// The program as it was built, beside this one.
  var program: String {
    get throws {
      let beside = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("bodeguero").path
      guard FileManager.default.isExecutableFile(atPath: beside) else {
        throw Unmeasured("\(beside) is not built")
      }
      return beside
    }
  }
}
