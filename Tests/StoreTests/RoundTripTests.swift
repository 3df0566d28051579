import Calls
import Pricing
import Store
import Testing

@Suite struct RoundTripTests {
    private static let texts = [
        TextMatch(in: .system, text: "ü"), TextMatch(in: .last, text: "last 7"),
    ]

    private static func withoutTexts(_ calls: [Call]) -> [Call] {
        calls.map { call in
            var call = call
            (call.system, call.last) = (nil, nil)
            return call
        }
    }

    @Test(arguments: [1, 3])
    func callsComeBackAsTheyWere(jobs: Int) async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(70_000, texts: 2, seed: 1)
            var demand = IngestDemand()
            demand.texts = Self.texts
            let file = try store.ingest(calls, as: "a.jsonl", demand)
            #expect(file.rows == 70_000)
            let found = try await store.calls(TemporaryStore.everything(Self.texts), jobs: jobs)
            #expect(found == Self.withoutTexts(calls))
            #expect(try store.files == ["store.db"])
            #expect(try CallStore(store.path).verify() == [])
        }
    }

    @Test func columnsThatAreNotAskedForStayUnknown() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(10, seed: 2), as: "a.jsonl")
            let found = try await store.calls(Demand())
            #expect(found.allSatisfy { $0.id == 0 && $0.numbers[0] == CallBlock.unknownNumber })
            #expect(found.allSatisfy { $0.names[3...] == ["", "", "", ""] })
        }
    }

    @Test func fullTextsAnswerWhatIsAskedLater() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(5_000, seed: 3)
            var demand = IngestDemand()
            demand.keepsText = true
            try store.ingest(calls, as: "a.jsonl", demand)
            let found = try await store.calls(TemporaryStore.everything(Self.texts))
            #expect(
                found.map { $0.texts[0] }
                    == calls.map { call in call.system.map { _ in .present } ?? .unknown })
            #expect(
                found.map { $0.texts[1] }
                    == calls.map { call in
                        call.last.map {
                            TextPresence(String(decoding: $0, as: UTF8.self).contains("last 7"))
                        } ?? .unknown
                    })
        }
    }

    @Test func tagsComeFromTheSetOfTags() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(5000, seed: 4)
            try store.ingest(calls, as: "a.jsonl")
            let (partials, _) = try await StoreSource(store: store.path, dataset: "default")
                .read(Demand(tags: ["env", "lacking"]), jobs: 1) { TagCollector() }
            let expected = calls.map { call in
                TagSet(text: call.names[6])?.value(of: "env")
                    .map { String(decoding: $0, as: UTF8.self) } ?? ""
            }
            #expect(partials.flatMap { $0 } == expected.map { [$0, ""] })
        }
    }

    @Test func aPeriodIsCutExactly() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(70_000, seed: 5)
            try store.ingest(calls, as: "a.jsonl")
            for (first, last) in [(0, 70_000), (65_535, 65_537), (40_000, 69_000), (5, 5)] {
                var demand = TemporaryStore.everything()
                demand.from = Timestamp(nanoseconds: calls[0].time + Int64(first) * 1_000_000_000)
                demand.to = Timestamp(nanoseconds: calls[0].time + Int64(last) * 1_000_000_000)
                let found = try await store.calls(demand)
                #expect(found == Self.withoutTexts(Array(calls[first..<last])))
            }
        }
    }

    @Test(arguments: [1, 4])
    func theFirstRefusedCallIsNamed(jobs: Int) async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(80_000, seed: 6)
            try store.ingest(calls, as: "a.jsonl")
            let (time, path) = (calls[70_001].time, store.path)
            let fault = await TemporaryStore.fault {
                _ = try await StoreSource(store: path, dataset: "default")
                    .read(Demand(), jobs: jobs) { CallCollector(refusing: time) }
            }
            #expect(
                fault == "\(path)#default, call 70002 of a.jsonl: refused; a store takes "
                    + "assumptions when a log is ingested: ingest it again with --assume")
        }
    }

    @Test func aTextThatIsNotRecordedIsRefused() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(10, seed: 7), as: "a.jsonl")
            let fault = await TemporaryStore.fault {
                _ = try await store.calls(Demand(texts: Self.texts))
            }
            #expect(
                fault == "\(store.path): it is not recorded whether the system message of a call "
                    + "in a.jsonl contains \"ü\"; ingest the log again with --match 'ü', which "
                    + "records it")
        }
    }
}

/// Keeps the tags of all calls.
private final class TagCollector: BlockConsumer {
    private var tags: [[String]] = []

    func consume(_ block: CallBlock) {
        for row in 0..<block.count { tags.append(block.tags.map { block.names.name($0[row]) }) }
    }

    func partial() -> [[String]] { tags }
}
