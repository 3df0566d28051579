import Calls
import Documents
import Pricing
import Replay
import Reports
import Routing

/// One request of a log as the tests write it.
struct TestCall {
    var model: String? = "dear"
    var served: String?
    var team: String?
    var usage = TokenUsage(input: 1_000_000)
    var usageState = UsageState.known
    var isFailed = false
    var contentLength: Int64 = 0
    var cost: String?
    var operation: String?
    var latency: Int64?
    var timeToFirstToken: Int64?
    var time = "2026-01-05T08:00:00Z"
}

/// A log in memory.
struct TestSource: CallSource {
    let calls: [TestCall]
    var summary = SourceSummary(
        files: ["log.jsonl"], formats: ["native"], skipped: [], assumptions: [])

    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        let block = CallBlock(demand: demand, names: NameTable(), capacity: max(1, calls.count))
        for call in calls {
            block.append(
                record(of: call, block.names), texts: demand.texts.map { _ in .absent },
                tags: demand.tags.map { _ in .none })
        }
        let consumer = makeConsumer()
        if block.count > 0 { try consumer.consume(block) }
        return ([consumer.partial()], summary)
    }

    private func record(of call: TestCall, _ names: NameTable) -> CallRecord {
        func id(_ name: String?) -> NameID { name.map { names.intern($0) } ?? .none }
        var record = CallRecord()
        record.time = Timestamp(rfc3339: call.time)
        record.model = id(call.model)
        record.servedModel = id(call.served)
        record.team = id(call.team)
        record.usage = call.usageState == .known ? call.usage : .zero
        record.usageState = call.usageState
        record.isFailed = call.isFailed
        record.contentLength = call.contentLength
        record.messageCount = 1
        record.latency = call.latency
        record.timeToFirstToken = call.timeToFirstToken
        record.recordedCost = call.cost.flatMap { DecimalNumber($0) }.flatMap {
            Money(exactly: $0)
        }
        if let operation = call.operation {
            record.operation = Array(operation.utf8).withUnsafeBufferPointer { OperationID($0) }
        }
        return record
    }
}

/// Prices of two models per million tokens.
let twoModels = "- {id: dear, all_tokens: 8}\n- {id: cheap, all_tokens: 0.42}"

/// A policy that keeps long requests where they are.
let router = """
    policy: router
    version: 1
    rules:
      - {name: long, when: content_length > 1000, use: requested}
      - {name: rest, use: cheap}
    """

/// What a replay of a few requests finds.
func replay(
    _ calls: [TestCall], prices: String = twoModels, policy: String? = router,
    baselines: [String] = [], by groupings: [String] = [], currency: String = "USD",
    summary: SourceSummary? = nil, plan change: (inout ReplayPlan) throws -> Void = { _ in }
) async throws -> ReplayResult {
    let heading = "prices: test\nversion: 1\ncurrency: \(currency)\nunit: 1M tokens\nmodels:\n"
    let table = try PriceTable(Document(text: heading + prices, name: "test.yaml"))
    var plan = ReplayPlan(prices: table)
    plan.selectors = try [policy].compactMap { $0 }.map {
        try ModelSelector(Policy(Document(text: $0, name: "policy.yaml")))
    }
    plan.baselines = .models(baselines)
    plan.groupings = try groupings.map { try Grouping($0) }
    try change(&plan)
    var source = TestSource(calls: calls)
    if let summary { source.summary = summary }
    return try await plan.result(reading: source, jobs: 1)
}

func money(_ text: String) -> Money {
    DecimalNumber(text).flatMap { Money(exactly: $0) } ?? Money(attos: .min)
}

extension ReplayResult {
    var text: String { ReplayReport(self).text(isColored: false) }
    var markdown: String { ReplayReport(self).markdown() }
    func csv(_ section: ReplayCSV.Section) -> String { ReplayCSV(self, section: section).text() }

    /// The sentences before the first section, without their line breaks.
    var answer: String {
        text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// The lines of a section of the text.
    func section(_ title: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(of: title) else { return [] }
        let end = lines[(start + 1)...].firstIndex { !$0.isEmpty && !$0.hasPrefix(" ") }
        return lines[(start + 1)..<(end ?? lines.count)].filter { !$0.isEmpty }
    }
}
