import Dispatch
import Foundation
import Synchronization

/// What happens on Ctrl-C: unfinished files go, and the program ends with 2.
package enum Interruption {
    private static let unfinished = Mutex<Set<String>>([])
    private static let cancellation = Mutex<(@Sendable () -> Void)?>(nil)
    // Made and resumed once, before anything else runs, and never touched again.
    nonisolated(unsafe) private static let signals =
        [SIGINT, SIGTERM, SIGHUP].filter(takeOver).map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if let cancel = takeCancellation() { cancel() } else { endUnfinished() }
            }
            return source
        }

    /// Whether the signal is ours now; one that is ignored already (`nohup`) stays so.
    private static func takeOver(_ number: Int32) -> Bool {
        let former = signal(number, SIG_IGN)
        return unsafeBitCast(former, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// A closed pipe becomes an error code of `write`.
    package static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Takes over the signals.
    package static func prepare() {
        for source in signals { source.resume() }
    }

    /// The next signal does something else, once; the one after it ends the program.
    package static func cancelInstead(_ cancel: @escaping @Sendable () -> Void) {
        cancellation.withLock { $0 = cancel }
    }

    /// Signals end the program again.
    package static func endAgain() { _ = takeCancellation() }

    private static func takeCancellation() -> (@Sendable () -> Void)? {
        cancellation.withLock { cancel in
            defer { cancel = nil }
            return cancel
        }
    }

    /// Notes a file or folder that must not stay if the program is interrupted.
    package static func willWrite(_ path: String) { unfinished.withLock { _ = $0.insert(path) } }

    /// The file is whole, or gone.
    package static func didFinish(_ path: String) { unfinished.withLock { _ = $0.remove(path) } }

    /// Moves finished work to its place, which no signal interrupts half-way.
    ///
    /// - Parameters:
    ///   - paths: Unfinished files and folders that are then finished.
    ///   - move: Moves them.
    /// - Throws: What `move` throws; the paths stay unfinished then.
    package static func finish(_ paths: [String], move: () throws -> Void) rethrows {
        try unfinished.withLock { unfinished in
            try move()
            unfinished.subtract(paths)
        }
    }

    /// Removes what is unfinished and ends; whoever wants to begin another file waits for ever.
    private static func endUnfinished() {
        unfinished.withLock { unfinished in
            for path in unfinished { unlink(path) }
            // A folder goes after what lies in it; to a file this does nothing.
            for path in unfinished { rmdir(path) }
            StandardError.write("\ntollgate: interrupted\n")
            _exit(ExitStatus.error.rawValue)
        }
    }
}
