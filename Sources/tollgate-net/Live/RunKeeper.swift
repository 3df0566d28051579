import Console
import Foundation
import Live
import Synchronization

/// Keeps the records of a run: in a file as they come, in a store at the end.
final class RunKeeper: Sendable {
    private let options: KeepingOptions
    private let run: String
    private let clock: WallClock
    private let file: FileHandle?
    private let state = Mutex(State())

    private struct State {
        var lines: [UInt8] = []
        var failure: CommandError?
    }

    /// Opens what will be written, so that an impossible place is known before anything is sent.
    init(_ options: KeepingOptions, run: String, clock: WallClock) throws {
        (self.options, self.run, self.clock) = (options, run, clock)
        if let store = options.store { try RunStore.check(store, dataset: run) }
        file = try options.log.map(Self.newFile)
    }

    private static func newFile(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw CommandError("--log \(path): is there already; name a file that isn't")
            }
            throw FileError(path, "can't be written")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Takes a request that has ended.
    func keep(_ measured: MeasuredRequest) {
        let records = NativeRecord.records(of: measured, run: run, clock: clock)
        let bytes = records.flatMap { Array($0.line.utf8) + [UInt8(ascii: "\n")] }
        state.withLock { state in
            if options.store != nil { state.lines += bytes }
            guard let file, state.failure == nil else { return }
            do {
                try file.write(contentsOf: bytes)
            } catch {
                state.failure = CommandError(
                    "--log \(options.log ?? ""): can't be written: \(error)")
            }
        }
    }

    /// Puts all records into the store; into a file, where that is not possible.
    ///
    /// - Returns: What kept a record from being kept where it was meant to be.
    func finish() async -> (any Error)? {
        let (lines, failure) = state.withLock { ($0.lines, $0.failure) }
        guard let store = options.store, !lines.isEmpty else { return failure }
        do {
            try await RunStore.take(lines, run: run, store: store)
            return failure
        } catch {
            return rescue(lines, from: error)
        }
    }

    /// Writes records that were paid for to a file of the run's name.
    private func rescue(_ lines: [UInt8], from error: any Error) -> CommandError {
        let path = "\(run).jsonl"
        do {
            try Self.newFile(path).write(contentsOf: lines)
            return CommandError("\(error); the records are in \(path)")
        } catch let second {
            return CommandError("\(error); the records are lost: \(second)")
        }
    }
}
