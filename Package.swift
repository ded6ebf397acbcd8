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
    .target(name: "Definitions", dependencies: ["Domain", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "FileStore",
      dependencies: [
        "Domain",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .target(name: "Desk", dependencies: ["FileStore", "Domain"]),
    .target(name: "Reports", dependencies: ["Domain"]),
    .target(name: "FrontEnd", dependencies: ["Desk", "Terminal", "Domain"], swiftSettings: mainActor),
    .executableTarget(
      name: "ismsbook",
      dependencies: [
        "FrontEnd", "Reports", "Definitions", "Desk", "Terminal", "Domain",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Without load-time relocation of the whole program the first screen is there sooner.
      linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]),
    .executableTarget(name: "Benchmarks", dependencies: ["Definitions", "Desk", "FileStore", "Domain"]),
    .executableTarget(name: "StoreWriter", dependencies: ["FileStore", "Domain"], path: "Tests/StoreWriter"),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Domain"]),
    .testTarget(name: "DomainTests", dependencies: ["Domain"]),
    .testTarget(
      name: "DefinitionsTests", dependencies: ["Definitions", "Domain"], exclude: ["CheckTable", "Fixtures"]),
    .testTarget(
      name: "FileStoreTests", dependencies: ["FileStore", "Domain", "StoreWriter"], exclude: ["Faults", "Fixtures"]),
    .testTarget(
      name: "FrontEndTests", dependencies: ["FrontEnd", "Definitions", "Desk", "Terminal", "Domain"],
      exclude: ["Golden", "Fixtures"]),
    .testTarget(name: "JourneyTests", dependencies: ["Desk", "Domain"]),
  ]
)

// Not for everybody who builds: a later compiler may warn of more.
if Context.environment["ISMSBOOK_WARNINGS"] == "error" {
  for target in package.targets where !["CNcurses", "CRE2"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
