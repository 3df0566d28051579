import Foundation
import Testing

/// Runs one server for all tests of a suite.
struct ServerTrait: SuiteTrait, TestScoping {
    @TaskLocal static var current: ForeignServer?

    let health: String
    let command: @Sendable (_ port: Int, _ folder: URL) throws -> [String]

    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await ForeignServer.run(health: health, command) { server in
            try await Self.$current.withValue(server) { try await function() }
        }
    }

    /// The server of the suite that runs.
    static func server() throws -> ForeignServer { try #require(current) }
}
