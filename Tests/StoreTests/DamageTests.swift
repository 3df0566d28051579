import Calls
import Foundation
import Store
import Testing

@Suite struct DamageTests {
    /// Flips bytes all over a store: what it then gives is right, or an error.
    @Test func aFlippedByteIsFoundOrHarmless() async throws {
        try await TemporaryStore.with { store in
            var demand = IngestDemand()
            demand.keepsText = true
            try store.ingest(Call.log(1500, seed: 1), as: "a.jsonl", demand)
            try store.ingest(Call.log(700, from: 5000, seed: 2), as: "b.jsonl", demand)
            let whole = try store.bytes
            let wanted = TemporaryStore.everything([TextMatch(in: .last, text: "last 7")])
            let truth = try await store.calls(wanted, jobs: 1)
            var random = SplitMix(seed: 3)
            var found = 0
            for _ in 0..<150 {
                var bytes = whole
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << (random.next() % 8)
                try store.replace(with: bytes)
                let fault = await TemporaryStore.fault {
                    let calls = try await store.calls(wanted, jobs: 1)
                    #expect(calls == truth)
                }
                if let fault {
                    found += 1
                    #expect(fault.hasPrefix(store.path) && !fault.contains("\n"))
                    let verdict = await TemporaryStore.fault {
                        let findings = try CallStore(store.path).verify()
                        #expect(findings != [])
                        for finding in findings {
                            #expect(finding.hasPrefix(store.path) && !finding.contains("\n"))
                            #expect(!finding.contains("datasets verify"))
                        }
                    }
                    if let verdict {
                        #expect(verdict.hasPrefix(store.path))
                        #expect(!verdict.contains("the store is damaged"))
                    }
                }
            }
            #expect(found > 20)
        }
    }

    @Test func aCutStoreIsRefused() async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(3000, seed: 4), as: "a.jsonl")
            let whole = try store.bytes
            for part in 1..<10 {
                try store.replace(with: Array(whole[..<(whole.count * part / 10)]))
                let fault = await TemporaryStore.fault { _ = try await store.calls() }
                #expect(fault?.hasPrefix("\(store.path): ") == true)
            }
        }
    }

    @Test func theDamagedChunkIsNamed() async throws {
        try await TemporaryStore.with { store in
            var calls = Call.log(100, seed: 5)
            for row in calls.indices { calls[row].id = 0x1122_3344_5566_7788_99AA_BBCC_DDEE_0000 }
            calls[7].id += 5
            var demand = IngestDemand()
            demand.keepsDuplicates = true
            try store.ingest(calls, as: "a.jsonl", demand)
            var bytes = try store.bytes
            let place = try #require(
                bytes.firstRange(of: [0x05, 0x00, 0xEE, 0xDD])
                    ?? bytes.firstRange(
                        of: [0xEE, 0xDD, 0xCC, 0xBB]))
            bytes[place.lowerBound] ^= 1
            try store.replace(with: bytes)
            #expect(
                try CallStore(store.path).verify().map { $0.prefix(while: { $0 != ";" }) } == [
                    "\(store.path)#default: the store is damaged: a.jsonl, chunk 1, column id"
                ])
        }
    }

    @Test func whatIsNoStoreIsRefused() async throws {
        try await TemporaryStore.with { store in
            let path = store.path
            let reading: () async -> String? = {
                await TemporaryStore.fault { _ = try await store.calls() }
            }
            #expect(
                await reading()
                    == "\(path): no such store; 'tollgate ingest … --store \(path)' makes it")
            _ = try store.write("{\"ts\":1}\n", to: "store.db")
            let isNone = "\(path): is no store; expected a file that 'tollgate ingest' made"
            #expect(await reading() == isNone)
            #expect(
                await TemporaryStore.fault {
                    try store.ingest(Call.log(1, seed: 6), as: "a.jsonl")
                } == isNone)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"ts\":1}\n")
        }
    }

    @Test(arguments: [
        (60, "is a store of format 2, from a newer Tollgate; this one reads format 1; update "),
        (68, "is an SQLite file of another program; expected a store that 'tollgate ingest' made"),
    ])
    func aStoreOfAnotherMakerIsRefused(offset: Int, message: String) async throws {
        try await TemporaryStore.with { store in
            try store.ingest(Call.log(5, seed: 7), as: "a.jsonl")
            var bytes = try store.bytes
            bytes[offset + 3] += 1
            try store.replace(with: bytes)
            for fault in [
                await TemporaryStore.fault { _ = try await store.calls() },
                await TemporaryStore.fault {
                    try store.ingest(Call.log(1, seed: 8), as: "b.jsonl")
                },
            ] {
                #expect(fault?.hasPrefix("\(store.path): \(message)") == true)
            }
            #expect(try store.bytes == bytes)
        }
    }
}

extension TemporaryStore {
    var bytes: [UInt8] { get throws { Array(try Data(contentsOf: URL(filePath: path))) } }

    func replace(with bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }
}
