import Testing

/// The project keeps its own rules.
@Suite struct ProjectTests {
    let files = ProjectTree.files
    let table: ModuleTable

    init() throws {
        table = ModuleTable(markdown: try ProjectTree.file("CONTRIBUTING.md").text)
    }

    @Test func everythingIsLookedAt() {
        let paths = Set(files.map(\.path))
        #expect(paths.isSuperset(of: ["Package.swift", "Makefile", ".ci/run", "Scripts/test"]))
        #expect(Set(files.compactMap(\.module)).count >= 10)
        #expect(table.rows.count >= 10)
    }

    @Test func modulesImportWhatTheirRowLists() {
        #expect(table.findings(in: files) == [])
    }

    @Test func tableNamesEveryModule() throws {
        #expect(table.folderFindings(in: files) == [])
        let manifest = Manifest(try ProjectTree.file("Package.swift"))
        #expect(manifest.findings(against: table) == [])
    }

    /// It reads confidential logs; and the HTTP stack takes ten times as long to build as the rest.
    @Test func analyzerDependsOnNothingThatOpensConnections() throws {
        let manifest = Manifest(try ProjectTree.file("Package.swift"))
        let targets = Set(manifest.targets.map(\.name))
        #expect(
            manifest.reach(of: "tollgate").subtracting(targets)
                == ["ArgumentParser", "Crypto", "GRDB", "Histogram", "Yams"])
        #expect(manifest.reach(of: "UpstreamHTTP").contains("AsyncHTTPClient"))
        let networked = targets.filter { manifest.reach(of: $0).contains("AsyncHTTPClient") }
        #expect(manifest.reach(of: "tollgate").isDisjoint(with: networked))
    }

    @Test func fixturesNameTheirSource() throws {
        let sources = try ProjectTree.file("Fixtures/README.md").text
        let parts = files.map { $0.path.split(separator: "/") }
        let folders = Set(parts.filter { $0.first == "Fixtures" && $0.count > 2 }.map { $0[1] })
        #expect(folders.contains("azure-2023"))
        #expect(folders.filter { !sources.contains("| `\($0)` |") } == [])
    }

    @Test func houseStyleIsKept() {
        #expect(HouseStyle.findings(in: files) == [])
    }
}
