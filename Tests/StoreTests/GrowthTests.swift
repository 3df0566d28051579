import Calls
import Store
import Testing

@Suite struct GrowthTests {
    private static func lines(_ range: Range<Int>) -> String {
        range.map { "line \($0)\n" }.joined()
    }

    private static func plan(
        _ text: String, as name: String, _ demand: IngestDemand = IngestDemand(),
        isPacked: Bool = false, in store: TemporaryStore
    ) throws -> String {
        let session = try IngestSession(store: store.path, dataset: "default", demand)
        defer { _ = session.close() }
        let digest = LogDigest(
            of: text, isPacked: isPacked, lengths: try session.knownLogs().map(\.content.bytes))
        return switch try session.plan(IngestLog(name, digest)) {
        case .new: "new"
        case .unchanged(let file): "unchanged: \(file.name)"
        case .continues(let file): "continues: \(file.name)"
        case .anew(let file): "anew: \(file.name)"
        case .changed(let file): "changed: \(file.name)"
        case .changedWithin(let file): "changed within: \(file.name)"
        }
    }

    private static func demand(_ change: (inout IngestDemand) -> Void) -> IngestDemand {
        var demand = IngestDemand()
        change(&demand)
        return demand
    }

    private static let matching = demand { $0.texts = [TextMatch(in: .system, text: "x")] }

