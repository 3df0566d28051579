import Synchronization

/// What is handed to a worker, and where it stands.
struct Chunk {
    enum Content {
        /// Whole lines.
        case lines
        /// The beginning of one line that is longer than allowed.
        case overlongStart
        /// A further piece of that line, perhaps its last.
        case overlongRest
    }

    /// Place in the order of the whole run, over all inputs.
    let ordinal: Int
    /// Which input.
    let input: Int
    /// How the input's records are written; nil as long as there are but blank lines.
    let shape: LogShape?
    /// Nothing but blank lines came before it in its file.
    let isFirst: Bool
    let content: Content
}

/// Cuts the inputs into chunks of whole lines, one after the other, for any number of workers.
///
/// Reading is cheap beside parsing, so one lock around it keeps both simple: each input is read
/// from front to back, whether it is a file, a pipe or packed, and the rest of a line that a chunk
/// cuts waits for the next.
///
/// Unchecked, because the compiler can't see that the lock guards the cutter and that the caller,
/// who owns the buffer, waits here meanwhile.
final class ChunkFeed: @unchecked Sendable {
    /// Bytes a chunk aims at; small enough to stay in the processor's cache.
    static let target = 1 << 18

    private let lock = Mutex(())
    private var cutter: ChunkCutter

    init(_ inputs: [LogInput], options: ReadingOptions) {
        cutter = ChunkCutter(inputs: inputs, options: options)
    }

    /// Fills the buffer with the next lines; nil when all inputs are read or a fault ended the run.
    func next(into buffer: ChunkBuffer) throws(LogError) -> Chunk? {
        try lock.withLock { _ throws(LogError) in try cutter.next(into: buffer) }
    }

    /// Hands out nothing beyond this place; what lies before it is still read to its end.
    func stop(at ordinal: Int) {
        lock.withLock { _ in cutter.stopBefore = min(cutter.stopBefore, ordinal) }
    }
}
