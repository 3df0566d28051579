import Calls
import Console
import Logs
import Store

/// A run as a dataset of a store.
enum RunStore {
    /// Refuses a store that can't take the run, and a dataset that is there already.
    static func check(_ store: String, dataset: String) throws {
        let session = try IngestSession(store: store, dataset: dataset, IngestDemand())
        defer { _ = session.close() }
        guard try session.knownLogs().isEmpty else {
            throw CommandError(
                "\(store)#\(dataset): is there already; give the run another name with --run")
        }
    }

    /// How often it is tried to take a run: another process may be changing the store.
    private static let tries = 5

    /// Takes the run's records, all of them or none.
    static func take(_ lines: [UInt8], run: String, store: String) async throws {
        for _ in 1..<tries {
            do {
                return try await takeOnce(lines, run: run, store: store)
            } catch is StoreError {
                continue
            }
        }
        try await takeOnce(lines, run: run, store: store)
    }

    private static func takeOnce(_ lines: [UInt8], run: String, store: String) async throws {
        let session = try IngestSession(store: store, dataset: run, IngestDemand())
        do {
            try await take(lines, run, session)
        } catch {
            _ = session.close()
            throw error
        }
        if let left = session.close() { StandardError.write("tollgate: note: \(left)\n") }
    }

    private static func take(
        _ lines: [UInt8], _ run: String, _ session: IngestSession
    ) async throws {
        guard try session.knownLogs().isEmpty else {
            throw CommandError("#\(run): another run of that name has been kept meanwhile")
        }
        var rest = lines[...]
        let digest = LogDigest(isPacked: false, lengths: []) { buffer in
            let part = rest.prefix(buffer.count)
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
        let demand = try session.begin([IngestLog(run, digest)])
        do {
            _ = try session.commit(
                try await read(lines, run, demand, session), canGrow: false)
        } catch {
            throw session.rollBack() ?? error
        }
    }

    private static func read(
        _ lines: [UInt8], _ run: String, _ demand: Demand, _ session: IngestSession
    ) async throws -> SourceSummary {
        var options = ReadingOptions()
        options.format = .native
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: lines.count, alignment: 16)
        defer { memory.deallocate() }
        memory.copyBytes(from: lines)
        let input = LogInput.memory(
            name: run, bytes: UnsafeSendableBytes(UnsafeRawBufferPointer(memory)))
        return try await LogFiles([input], options: options).read(demand, jobs: 1) {
            session.makeConsumer()
        }.summary
    }
}
