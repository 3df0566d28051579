import Calls
import Foundation
import Logs
import Synchronization

/// What a run over some logs gave.
struct Reading {
    /// In the order of the log for one job, in that of time for several.
    let rows: [Row]
    let summary: SourceSummary
    let rejected: [UInt8]
    /// The headers under which rows were rejected.
    let rejectedUnder: [String]
}

/// Keeps what is rejected.
final class RejectedBytes: RejectSink {
    private let bytes = Mutex<[UInt8]>([])

    private let heads = Mutex<[String]>([])

    func take(_ line: [UInt8]) { bytes.withLock { $0 += line } }

    func take(header: [UInt8]) {
        heads.withLock { $0.append(String(decoding: header, as: UTF8.self)) }
    }

    var all: [UInt8] { bytes.withLock { $0 } }
    var headers: [String] { heads.withLock { $0 } }
}

extension Demand {
    /// Everything there is, with two texts and two tags.
    static let everything: Demand = {
        let fields: Fields = [.contentLength, .messageCount, .maxTokens, .user, .team, .session]
        let texts = [
            TextMatch(in: .system, text: "komplexe Analyse"), TextMatch(in: .last, text: "käse"),
        ]
        return Demand(fields: fields, texts: texts, tags: ["env", "cost center"])
    }()
}

extension ReadingOptions {
    init(_ change: (inout ReadingOptions) throws -> Void) rethrows {
        self.init()
        try change(&self)
    }

    static let skipping = ReadingOptions { $0.skipsBadLines = true }
}

extension Reading {
    /// Reads files.
    static func of(
        _ inputs: [LogInput], _ demand: Demand = .everything,
        _ options: ReadingOptions = ReadingOptions(), jobs: Int = 1,
        refusing model: String? = nil
    ) async throws -> Reading {
        let sink = RejectedBytes()
        var options = options
        options.rejects = sink
        let (partials, summary) = try await LogFiles(inputs, options: options)
            .read(demand, jobs: jobs) { RowCollector(refusing: model) }
        let rows = partials.flatMap { $0 }
        return Reading(
            rows: jobs == 1 ? rows : rows.sorted { $0.time < $1.time }, summary: summary,
            rejected: sink.all, rejectedUnder: sink.headers)
    }

    /// Reads logs in memory, the first of which is called `log`.
    static func of(
        bytes logs: [[UInt8]], _ demand: Demand = .everything,
        _ options: ReadingOptions = ReadingOptions(), jobs: Int = 1,
        refusing model: String? = nil
    ) async throws -> Reading {
        let copies = logs.map { UnsafeMutableRawBufferPointer.copy(of: $0) }
        defer { for copy in copies { copy.deallocate() } }
        let inputs = copies.enumerated().map { index, copy in
            LogInput.memory(
                name: index == 0 ? "log" : "log\(index + 1)",
                bytes: UnsafeSendableBytes(UnsafeRawBufferPointer(copy)))
        }
        return try await of(inputs, demand, options, jobs: jobs, refusing: model)
    }

    /// Reads one log in memory.
    static func of(
        _ text: String, _ demand: Demand = .everything,
        _ options: ReadingOptions = ReadingOptions(), jobs: Int = 1
    ) async throws -> Reading {
        try await of(bytes: [Array(text.utf8)], demand, options, jobs: jobs)
    }

    /// Reads a log of one record.
    static func row(
        _ line: String, _ demand: Demand = .everything, assuming: [String] = []
    ) async throws -> Row {
        let options = try ReadingOptions { $0.assumptions = try Assumptions(assuming) }
        let rows = try await of(line, demand, options).rows
        guard let row = rows.first, rows.count == 1 else { throw NotOneRow(count: rows.count) }
        return row
    }

    /// What strict reading says about a log; nil where it finds nothing wrong.
    static func fault(
        of bytes: [UInt8], _ demand: Demand = .everything,
        _ options: ReadingOptions = ReadingOptions(), jobs: Int = 1
    ) async throws -> String? {
        do {
            _ = try await of(bytes: [bytes], demand, options, jobs: jobs)
            return nil
        } catch let error as LogError {
            return error.description
        }
    }

    /// What strict reading says about a log; nil where it finds nothing wrong.
    static func fault(
        of text: String, _ demand: Demand = .everything,
        _ options: ReadingOptions = ReadingOptions(), jobs: Int = 1
    ) async throws -> String? {
        try await fault(of: Array(text.utf8), demand, options, jobs: jobs)
    }

    struct NotOneRow: Error { let count: Int }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate static func copy(of bytes: [UInt8]) -> UnsafeMutableRawBufferPointer {
        let copy = allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        return copy
    }
}
