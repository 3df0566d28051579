import Calls
import Logs
import Testing

/// Columns that an export was made without, and what can't be told then.
@Suite("Missing columns")
struct MissingColumnTests {
    private static let row = "r,0.5,2026-01-05T08:15:30Z,gpt-4.1,1000,50"
    private static let header = "request_id,spend,startTime,model,prompt_tokens,completion_tokens"

    private static func notes(_ logs: String...) async throws -> [String] {
        try await Reading.of(bytes: logs.map { Array($0.utf8) }).summary.notes
    }

    @Test("of LiteLLM are named once for all files")
    func spend() async throws {
        let whole = "\(Self.header),metadata,cache_hit\n\(Self.row),{},False\n"
        let without = "\(Self.header)\n\(Self.row)\n"
        let withHit = "\(Self.header),cache_hit\n\(Self.row),False\n"
        #expect(try await Self.notes(whole).isEmpty)
        #expect(
            try await Self.notes(without, withHit, whole) == [
                "no column metadata in log and 1 more file: cached tokens can't be told and are "
                    + "priced as input",
                "no column cache_hit in log: answers from the proxy's own cache can't be told and "
                    + "are priced",
            ])
    }

    @Test("of JSON lines, whose records need not be alike, are not")
    func lines() async throws {
        #expect(try await Self.notes(LiteLLM.spend()).isEmpty)
    }

    @Test("of Helicone are named")
    func helicone() async throws {
        let header = "request_created_at,response_status,model,prompt_tokens,completion_tokens"
        let row = "2026-01-05T08:15:30Z,200,gpt-4.1,10,5"
        #expect(
            try await Self.notes("\(header)\n\(row)\n") == [
                "no column cache_reference_id in log: answers from Helicone's own cache can't be "
                    + "told and are priced"
            ])
        #expect(try await Self.notes("\(header),cache_reference_id\n\(row),\n").isEmpty)
    }
}
