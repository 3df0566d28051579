import Logs
import Testing

/// Expects that the body throws a `LogError` whose one line begins so.
func expectFault(
    _ start: String, at location: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async throws {
    do {
        try await body()
        Issue.record("no fault; expected \(start)", sourceLocation: location)
    } catch let error as LogError {
        #expect(error.description.hasPrefix(start), "\(error)", sourceLocation: location)
        #expect(!error.description.contains("\n"), sourceLocation: location)
    }
}
