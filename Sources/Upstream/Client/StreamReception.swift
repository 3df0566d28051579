import Limits

/// Receives a stream: its events as they come, until its end.
struct StreamReception {
    private var parser = EventParser()
    private var reader: StreamReader
    private var held: [AnswerPiece] = []
    private let timepiece: any Timepiece
    private let handOn: AnswerHandler

    init(text: MessageText, timepiece: any Timepiece, handOn: @escaping AnswerHandler) {
        reader = StreamReader(text: text)
        (self.timepiece, self.handOn) = (timepiece, handOn)
    }

    /// When visible output came.
    var pieces: [Instant] { reader.pieces }

    /// The answer that a body holds, once it has ended.
    mutating func receive(_ body: BodyReader) async -> Attempt.Outcome {
        do throws(UpstreamFailure) {
            try await read(body)
            guard let completion = reader.completion else { throw Self.cut("it ended") }
            await handOnHeld()
            return .completed(completion)
        } catch {
            return .failed(error)
        }
    }

    private mutating func read(_ body: BodyReader) async throws(UpstreamFailure) {
        do throws(UpstreamFailure) {
            try await body.forEachChunk { chunk throws(UpstreamFailure) in
                try await take(parser.take(chunk))
                return !reader.isDone
            }
        } catch {
            guard error.kind == .connection else { throw error }
            if reader.completion == nil { throw Self.cut(error.message) }
            return
        }
        if !reader.isDone { try await takeRest() }
    }

    private mutating func take(_ events: [ServerEvent]) async throws(UpstreamFailure) {
        for event in events where !reader.isDone {
            guard let piece = try reader.take(event, at: timepiece.now()) else { return }
            held.append(piece)
            if !reader.pieces.isEmpty { await handOnHeld() }
        }
    }

    /// An end without its blank line counts, half a chunk doesn't.
    private mutating func takeRest() async throws(UpstreamFailure) {
        do throws(UpstreamFailure) {
            if let event = parser.finish() { try await take([event]) }
        } catch {
            guard error.kind == .malformed else { throw error }
        }
    }

    private mutating func handOnHeld() async {
        for piece in held { await handOn(piece) }
        held = []
    }

    private static func cut(_ event: String) -> UpstreamFailure {
        UpstreamFailure(
            .cut,
            "the stream was cut before [DONE] or a finish reason: \(event); "
                + "what it used is unknown")
    }
}

/// What takes the pieces of an answer; the next one is not read before it returns.
public typealias AnswerHandler = @Sendable (AnswerPiece) async -> Void
