/// Reads the body of an answer up to a bound.
struct BodyReader {
    let body: AsyncThrowingStream<[UInt8], any Error>
    let text: MessageText
    /// The most bytes.
    let limit: Int

    /// The whole body.
    func bytes() async throws(UpstreamFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        try await forEachChunk { chunk throws(UpstreamFailure) in
            bytes += chunk
            return true
        }
        return bytes
    }

    /// Hands the chunks of the body on as they come, until one is the last that is wanted.
    func forEachChunk(
        _ wantsMore: ([UInt8]) async throws(UpstreamFailure) -> Bool
    ) async throws(UpstreamFailure) {
        var chunks = body.makeAsyncIterator()
        var count = 0
        while let chunk = try await next(&chunks) {
            count += chunk.count
            guard count <= limit else {
                throw UpstreamFailure(.tooLong, "the answer is longer than \(limit) bytes")
            }
            guard try await wantsMore(chunk) else { return }
        }
        // A body looks as if it had ended when the task that reads it is cancelled.
        guard !Task.isCancelled else { throw .cancelled }
    }

    private func next(
        _ chunks: inout AsyncThrowingStream<[UInt8], any Error>.Iterator
    ) async throws(UpstreamFailure) -> [UInt8]? {
        do {
            return try await chunks.next()
        } catch let error as TransportError {
            throw UpstreamFailure(error, text: text, after: "the answer had begun")
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw UpstreamFailure(.connection, "the answer broke off: \(text.line("\(error)"))")
        }
    }
}
