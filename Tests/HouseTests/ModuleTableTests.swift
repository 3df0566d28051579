import Testing

@Suite struct ModuleTableTests {
    static let sample = ModuleTable(
        markdown: """
            | name | other table |
            |---|---|
            | x | y |

            | module | holds | modules | packages | system |
            |---|---|---|---|---|
            | `Money` | sums \u{2013} exact | – | Crypto | Foundation |
            | `app` | flags | Money, CTrace | – | Darwin, Glibc |

            | `Late` | no row of the table | – | – | – |
            """)

    @Test func tableIsReadFromMarkdown() {
        #expect(
            Self.sample.rows == [
                .init(module: "Money", modules: [], packages: ["Crypto"], system: ["Foundation"]),
                .init(
                    module: "app", modules: ["Money", "CTrace"], packages: [],
                    system: ["Darwin", "Glibc"]),
            ])
    }

    @Test(arguments: [
        "import Yams", "public import Yams", "@_exported import Yams",
        "@preconcurrency import Yams",
        "@_spi(Inner) internal import Yams", "import struct Yams.Node", "    import Yams",
        "import Money; import Yams", "import Yams  // for now",
        "#if os(macOS)\nimport Yams\n#endif",
    ])
    func importOutsideTheRowIsFound(_ text: String) {
        let files = [SourceFile(path: "Sources/app/Main.swift", text: text)]
        let findings = Self.sample.findings(in: files)
        #expect(findings.map(\.message) == ["app may not import Yams"])
    }

    @Test(arguments: [
        "import Money", "public import Money", "import Glibc", "import CTrace", "// import Yams",
        "let importYams = 1",
    ])
    func importInsideTheRowIsFine(_ text: String) {
        let files = [SourceFile(path: "Sources/app/Main.swift", text: text)]
        #expect(Self.sample.findings(in: files) == [])
    }

    @Test func moduleAboveAndModuleWithoutRowAreFound() {
        let files = [
            SourceFile(path: "Sources/Money/Sum.swift", text: "import Crypto\nimport app"),
            SourceFile(path: "Sources/Stray/Deep/File.swift", text: "import Foundation"),
        ]
        #expect(
            Self.sample.findings(in: files).map(\.description) == [
                "Sources/Money/Sum.swift:2: Money may not import app",
                "Sources/Stray/Deep/File.swift:1: Stray may not import Foundation",
            ])
        #expect(
            Self.sample.folderFindings(in: files) == [
                "Sources/Stray is not in the table", "Sources/app has no files",
            ])
    }

    @Test func manifestThatDiffersFromTheTableIsFound() {
        let manifest = Manifest(
            SourceFile(
                path: "Package.swift",
                text: """
                    products: [.library(name: "Money", targets: ["Money"])],
                    targets: [
                        .target(name: "Money", swiftSettings: settings),
                        // .target(name: "Gone"),
                        .systemLibrary(name: "CTrace"),
                        .executableTarget(
                            name: "app",
                            dependencies: [
                                "Money", "CTrace",
                                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                            ]),
                        .testTarget(name: "MoneyTests", dependencies: ["Money"]),
                    ]
                    """))
        #expect(
            manifest.findings(against: Self.sample) == [
                "Money may import Crypto, but Package.swift does not say so",
                "CTrace is not in the table",
                "app depends on ArgumentParser, but the table does not say so",
            ])
    }

    @Test func rowWithoutTargetIsFound() {
        let manifest = Manifest(SourceFile(path: "Package.swift", text: ""))
        #expect(
            manifest.findings(against: Self.sample) == [
                "Money is in the table, but not in Package.swift",
                "app is in the table, but not in Package.swift",
            ])
    }
}
