// swift-tools-version: 6.2
import PackageDescription

/// One list for every target: what a module shows of its imports is written down with `public import`.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "tollgate",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tollgate", targets: ["tollgate"]),
        .executable(name: "tollgate-net", targets: ["tollgate-net"]),
        .library(name: "Pricing", targets: ["Pricing"]),
        .library(name: "Routing", targets: ["Routing"]),
        .library(name: "Calls", targets: ["Calls"]),
        .library(name: "Replay", targets: ["Replay"]),
    ],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        // Level 0
        .target(
            name: "Documents",
            dependencies: [
                .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .target(
            name: "Pricing", dependencies: ["Documents"],
            resources: [.embedInCode("Tables")], swiftSettings: settings),
        .target(name: "Statistics", swiftSettings: settings),
        .target(name: "CColumns"),
        // Level 1
        .target(
            name: "Limits", dependencies: ["Pricing", "Statistics"], swiftSettings: settings),
        .target(
            name: "Finance", dependencies: ["Pricing", "Statistics", "Documents"],
            resources: [.embedInCode("Files")], swiftSettings: settings),
        .target(name: "Forecasting", dependencies: ["Statistics"], swiftSettings: settings),
        .target(name: "Calls", dependencies: ["Pricing"], swiftSettings: settings),
        .target(
            name: "Routing", dependencies: ["Pricing", "Documents", "CColumns"],
            resources: [.embedInCode("Policies")], swiftSettings: settings),
        .target(
            name: "Upstream", dependencies: ["Documents", "Pricing", "Limits", "Routing"],
            swiftSettings: settings),
        // Level 2
        .target(name: "CScan"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CZstd"),
        .target(
            name: "Logs",
            dependencies: ["Calls", "Pricing", "Documents", "CScan", "CZlib", "CZstd"],
            swiftSettings: settings),
        .target(
            name: "Replay",
            dependencies: ["Pricing", "Routing", "Calls", "Statistics", "CColumns"],
            swiftSettings: settings),
        .target(
            name: "Capacity",
            dependencies: ["Limits", "Statistics", "Documents", "Pricing", "Calls", "Replay"],
            resources: [.embedInCode("Files")], swiftSettings: settings),
        .target(
            name: "Workloads", dependencies: ["Calls", "Pricing", "Statistics", "Documents"],
            swiftSettings: settings),
        .target(
            name: "Store",
            dependencies: [
                "Calls", "Pricing", "CColumns",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .target(
            name: "Live",
            dependencies: [
                "Upstream", "Calls", "Pricing", "Routing", "Limits", "Statistics",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "UpstreamHTTP",
            dependencies: [
                "Upstream", "Limits",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
        // Level 3
        .target(
            name: "Audit",
            dependencies: ["Pricing", "Replay", "Calls", "Finance", "Capacity", "Documents"],
            resources: [.embedInCode("Files")], swiftSettings: settings),
        .target(
            name: "Reports",
            dependencies: [
                "Pricing", "Replay", "Calls", "Finance", "Audit", "Forecasting", "Statistics",
                "Capacity", "Limits", "Workloads", "Live", "Upstream",
            ],
            resources: [.embedInCode("HTML/report.css")], swiftSettings: settings),
        // Level 4
        .target(
            name: "Console",
            dependencies: [
                "Documents", "Pricing", "Calls", "Routing", "Logs", "Replay", "Store", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        // Level 5
        .target(name: "CDemoTrace"),
        .executableTarget(
            name: "tollgate",
            dependencies: [
                "Documents", "Pricing", "Calls", "Routing", "Logs", "Replay", "Store", "Reports",
                "Finance", "Forecasting", "Audit", "Capacity", "Limits", "Workloads", "CDemoTrace",
                "Console",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "tollgate-net",
            dependencies: [
                "Documents", "Pricing", "Calls", "Routing", "Limits", "Logs", "Replay", "Store",
                "Upstream", "UpstreamHTTP", "Live", "Reports", "Console",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "tollgate-bench",
            dependencies: [
                "Pricing", "Calls", "Routing", "Replay", "Store", "Capacity", "Limits",
                "Statistics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Tollgate", swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "tollgate", "Console", "Logs", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .testTarget(name: "HouseTests", swiftSettings: settings),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: settings),
        .testTarget(
            name: "PricingTests", dependencies: ["Pricing", "Documents"], swiftSettings: settings),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: settings),
        .testTarget(name: "CColumnsTests", dependencies: ["CColumns"], swiftSettings: settings),
        .testTarget(
            name: "RoutingTests", dependencies: ["Routing", "Pricing", "Documents"],
            swiftSettings: settings),
        .testTarget(
            name: "LogsTests",
            dependencies: ["Logs", "Calls", "Pricing", "Documents", "CScan", "CZstd"],
            swiftSettings: settings),
        .testTarget(
            name: "ReplayTests",
            dependencies: [
                "Replay", "Logs", "Routing", "Calls", "Pricing", "Documents", "Statistics",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "Calls", "Pricing", "Replay", "Routing"],
            swiftSettings: settings),
        .testTarget(
            name: "LimitsTests", dependencies: ["Limits", "Pricing", "Statistics"],
            swiftSettings: settings),
        .testTarget(
            name: "UpstreamTests",
            dependencies: ["Upstream", "Documents", "Pricing", "Limits", "Routing", "Statistics"],
            swiftSettings: settings),
        .testTarget(
            name: "UpstreamHTTPTests",
            dependencies: ["UpstreamHTTP", "Upstream", "Limits", "Pricing"],
            swiftSettings: settings),
        .testTarget(
            name: "CapacityTests",
            dependencies: [
                "Capacity", "Limits", "Pricing", "Statistics", "Documents", "Replay", "Logs",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WorkloadsTests",
            dependencies: ["Workloads", "Calls", "Documents", "Logs", "Pricing", "Statistics"],
            swiftSettings: settings),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "Live", "Upstream", "Calls", "Pricing", "Routing", "Limits", "Statistics",
                "Documents", "Logs",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "FinanceTests", dependencies: ["Finance", "Pricing", "Documents", "Statistics"],
            swiftSettings: settings),
        .testTarget(
            name: "ForecastingTests", dependencies: ["Forecasting", "Statistics"],
            swiftSettings: settings),
        .testTarget(
            name: "AuditTests", dependencies: ["Audit", "Replay", "Pricing", "Documents"],
            swiftSettings: settings),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "Finance", "Replay", "Routing", "Calls", "Pricing", "Documents",
                "Forecasting",
            ],
            swiftSettings: settings),
    ]
)

// `make fuzz`: what the tests of the log readers check of any log, as a program of its own.
if Context.environment["TOLLGATE_FUZZ"] != nil {
    package.targets.removeAll { $0.type == .test }
    package.targets += [
        .target(
            name: "tollgate-properties", dependencies: ["Logs", "Calls", "Pricing", "Documents"],
            path: "Tests/LogsTests/Properties", swiftSettings: settings),
        .executableTarget(
            name: "tollgate-fuzz", dependencies: ["tollgate-properties"], path: "Tests/Fuzz",
            swiftSettings: settings),
    ]
}
