import Dispatch
import Foundation
import Synchronization

/// What happens on Ctrl-C: unfinished files go, and the program ends with 2.
enum Interruption {
    private static let unfinished = Mutex<Set<String>>([])
    // Resumed once, before anything else runs, and never touched again.
    nonisolated(unsafe) private static let signals = [SIGINT, SIGTERM, SIGHUP].map { number in
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            removeUnfinished()
            StandardError.write("\ntollgate: interrupted; nothing was written\n")
            _exit(ExitStatus.error.rawValue)
        }
        return source
    }

    /// Takes over the signals.
    ///
    /// A closed pipe becomes an error code of `write`.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_IGN) }
        for source in signals { source.resume() }
    }

    /// Notes a file that must not stay if the program is interrupted.
    static func willWrite(_ path: String) { unfinished.withLock { _ = $0.insert(path) } }

    /// The file is whole, or gone.
    static func didFinish(_ path: String) { unfinished.withLock { _ = $0.remove(path) } }

    private static func removeUnfinished() {
        for path in unfinished.withLock({ $0 }) { unlink(path) }
    }
}
