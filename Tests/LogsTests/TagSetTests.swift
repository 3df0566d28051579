import Calls
import Foundation
import Logs
import Testing

/// What is kept of all tags and texts together tells the same as asking for each.
@Suite struct TagSetTests {
    private static let keys = [
        "env", "cost center", "environment", "sidechain", "cwd", "version", "gitBranch", "log-type",
        "User-Agent", "team", "Helicone-Session-Id", "lacking",
    ]

    private static let texts = [
        TextMatch(in: .system, text: "e"), TextMatch(in: .system, text: "komplexe Analyse"),
        TextMatch(in: .last, text: "e"), TextMatch(in: .last, text: "ü"),
    ]

    @Test(arguments: [
        "cases/openai-pairs/pairs.jsonl", "litellm/payload.jsonl", "litellm/spend.rows.jsonl",
        "langfuse/blob.jsonl", "langfuse/ui.jsonl", "claude-code/session-alpha.jsonl",
        "helicone/output.csv", "helicone/output.jsonl", "burstgpt/sessions.csv",
        "openai-batch/output.jsonl", "openai-batch/input.jsonl", "cases/mixed-traffic/log.jsonl",
    ])
    func theWholeTellsWhatThePartsTell(_ fixture: String) async throws {
        let path = Places.fixtures.appending(path: fixture).path
        var demand = Demand(
            fields: [.tagSet, .systemText, .lastText], texts: Self.texts, tags: Self.keys)
        demand.fields.formUnion([.session, .id])
        _ = try await LogFiles([.file(path)]).read(demand, jobs: 1) { WholeChecker() }
    }

    @Test(arguments: [
        (#""tags":{"b":"2","a":"1"}"#, ["a": "1", "b": "2"]),
        (#""tags":{"k:ü":"4:x","empty":"","none":null}"#, ["k:ü": "4:x"]),
        (#""tags":{"n":7,"o":{"x":[1]},"t":true}"#, ["n": "7", "o": #"{"x":[1]}"#, "t": "true"]),
        (#""tags":{}"#, [:]), (#""user":"u""#, [:]),
    ])
    func tagsOfANativeRecord(_ fields: String, _ tags: [String: String]) async throws {
        let log = Native.line(fields)
        let (text, _) = try await Reading.collect(log, Demand(fields: [.tagSet]))
        let set = try #require(TagSet(text: text))
        let found = set.tags.map {
            (String(decoding: $0.key, as: UTF8.self), String(decoding: $0.value, as: UTF8.self))
        }
        #expect(Dictionary(uniqueKeysWithValues: found) == tags)
    }

    @Test(arguments: ["", "1:a", "1:a1:", "5:a1:b", "x:a1:b", "-1:a1:b", "1a1:b", "1:a1:bc"])
    func whatIsNoSetIsRefused(_ text: String) {
        #expect((TagSet(text: text) == nil) == (text != ""))
    }

    @Test func ofSeveralTagsWithOneKeyTheFirstCounts() {
        let set = TagSet(["k": "first", "a": "x", "k": "second"])
        #expect(set.value(of: "k") == Array("first".utf8))
        #expect(set.tags.count == 2)
        #expect(String(decoding: set.text, as: UTF8.self) == "1:a1:x1:k5:first")
    }
}

/// Compares, row by row, the sets of tags and the full texts with the columns of the demand.
private final class WholeChecker: BlockConsumer {
    func consume(_ block: CallBlock) {
        for row in 0..<block.count {
            let set = TagSet(text: block.names.name(block.tagSet[row]))
            for (index, key) in block.demand.tags.enumerated() {
                let value = set?.value(of: key).map { String(decoding: $0, as: UTF8.self) } ?? ""
                #expect(block.names.name(block.tags[index][row]) == value, "\(key)")
            }
            for (index, match) in block.demand.texts.enumerated() {
                let column = match.message == .system ? block.systemText : block.lastText
                let presence = column.withText(row) { text in
                    text.map {
                        TextPresence(Array($0).firstRange(of: Array(match.text.utf8)) != nil)
                    }
                }
                if let presence { #expect(block.texts[index][row] == presence, "\(match)") }
            }
        }
    }

    func partial() {}
}

/// Keeps the set of tags of the last record.
private final class SetCollector: BlockConsumer {
    private var text = ""

    func consume(_ block: CallBlock) {
        text = block.names.name(block.tagSet[block.count - 1])
    }

    func partial() -> String { text }
}

extension Reading {
    fileprivate static func collect(
        _ line: String, _ demand: Demand
    ) async throws -> (String, SourceSummary) {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "tollgate-\(UUID().uuidString).jsonl")
        try line.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let (partials, summary) = try await LogFiles([.file(file.path)])
            .read(demand, jobs: 1) { SetCollector() }
        return (partials.joined(), summary)
    }
}
