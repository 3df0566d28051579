import Foundation
import Synchronization

/// A server of the tests' own on loopback, for what servers of others don't do.
final class LoopbackServer: Sendable {
    let port: Int
    /// What the connections tell, in order.
    let events: AsyncStream<String>
    private let listener: Int32
    private let tell: AsyncStream<String>.Continuation
    private let accepted = Mutex(0)

    /// A server; each connection gets a thread of its own.
    init(_ serve: @escaping @Sendable (LoopbackConnection) -> Void) throws {
        signal(SIGPIPE, SIG_IGN)
        (listener, port) = try Self.listen()
        (events, tell) = AsyncStream.makeStream()
        Thread.detachNewThread { [self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { return }
                accepted.withLock { $0 += 1 }
                Thread.detachNewThread { [tell] in
                    serve(LoopbackConnection(socket: socket, tell: tell))
                    close(socket)
                }
            }
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }
    /// How many connections there have been.
    var connections: Int { accepted.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        tell.finish()
    }

    /// The next thing that a connection tells.
    func event() async -> String? {
        await events.first { _ in true }
    }

    /// A port on which nobody listens.
    static func freePort() throws -> Int {
        let (socket, port) = try listen()
        close(socket)
        return port
    }

    private static func listen() throws -> (socket: Int32, port: Int) {
        #if os(Linux)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) | Foundation.listen(listener, 64)
                    | getsockname(listener, $0, &size)
            }
        }
        guard listener >= 0, status == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }
}
