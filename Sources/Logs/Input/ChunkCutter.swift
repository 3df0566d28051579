/// The state of a feed: which input is open, and how far the run has come.
struct ChunkCutter {
    private let inputs: [LogInput]
    private let options: ReadingOptions
    private var nextInput = 0
    private var nextOrdinal = 0
    private var current: OpenInput?
    /// The first place at which nothing is handed out any more.
    var stopBefore = Int.max

    init(inputs: [LogInput], options: ReadingOptions) {
        self.inputs = inputs
        self.options = options
    }

    /// Fills the buffer with the next lines; nil when there are none.
    mutating func next(into buffer: ChunkBuffer) throws(LogError) -> Chunk? {
        do {
            return try fill(buffer)
        } catch {
            stopBefore = min(stopBefore, nextOrdinal)
            throw error
        }
    }

    private mutating func fill(_ buffer: ChunkBuffer) throws(LogError) -> Chunk? {
        while nextOrdinal < stopBefore {
            guard let input = try openInput() else { return nil }
            if let chunk = try input.fill(buffer, ordinal: nextOrdinal) {
                nextOrdinal += 1
                return chunk
            }
            current = nil
        }
        return nil
    }

    private mutating func openInput() throws(LogError) -> OpenInput? {
        if let current { return current }
        guard nextInput < inputs.count else { return nil }
        let opened = try OpenInput(inputs[nextInput], index: nextInput, options: options)
        nextInput += 1
        current = opened
        return opened
    }
}
