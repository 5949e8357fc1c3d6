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

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "bodeguero",
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),

    room("Inventory"),
    room("SQL"),
    room("Wire"),
    room("Insights", ["Inventory"]),
    room("SQLite", ["SQL", "CSQLite"]),
    room("Console", ["CReadline"]),
    room("Understanding", ["Inventory", "CStemmer"]),
    room("Store", ["SQL", "Inventory"]),
    room("Shop", ["Store", "Insights", "Inventory"]),
    room("Assistant", ["Shop", "Understanding", "Inventory", "Wire"]),
    room(
      "Application",
      [
        "Assistant", "Console", "Insights", "Inventory", "Shop", "SQL", "SQLite", "Store", "Understanding",
        "Wire",
      ]),
    .executableTarget(name: "bodeguero", dependencies: ["Application"], swiftSettings: strict),

    tests("InventoryTests", ["Inventory"]),
    tests("SQLTests", ["SQL"]),
    tests("WireTests", ["Wire"]),
    tests("InsightsTests", ["Insights", "Inventory"]),
    .target(name: "CFaultVFS", dependencies: ["CSQLite"], path: "Tests/CFaultVFS"),
    tests("SQLiteTests", ["SQLite", "SQL", "CFaultVFS"]),
    tests("ConsoleTests", ["Console"]),
    tests("UnderstandingTests", ["Understanding", "Inventory"]),
    .executableTarget(
      name: "CrashWorker", dependencies: ["Shop", "Store", "SQLite", "Inventory", "CFaultVFS"],
      path: "Tests/CrashWorker", swiftSettings: strict),
    tests("ShopTests", ["Shop", "Store", "SQLite", "SQL", "Insights", "Inventory", "CrashWorker"]),
    tests("AssistantTests", ["Assistant", "Shop", "Understanding", "Inventory", "Wire"]),
    tests(
      "ApplicationTests",
      ["Application", "Assistant", "Shop", "Store", "SQLite", "SQL", "Inventory", "Wire", "Understanding"]),
  ],
  swiftLanguageModes: [.v6]
)
