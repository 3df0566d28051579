import Calls
import Pricing

/// Reads the observations that Langfuse exports, as JSON lines or CSV, with the names of its blob
/// export or of its UI.
struct LangfuseReader: RecordReader {
    static let requiresModel = false
    static let readsCSV = true
    static let cellsHoldJSON = true

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.contains("type")
            && (line.keys.isSuperset(of: ["trace_id", "start_time"])
                || line.keys.isSuperset(of: ["traceId", "startTime"]))
    }

    private var keys: KeyTable
    private var model, user, session, environment: NameReader
    private var tags: RequestTags
    private let environmentColumn: Int?
    private var parameters: ModelParameterReader
    private var usage = UsageDetailsReader()
    private var cost = CostDetailsReader()
    private var input: ObservationInputReader
    private var observation = Observation()
    private var noCalls = 0
    private var noCallsWithUsage = 0

    /// What is known of the line so far, beside the record.
    private struct Observation {
        var type: ObservationType?
        var usage: TokenUsage?
        var environment = NameID.none
        var totalCost: Money?
        var costDetails: CostDetailsReader.Details?
        var times = AnswerTimes()
        /// One bit for each meaning that stood there.
        var seen: UInt32 = 0

        /// The usage that the observation tells; integrations write zeros where they know none.
        var knownUsage: TokenUsage? { usage == .zero ? nil : usage }

        /// Exports write 0 where no cost is known; what the details say tells the two apart.
        var recordedCost: Money? {
            if let totalCost, totalCost != .zero { return totalCost }
            guard let costDetails else { return totalCost }
            return costDetails.total
        }
    }

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(
            LangfuseField.all.map { $0.isWanted(demand) ? "\($0.name)" : nil })
        (model, user, session, environment) = (
            NameReader(names), NameReader(names), NameReader(names), NameReader(names)
        )
        tags = RequestTags(demand: demand, names: names)
        environmentColumn = demand.tags.firstIndex(of: "environment")
        parameters = ModelParameterReader(names: names)
        input = ObservationInputReader(demand: demand)
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        observation = Observation()
        tags.reset()
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            let field = LangfuseField.all[key]
            try note(field)
            if observation.type?.isCall == false {
                try passOver(field, &cursor)
            } else {
                try readValue(of: field, &cursor, into: &draft)
            }
        }
        try cursor.endOfLine()
        return try finish(&draft)
    }

    /// Passes over a value of an observation that is no call, but for whether it tells usage.
    private mutating func passOver(
        _ field: LangfuseField, _ cursor: inout JSONCursor
    ) throws(BadLine) {
        if field.meaning == .usage {
            var value = cursor
            observation.usage = (try? usage.read(&value, in: field.name)) ?? nil
        }
        try cursor.skipValue()
    }

    var passedOver: [RemovedRecords] {
        [
            RemovedRecords(reason: "an observation that is no call", records: noCalls),
            RemovedRecords(
                reason: "an observation that is no call, though it tells usage",
                records: noCallsWithUsage),
        ]
    }

    /// A field must not stand there under both its names.
    private mutating func note(_ field: LangfuseField) throws(BadLine) {
        let bit: UInt32 = 1 << UInt32(field.meaning.rawValue)
        guard observation.seen & bit == 0 else {
            throw BadLine(
                reason: "a field stands there under two names",
                detail: "the second is \"\(field.name)\"")
        }
        observation.seen |= bit
    }

    private mutating func readValue(
        of field: LangfuseField, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        let name = field.name
        switch field.meaning {
        case .type: observation.type = try ObservationType.read(&cursor)
        case .startTime: draft.record.time = try cursor.instant(name, countedIn: .milliseconds)
        case .model: draft.record.model = model.id(try cursor.optionalText(name))
        case .parameters: try parameters.read(&cursor, into: &draft.record)
        case .usage: observation.usage = try usage.read(&cursor, in: name)
        case .totalCost: observation.totalCost = try cursor.money(name)
        case .costDetails: observation.costDetails = try cost.read(&cursor, in: name)
        case .level: draft.record.isFailed = try isError(&cursor)
        case .trace: draft.record.operation = try cursor.optionalText(name).operation
        case .input: try input.read(&cursor, into: &draft)
        case .user: draft.record.user = user.id(try cursor.optionalText(name))
        case .session: draft.record.session = session.id(try cursor.optionalText(name))
        case .environment:
            observation.environment = environment.id(try cursor.optionalText(name))
        case .metadata: try readMetadata(&cursor)
        case .tags: try readTags(&cursor)
        case .id: try cursor.readID(name, into: &draft)
        default: try readTimes(of: field, &cursor)
        }
    }

    private mutating func readTimes(
        of field: LangfuseField, _ cursor: inout JSONCursor
    ) throws(BadLine) {
        let name = field.name
        switch field.meaning {
        case .end: observation.times.end = try cursor.instant(name, countedIn: .milliseconds)
        case .firstToken:
            observation.times.firstToken = try cursor.instant(name, countedIn: .milliseconds)
        case .latency: observation.times.recordedLatency = try cursor.duration(name, .seconds)
        default:
            observation.times.recordedTimeToFirstToken = try cursor.duration(name, .seconds)
        }
    }

    private func isError(_ cursor: inout JSONCursor) throws(BadLine) -> Bool {
        guard let level = try cursor.optionalText("level") else { return false }
        return level.withUnescaped { $0.elementsEqual("ERROR".utf8) }
    }

    /// Metadata may be anything; only an object has keys.
    private mutating func readMetadata(_ cursor: inout JSONCursor) throws(BadLine) {
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
        try tags.readMetadata(&cursor)
    }

    private mutating func readTags(_ cursor: inout JSONCursor) throws(BadLine) {
        guard cursor.at.pointee == UInt8(ascii: "[") else { return try cursor.skipValue() }
        try tags.readList(&cursor)
    }

    private mutating func finishTags(_ draft: inout RecordDraft) {
        guard draft.wantsTags else { return }
        tags.put("environment", observation.environment)
        tags.finish(&draft)
        if let environmentColumn, observation.environment != .none {
            draft.tags[environmentColumn] = observation.environment
        }
    }

    /// Checks what belongs together; false where the observation is no call.
    private mutating func finish(_ draft: inout RecordDraft) throws(BadLine) -> Bool {
        guard let type = observation.type else {
            throw .missing("type", expected: ObservationType.expectation)
        }
        guard type.isCall else {
            if observation.knownUsage == nil { noCalls += 1 } else { noCallsWithUsage += 1 }
            return false
        }
        guard draft.record.time != nil else {
            throw .missing("start_time", expected: "when the call began")
        }
        draft.record.recordedCost = observation.recordedCost
        let usage = observation.knownUsage
        draft.record.usage = usage ?? .zero
        draft.record.usageState = usage != nil ? .known : draft.record.isFailed ? .none : .unknown
        observation.times.finish(&draft.record)
        finishTags(&draft)
        return true
    }
}
