import Foundation
import Testing
import Upstream
import UpstreamHTTP

/// A server that no one here wrote, on loopback, for as long as a test uses it.
final class ForeignServer: Sendable {
    let port: Int
    /// Where the server may keep files; removed in the end.
    let folder: URL
    private let process: Process
    private let leash: FileHandle

    /// Why a server can't be used.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts a server, waits until it answers, lets it be used, and kills it, whatever happens.
    ///
    /// - Parameters:
    ///   - health: The path that is answered with 200 when the server is ready.
    ///   - command: The command for a port and a folder for files.
    ///   - use: What uses it.
    static func run<Value>(
        health: String, isolation: isolated (any Actor)? = #isolation,
        _ command: (_ port: Int, _ folder: URL) throws -> [String],
        use: (ForeignServer) async throws -> Value
    ) async throws -> Value {
        let server = try ForeignServer(command)
        defer { server.kill() }
        try await server.waitUntilReady(health)
        return try await use(server)
    }

    private init(_ command: (Int, URL) throws -> [String]) throws {
        port = try LoopbackServer.freePort()
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tollgate-server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        process = Process()
        process.executableURL = URL(filePath: try TestTools.program("python"))
        process.arguments = [TestTools.script("leash.py")] + (try command(port, folder))
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        leash = pipe.fileHandleForWriting
        process.standardInput = pipe
        let output = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// What the server has written.
    var log: String {
        (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
    }

    /// Sends a signal, such as `STOP` or `KILL`, to the server.
    func signal(_ name: String) throws { try leash.write(contentsOf: Data("\(name)\n".utf8)) }

    private func kill() {
        try? leash.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private func waitUntilReady(_ health: String) async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(120)
        try await withTransport { transport in
            let request = WireRequest(method: "GET", url: url + health, headers: [])
            while try await transport.status(of: request) != 200 {
                guard process.isRunning else {
                    throw Failure(description: "the server ended:\n\(log.suffix(2000))")
                }
                guard clock.now < end else {
                    throw Failure(description: "the server is not ready:\n\(log.suffix(2000))")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}

extension HTTPTransport {
    /// The status of an answer; nil while there is none.
    fileprivate func status(of request: WireRequest) async throws -> Int? {
        do throws(TransportError) {
            return try await send(request).status
        } catch {
            if error.kind == .cancelled { throw error }
            return nil
        }
    }
}
