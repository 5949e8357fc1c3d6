// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A room of the house: the arrows that leave it are the whole of its `dependencies`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A room that computes for most of a turn: tests say thousands of sentences, so it is optimised in their builds too.
func computingRoom(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: data, swiftSettings: strict)
}

let package = Package(
  name: "bodeguero",
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CMicroHTTP", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    computingRoom("Inventory"),
    room("SQL"),
    room("Wire"),
    room("Insights", ["Inventory"]),
    room("SQLite", ["SQL", "CSQLite"]),
    room("Console", ["CReadline"]),
    room("Crypto", ["CSodium", "COpenSSL"]),
    room("HTTPServer", ["Wire", "CMicroHTTP", "CZlib"]),
    room("Barcodes", ["CZint"]),
    room("Drawing", ["Barcodes", "CCairo"]),
    room("HTTPClient", ["Wire", "CCurl"]),
    room("LanguageModel", ["HTTPClient", "Wire"]),
    computingRoom("Understanding", ["Inventory"]),
    room("Store", ["SQL", "Inventory"]),
    room("Shop", ["Store", "Insights", "Inventory", "Crypto"]),
    room(
      "Assistant",
      ["CMalloc", "Shop", "Store", "Insights", "Understanding", "LanguageModel", "Inventory", "Wire"]),
    room(
      "API",
      [
        "Assistant", "Barcodes", "Crypto", "Drawing", "Insights", "Shop", "Store", "SQL", "Inventory", "Wire",
      ]),
    room("Panel", ["Assistant", "Barcodes", "Crypto", "Drawing", "Shop", "Store", "Inventory", "Wire"]),
    room("Protocols", ["Assistant", "Shop", "Store", "Inventory", "Wire"]),
    room("Channels", ["Assistant", "Barcodes", "Drawing", "Understanding", "Inventory", "Wire", "Crypto"]),
    room(
      "Application",
      [
        "API", "Assistant", "Barcodes", "Channels", "CMalloc", "Console", "Crypto", "HTTPClient",
        "HTTPServer",
        "Insights", "Inventory", "LanguageModel", "Panel", "Protocols", "Shop", "SQL", "SQLite", "Store",
        "Understanding", "Wire",
      ]),
    .executableTarget(name: "bodeguero", dependencies: ["Application"], swiftSettings: strict),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Application", "Assistant", "Crypto", "LanguageModel", "Understanding", "Shop", "Store", "SQLite",
        "SQL", "Inventory", "HTTPClient", "HTTPServer", "Wire", "CSQLite", "CMicroHTTP",
      ], path: "Benchmarks", swiftSettings: strict),

    tests("InventoryTests", ["Inventory"]),
    tests("SQLTests", ["SQL"]),
    tests("WireTests", ["Wire", "Inventory"]),
    tests("InsightsTests", ["Insights", "Inventory"]),
    .target(name: "CFaultVFS", dependencies: ["CSQLite"], path: "Tests/CFaultVFS"),
    tests("SQLiteTests", ["SQLite", "SQL", "CFaultVFS"]),
    tests("ConsoleTests", ["Console"]),
    tests("CryptoTests", ["Crypto"]),
    tests("HTTPServerTests", ["HTTPServer", "Wire", "CZlib"]),
    tests("BarcodesTests", ["Barcodes"]),
    tests("DrawingTests", ["Drawing", "Barcodes"]),
    tests("HTTPClientTests", ["HTTPClient", "Wire"]),
    .target(
      name: "ScriptedModel", dependencies: ["LanguageModel", "HTTPClient", "HTTPServer", "Wire"],
      path: "Tests/ScriptedModel", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Assistant", "Shop", "Store", "SQLite", "Inventory"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("LanguageModelTests", ["LanguageModel", "ScriptedModel", "HTTPServer", "Wire"]),
    tests("UnderstandingTests", ["Understanding", "Inventory"], data: ["Sentences"]),
    .executableTarget(
      name: "CrashWorker", dependencies: ["Shop", "Store", "SQLite", "Inventory", "CFaultVFS"],
      path: "Tests/CrashWorker", swiftSettings: strict),
    tests("ShopTests", ["Shop", "Store", "SQLite", "SQL", "Insights", "Inventory", "Crypto", "CrashWorker"]),
    tests(
      "AssistantTests",
      [
        "Assistant", "Crypto", "Shop", "Store", "SQLite", "SQL", "Insights", "Understanding", "Inventory",
        "Wire", "LanguageModel", "ScriptedModel", "TestSupport",
      ]),
    tests("APITests", ["API", "Assistant", "Crypto", "Shop", "Store", "SQLite", "SQL", "Inventory", "Wire"]),
    tests("PanelTests", ["Panel", "Wire"]),
    tests(
      "ProtocolsTests",
      ["Protocols", "Assistant", "Crypto", "Shop", "Store", "SQLite", "Inventory", "Wire", "TestSupport"]),
    tests(
      "ChannelsTests",
      ["Channels", "Assistant", "Store", "Understanding", "Inventory", "Wire", "Crypto", "TestSupport"]),
    tests(
      "ApplicationTests",
      [
        "Application", "Assistant", "Channels", "Crypto", "HTTPClient", "HTTPServer", "LanguageModel", "Shop",
        "Store", "SQLite", "SQL", "Inventory", "Wire", "Understanding", "ScriptedModel", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// A fuzzer has no `main` of its own, so it stands in the package only while it is built (`make fuzz`).
if Context.environment["BODEGUERO_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Channels", "Crypto", "Inventory", "Understanding", "Wire"], path: "Fuzz",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
