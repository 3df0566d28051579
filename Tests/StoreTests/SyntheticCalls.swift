import Calls
import Pricing

/// A call as plain values, names spelled out.
struct Call: Hashable {
    var time: Int64 = 0
    var names = Array(repeating: "", count: 7)
    var id: UInt128 = 0
    var operation: UInt128 = 0
    var flags = CallFlags(rawValue: 0)
    var usage = TokenUsage.zero
    var cost: Int128 = 0
    var numbers: [Int64] = []
    var texts: [TextPresence] = []
    var system: [UInt8]?
    var last: [UInt8]?
}

extension Call {
    /// A call of a random log; the second at which it was made tells its place.
    static func random(_ place: Int, texts: Int, _ random: inout SplitMix) -> Call {
        func number(_ limit: Int64) -> Int64 {
            random.next() % 5 == 0
                ? CallBlock.unknownNumber : .random(in: 0..<limit, using: &random)
        }
        var call = Call()
        call.time = 1_767_571_200_000_000_000 + Int64(place) * 1_000_000_000
        call.names = (0..<6).map { field in
            random.next() % 4 == 0 ? "" : "name-\(field)-\(random.next() % 9)"
        }
        let tags = TagSet([(Array("env".utf8), Array("e\(random.next() % 3)".utf8))])
        call.names.append(random.next() % 3 == 0 ? "" : String(decoding: tags.text, as: UTF8.self))
        call.id = random.next() % 10 == 0 ? 0 : UInt128(random.next()) << 64 | UInt128(place + 1)
        call.operation = random.next() % 2 == 0 ? 0 : UInt128(random.next())
        call.flags = CallFlags(
            usage: .known, isFailed: random.next() % 7 == 0, hasRecordedCost: true)
        call.usage = TokenUsage(
            input: random.next() % 100_000, cacheRead: random.next() % 50,
            cacheWrite1h: random.next() % 2, output: random.next() % 3000, reasoning: 0)
        call.cost = Int128(random.next() % 1_000_000) * 1_000_000_000_000
        call.numbers = [number(90_000), number(40), number(1000), number(1 << 40), number(1 << 33)]
        call.texts = (0..<texts).map { _ in
            [.present, .absent, .unknown].randomElement(using: &random) ?? .unknown
        }
        if random.next() % 3 != 0 { call.system = Array("system \(random.next() % 4) ü".utf8) }
        if random.next() % 3 != 0 { call.last = Array("last \(random.next() % 100)\0".utf8) }
        return call
    }

    static func log(_ rows: Int, from first: Int = 0, texts: Int = 0, seed: UInt64) -> [Call] {
        var random = SplitMix(seed: seed)
        return (first..<first + rows).map { Call.random($0, texts: texts, &random) }
    }
}

extension CallBlock {
    /// Adds a call as a reader would.
    func append(_ call: Call) {
        var record = CallRecord()
        record.time = Timestamp(nanoseconds: call.time)
        let ids = call.names.map { $0.isEmpty ? NameID.none : names.intern($0) }
        (record.model, record.servedModel, record.serviceTier) = (ids[0], ids[1], ids[2])
        (record.user, record.team, record.session, record.tagSet) = (ids[3], ids[4], ids[5], ids[6])
        record.id = RecordID(rawValue: call.id)
        record.operation = OperationID(rawValue: call.operation)
        record.usage = call.usage
        record.usageState = call.flags.usage
        record.isFailed = call.flags.isFailed
        record.recordedCost = call.flags.hasRecordedCost ? Money(attos: call.cost) : nil
        let numbers = call.numbers.map { $0 == Self.unknownNumber ? nil : $0 }
        (record.contentLength, record.messageCount, record.maxTokens) = (
            numbers[0], numbers[1], numbers[2]
        )
        (record.latency, record.timeToFirstToken) = (numbers[3], numbers[4])
        var messages = MessageTexts()
        (messages.system, messages.last) = (call.system, call.last)
        append(record, texts: call.texts, tags: [], messages: messages)
    }

    /// A row as the store gives it back: without full texts, with what they answer.
    func call(_ row: Int) -> Call {
        var call = Call()
        call.time = time[row]
        let columns = [model, servedModel, serviceTier, user, team, session, tagSet]
        call.names = columns.map { names.name($0[row]) }
        call.id = id[row].rawValue
        call.operation = operation[row].rawValue
        call.flags = flags[row]
        call.usage = usage[row]
        call.cost = recordedCost[row]
        call.numbers = [contentLength, messageCount, maxTokens, latency, timeToFirstToken].map {
            $0[row]
        }
        call.texts = texts.map { $0[row] }
        return call
    }
}

/// Calls as a source of calls, in blocks.
struct SyntheticSource {
    let calls: [Call]
    var blockSize = 1000

    func read(_ demand: Demand, into consumer: some BlockConsumer) throws {
        let block = CallBlock(demand: demand, names: NameTable(), capacity: blockSize)
        for call in calls {
            block.append(call)
            if block.isFull {
                try consumer.consume(block)
                block.removeAll()
            }
        }
        if block.count > 0 { try consumer.consume(block) }
    }
}

/// Keeps all calls.
final class CallCollector: BlockConsumer {
    private var calls: [Call] = []
    private let refused: Int64?

    /// - Parameter refused: The time of a call that is refused.
    init(refusing refused: Int64? = nil) { self.refused = refused }

    func consume(_ block: CallBlock) throws(RowFault) {
        for row in 0..<block.count {
            if block.time[row] == refused { throw RowFault(row: row, message: "refused") }
            calls.append(block.call(row))
        }
    }

    func partial() -> [Call] { calls }
}
