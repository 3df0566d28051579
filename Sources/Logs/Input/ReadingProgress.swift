import Synchronization

/// How many bytes of the input have been read, for a progress bar; shared between threads.
public final class ReadingProgress: Sendable {
    private let read = Atomic<Int>(0)
    /// Size of all files together; nil where it can't be known, as for standard input.
    public let totalBytes: Int?

    /// Nothing read yet.
    public init(totalBytes: Int?) { self.totalBytes = totalBytes }

    /// Bytes read so far, of compressed files the compressed bytes.
    public var bytesRead: Int { read.load(ordering: .relaxed) }

    func add(_ count: Int) { read.add(count, ordering: .relaxed) }
}
