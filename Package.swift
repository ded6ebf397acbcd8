// swift-tools-version: 6.2
import PackageDescription

let mainActor: [SwiftSetting] = [.defaultIsolation(MainActor.self)]

let package = Package(
  name: "ismsbook",
  products: [
    .executable(name: "ismsbook", targets: ["ismsbook"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "Terminal", dependencies: ["CNcurses"], swiftSettings: mainActor),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "Domain", dependencies: ["CRE2"]),
    .target(
      name: "Definitions",
      dependencies: [
        "Domain", .product(name: "Yams", package: "Yams"), .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "FileStore",
      dependencies: [
        "Domain",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .target(name: "Desk", dependencies: ["FileStore", "Domain"]),
    .target(name: "Founding", dependencies: ["Definitions", "Desk", "Domain"]),
    .target(name: "Reports", dependencies: ["Domain"]),
    .target(
      name: "FrontEnd", dependencies: ["Desk", "Terminal", "Domain"], exclude: ["Kiosk/README.md"],
      swiftSettings: mainActor),
    .executableTarget(
      name: "ismsbook",
      dependencies: [
        "FrontEnd", "Founding", "Reports", "Definitions", "Desk", "Terminal", "Domain",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"]),
    .executableTarget(name: "Benchmarks", dependencies: ["Definitions", "Desk", "FileStore", "Domain"]),
    .executableTarget(name: "StoreWriter", dependencies: ["FileStore", "Domain"], path: "Tests/StoreWriter"),
    .target(name: "TestKit", dependencies: ["Definitions", "Terminal", "Domain"], path: "Tests/TestKit"),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestKit"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Domain"]),
    .testTarget(name: "DomainTests", dependencies: ["Domain"]),
    .testTarget(
      name: "DefinitionsTests", dependencies: ["Definitions", "Domain", "TestKit"],
      exclude: ["CheckTable", "Fixtures", "SentenceTable"]),
    .testTarget(
      name: "FileStoreTests", dependencies: ["FileStore", "Domain", "StoreWriter", "TestKit"],
      exclude: ["Faults", "Fixtures"]),
    .testTarget(
      name: "FrontEndTests", dependencies: ["FrontEnd", "Definitions", "Desk", "Terminal", "Domain", "TestKit"],
      exclude: ["Golden", "Fixtures", "Journeys"]),
    .testTarget(
      name: "JourneyTests", dependencies: ["Desk", "Domain", "TestKit"], exclude: ["Trials/README.md"]),
  ]
)

// Not for everybody who builds: a later compiler may warn of more.
if Context.environment["ISMSBOOK_WARNINGS"] == "error" {
  for target in package.targets where !["CNcurses", "CRE2"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
