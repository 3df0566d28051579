import AsyncHTTPClient
import NIOCore
import Upstream

/// The body of an answer, read from the connection only as fast as someone takes its pieces.
///
/// The stream alone holds it, so that dropping the stream closes the connection. One task at a time
/// takes pieces, which is all that a stream of this kind allows.
final class AnswerPieces: @unchecked Sendable {
    private var pieces: HTTPClientResponse.Body.AsyncIterator
    private let peer: Peer

    init(_ body: HTTPClientResponse.Body, from peer: Peer) {
        (pieces, self.peer) = (body.makeAsyncIterator(), peer)
    }

    var stream: AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { try await self.next() }
    }

    private func next() async throws(TransportError) -> [UInt8]? {
        do {
            return try await pieces.next().map { [UInt8](buffer: $0) }
        } catch {
            throw TransportError(error, from: peer)
        }
    }
}
