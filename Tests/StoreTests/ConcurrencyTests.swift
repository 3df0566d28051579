import Calls
import Foundation
import Store
import Testing

@Suite struct ConcurrencyTests {
    /// A session that has begun to take a log, with some calls in it.
    private static func begun(
        _ store: TemporaryStore, _ name: String, patience: Double = 10
    ) throws -> IngestSession {
        let session = try IngestSession(
            store: store.path, dataset: "default", IngestDemand(), patience: patience)
        let lengths = try session.knownLogs().map(\.content.bytes)
        let demand = try session.begin([
            IngestLog(name, LogDigest(of: "\(name)\n", lengths: lengths))
        ])
        try SyntheticSource(calls: Call.log(70_000, from: 100_000, seed: 1))
            .read(demand, into: session.makeConsumer())
        return session
    }

    private static let nothing = SourceSummary(
        files: [], formats: [], skipped: [], assumptions: [])

    @Test func readersSeeWhatWasThereBefore() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(100, seed: 2), as: "a")
            let session = try Self.begun(store, "b")
            #expect(try await store.calls().count == 100)
            _ = try session.commit(Self.nothing, canGrow: true)
            #expect(try await store.calls().count == 70_100)
            #expect(session.close() == nil)
            #expect(try store.files == ["store.db"])
        }
    }

    @Test func aSecondWriterWaitsAndThenSaysSo() async throws {
        try await TemporaryStore.with { store in
            let session = try Self.begun(store, "a")
            let fault = await TemporaryStore.fault {
                _ = try Self.begun(store, "b", patience: 0.05)
            }
            #expect(
                fault == "\(store.path): the store is in use by another process; wait until it is "
                    + "done and try again")
            _ = try session.commit(Self.nothing, canGrow: true)
            let second = try Self.begun(store, "b")
            _ = try second.commit(Self.nothing, canGrow: true)
            _ = (session.close(), second.close())
            #expect(try CallStore(store.path).dataset("default").files.map(\.name) == ["a", "b"])
            #expect(try CallStore(store.path).verify() == [])
        }
    }

    @Test func aRolledBackFileLeavesNothing() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(100, seed: 3), as: "a")
            let session = try Self.begun(store, "b")
            #expect(session.rollBack() == nil)
            let again = try session.ingest(
                Call.log(10, from: 200, seed: 4), as: "c", text: "c\n")
            #expect(again.rows == 10)
            #expect(session.close() == nil)
            #expect(try CallStore(store.path).dataset("default").files.map(\.rows) == [100, 10])
            #expect(try store.files == ["store.db"])
        }
    }

    @Test func changesOfAnotherSessionAreSeen() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(50, seed: 5)
            let first = try IngestSession(store: store.path, dataset: "default", IngestDemand())
            try first.ingest([], as: "a", text: "a\n")
            try store.ingest(calls, as: "b")
            let file = try first.ingest(calls, as: "c", text: "c\n")
            #expect(file.duplicates == calls.filter { $0.id != 0 }.count)
            _ = first.close()
        }
    }
}