    @Test func aLogIsKnownByItsContent() async throws {
        try await TemporaryStore.with { store in
            let text = Self.lines(0..<10)
            #expect(try Self.plan(text, as: "a.jsonl", in: store) == "new")
            try store.ingest(Call.log(10, seed: 1), as: "a.jsonl", text: text)
            #expect(try Self.plan(text, as: "a.jsonl", in: store) == "unchanged: a.jsonl")
            #expect(try Self.plan(text, as: "b.jsonl", in: store) == "unchanged: a.jsonl")
            #expect(try Self.plan(text + "lin", as: "a.jsonl", in: store) == "unchanged: a.jsonl")
            #expect(
                try Self.plan(text + "more\n", as: "a.jsonl.1", in: store) == "continues: a.jsonl")
            #expect(
                try Self.plan(Self.lines(5..<15), as: "a.jsonl", in: store) == "changed: a.jsonl")
            #expect(try Self.plan(Self.lines(5..<15), as: "b.jsonl", in: store) == "new")
            #expect(
                try Self.plan(Self.lines(0..<9), as: "a.jsonl", in: store) == "changed: a.jsonl")
        }
    }

    @Test func aLogIsKnownWhenItIsPackedLater() async throws {
        try await TemporaryStore.with { store in
            let text = Self.lines(0..<10)
            try store.ingest(Call.log(10, seed: 1), as: "a", text: text)
            #expect(try Self.plan(text, as: "a.gz", isPacked: true, in: store) == "unchanged: a")
            #expect(
                try Self.plan(text + "end", as: "a.gz", isPacked: true, in: store) == "anew: a")
        }
    }

    @Test func theLongestKnownBeginningCounts() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(2, seed: 1), as: "short", text: Self.lines(0..<2))
            let other = try IngestSession(store: store.path, dataset: "default", IngestDemand())
            try other.ingest(Call.log(5, from: 9, seed: 2), as: "long", text: "z\n")
            _ = other.close()
            #expect(try Self.plan(Self.lines(0..<3), as: "n", in: store) == "continues: short")
        }
    }

    @Test func whatWasNotAskedForThenIsReadAgain() async throws {
        try await TemporaryStore.with { store in
            let text = Self.lines(0..<10)
            try store.ingest(Call.log(10, seed: 1), as: "a", text: text)
            #expect(try Self.plan(text, as: "a", Self.matching, in: store) == "anew: a")
            #expect(try Self.plan(text + "m\n", as: "a", Self.matching, in: store) == "anew: a")
            let keeping = Self.demand { $0.keepsText = true }
            #expect(try Self.plan(text, as: "a", keeping, in: store) == "anew: a")
            let assuming = Self.demand { $0.assumptions = ["team=x"] }
            #expect(try Self.plan(text, as: "a", assuming, in: store) == "anew: a")
            try store.ingest(Call.log(10, seed: 1), as: "a", text: text, keeping)
            #expect(try Self.plan(text, as: "a", Self.matching, in: store) == "unchanged: a")
            #expect(try Self.plan(text, as: "a", in: store) == "unchanged: a")
        }
    }

    @Test func duplicatesAreReadOrLeftOutAsAskedForNow() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(100, seed: 11).filter { $0.id != 0 }
            let keeping = Self.demand { $0.keepsDuplicates = true }
            try store.ingest(calls, as: "a", text: "a\n")
            #expect(try Self.plan("a\n", as: "a", keeping, in: store) == "unchanged: a")
            try store.ingest(calls, as: "b", text: "b\n")
            #expect(try Self.plan("b\n", as: "b", keeping, in: store) == "anew: b")
            #expect(try store.ingest(calls, as: "b", text: "b\n", keeping).rows == calls.count)
            #expect(try Self.plan("b\n", as: "b", keeping, in: store) == "unchanged: b")
            #expect(try Self.plan("b\n", as: "b", in: store) == "anew: b")
            #expect(try store.ingest(calls, as: "b", text: "b\n").duplicates == calls.count)
            #expect(try Self.plan("b\n", as: "b", in: store) == "unchanged: b")
        }
    }

    @Test func whatWasLeftOutComesBackWhenItsOriginalIsGone() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(100, seed: 12).filter { $0.id != 0 }
            let half = Array(calls[..<50])
            try store.ingest(half, as: "a", text: "a\n")
            try store.ingest(calls, as: "b", text: "b\n")
            try store.ingest(Call.log(5, from: 500, seed: 13), as: "c", text: "c\n")
            _ = try CallStore(store.path).remove("default", files: ["a"])
            let left = try CallStore(store.path).dataset("default").files
            #expect(left.map(\.lacksOriginals) == [true, false])
            #expect(try Self.plan("b\n", as: "b", in: store) == "anew: b")
            #expect(try Self.plan("b\nmore\n", as: "b", in: store) == "anew: b")
            #expect(try Self.plan("c\n", as: "c", in: store) == "unchanged: c")
            #expect(try store.ingest(calls, as: "b", text: "b\n").rows == calls.count)
            #expect(try Self.plan("b\n", as: "b", in: store) == "unchanged: b")
        }
    }

    @Test func aCorrectedLogMayGiveBackWhatOthersRepeat() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(100, seed: 14).filter { $0.id != 0 }
            try store.ingest(calls, as: "a", text: "a\n")
            let session = try IngestSession(
                store: store.path, dataset: "default", IngestDemand())
            defer { _ = session.close() }
            try session.ingest(calls, as: "b", text: "b\n")
            try session.ingest(Array(calls[..<1]), as: "a", text: "corrected\n")
            let again = try session.ingest(calls, as: "b", text: "b\n")
            #expect(again.rows == calls.count - 1)
            #expect(!again.lacksOriginals)
        }
    }

    @Test func newCallsJoinTheOldOnes() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(3000, seed: 3)
            try store.ingest(Array(calls[..<1000]), as: "a", text: Self.lines(0..<1000))
            try store.ingest(Array(calls[1000..<1001]), as: "a", text: Self.lines(0..<1001))
            let file = try store.ingest(
                Array(calls[1001...]), as: "renamed", text: Self.lines(0..<3000))
            #expect(file.rows == 3000)
            #expect(file.lines == 3000)
            #expect(try CallStore(store.path).dataset("default").files == [file])
            let found = try await store.calls()
            #expect(found.map(\.names) == calls.map(\.names))
            #expect(found.map(\.time) == calls.map(\.time))
            #expect(try CallStore(store.path).verify() == [])
        }
    }

    @Test func aLogThatIsReadAgainTakesThePlaceOfItself() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(500, texts: 1, seed: 4)
            let bare = calls.map { call in
                var call = call
                call.texts = []
                return call
            }
            try store.ingest(bare, as: "a")
            try store.ingest(Call.log(10, from: 900, seed: 5), as: "b")
            let file = try store.ingest(calls, as: "a", Self.matching)
            #expect(file.texts == Self.matching.texts)
            #expect(try CallStore(store.path).dataset("default").rows == 510)
            #expect(try CallStore(store.path).dataset("default").files.map(\.name) == ["b", "a"])
        }
    }

    @Test func repeatedRecordsAreLeftOutOfTheWholeDataset() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(2000, seed: 6)
            let nameless = calls.filter { $0.id == 0 }.count
            try store.ingest(calls + calls, as: "a")
            let file = try store.ingest(calls, as: "b")
            #expect(file.rows == nameless)
            #expect(file.duplicates == 2000 - nameless)
            #expect(file.withoutID == nameless)
            let first = try #require(try CallStore(store.path).dataset("default").files.first)
            #expect(first.rows == 2000 + nameless)
            let other = try store.ingest(calls, as: "b", dataset: "other")
            #expect(other.rows == 2000)
            let keeping = Self.demand { $0.keepsDuplicates = true }
            let kept = try store.ingest(calls, as: "c", text: "c\n", keeping)
            #expect(kept.rows == 2000)
        }
    }

    @Test func removalLeavesTheOthers() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(100, seed: 7), as: "a")
            try store.ingest(Call.log(50, from: 200, seed: 8), as: "b")
            try store.ingest(Call.log(20, from: 200, seed: 8), as: "b", dataset: "other")
            let calls = CallStore(store.path)
            #expect(try calls.remove("default", files: ["a"]).map(\.rows) == [100])
            #expect(try calls.dataset("default").files.map(\.name) == ["b"])
            #expect(
                await TemporaryStore.fault { _ = try calls.remove("default", files: ["a"]) }
                    == "\(store.path): no file \"a\" in dataset \"default\"; 'tollgate datasets "
                    + "show \(store.path)#default' lists its files")
            #expect(try calls.remove("default").map(\.name) == ["b"])
            #expect(try calls.datasets().map(\.name) == ["other"])
            #expect(
                await TemporaryStore.fault { _ = try calls.dataset("default") }
                    == "\(store.path): no dataset \"default\" in this store; it has "
                    + "\(store.path)#other")
            #expect(try calls.verify() == [])
            #expect(try store.files == ["store.db"])
        }
    }

    @Test func whatIsRemovedLeavesNoTrace() async throws {
        try await TemporaryStore.with { store in
            var call = Call.log(1, seed: 9)[0]
            call.names[3] = "a user who wants to be forgotten"
            call.last = Array("a secret message".utf8)
            try store.ingest([call], as: "a", Self.demand { $0.keepsText = true })
            try store.ingest(Call.log(10, from: 5, seed: 10), as: "b")
            let contains = { (text: String) in
                try store.bytes.firstRange(of: Array(text.utf8)) != nil
            }
            #expect(try contains("wants to be forgotten") && contains("a secret message"))
            _ = try CallStore(store.path).remove("default", files: ["a"])
            #expect(try !contains("wants to be forgotten") && !contains("a secret message"))
        }
    }
}
