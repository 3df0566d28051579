import Pricing
import Routing

/// Names as ids, shared by the blocks of one evaluator; counts how often a name is asked for.
final class NameList {
    private(set) var names = [""]
    var lookups = 0

    func id(of name: String?) -> UInt32 {
        guard let name else { return 0 }
        if let known = names.dropFirst().firstIndex(of: name) { return UInt32(known) }
        names.append(name)
        return UInt32(names.count - 1)
    }
}

/// Requests as columns.
final class TestBlock: FeatureColumns {
    let rows: Int
    var nameCount: Int { list.names.count }

    let ids: UnsafePointer<UInt128>
    private let list: NameList
    private let numbers: [NumericFeature: UnsafeMutableBufferPointer<Int64>]
    private let names: [NameFeature: UnsafeMutableBufferPointer<UInt32>]
    private let flags: [FlagFeature: UnsafeMutableBufferPointer<UInt8>]
    private let truths: [TextProbe: UnsafeMutableBufferPointer<UInt8>]

    init(_ requests: [RequestFeatures], features: FeatureSet, names list: NameList) {
        rows = requests.count
        self.list = list
        let ids = UnsafeMutablePointer<UInt128>.allocate(capacity: requests.count)
        for (row, request) in requests.enumerated() {
            (ids + row).initialize(to: request.id ?? 0)
        }
        self.ids = UnsafePointer(ids)
        numbers = columns(Array(features.numbers)) { feature in
            requests.map { $0[feature] ?? .min }
        }
        names = columns(Array(features.names)) { feature in
            requests.map { list.id(of: $0[feature]) }
        }
        flags = columns(Array(features.flags)) { flag in requests.map { $0[flag].rawValue } }
        truths = columns(features.probes) { probe in requests.map { $0[probe].rawValue } }
    }

    deinit {
        ids.deallocate()
        numbers.values.forEach { $0.deallocate() }
        names.values.forEach { $0.deallocate() }
        flags.values.forEach { $0.deallocate() }
        truths.values.forEach { $0.deallocate() }
    }

    func numbers(_ feature: NumericFeature) -> NumberColumn { .int64(base(numbers[feature])) }
    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> { base(names[feature]) }
    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8> { base(flags[feature]) }
    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8> { base(truths[probe]) }

    func name(_ id: UInt32) -> String {
        list.lookups += 1
        return list.names[Int(id)]
    }

    func verdicts(of evaluator: PolicyEvaluator) -> [UInt16] {
        [UInt16](unsafeUninitializedCapacity: rows) { buffer, count in
            if let base = buffer.baseAddress { evaluator.decide(self, into: base) }
            count = rows
        }
    }

    private func base<Value>(_ column: UnsafeMutableBufferPointer<Value>?) -> UnsafePointer<Value> {
        guard let base = column?.baseAddress else { fatalError("no such column") }
        return UnsafePointer(base)
    }
}

private func columns<Feature: Hashable, Value>(
    _ features: [Feature], values: (Feature) -> [Value]
) -> [Feature: UnsafeMutableBufferPointer<Value>] {
    var columns: [Feature: UnsafeMutableBufferPointer<Value>] = [:]
    for feature in features {
        let values = values(feature)
        let column = UnsafeMutableBufferPointer<Value>.allocate(capacity: values.count)
        _ = column.initialize(from: values)
        columns[feature] = column
    }
    return columns
}

/// A small seeded generator (Steele, Lea, Flood 2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension RequestFeatures {
    /// A request whose every field lies near what the test policy asks for, or lacks.
    static func random(using random: inout SplitMix64) -> RequestFeatures {
        var request = RequestFeatures()
        let hasID = Int.random(in: 0..<9, using: &random) > 0
        request.id = hasID ? UInt128.random(in: 1 ... .max, using: &random) : nil
        request.model = pick([nil, "a", "b", "c", "gpt-4.1"], using: &random)
        request.user = pick([nil, "u1", "u2"], using: &random)
        request.team = pick([nil, "t1", "t2"], using: &random)
        request.serviceTier = pick([nil, "batch", "flex"], using: &random)
        request.contentLength = pick([nil, 2, 3, 4], using: &random)
        request.messageCount = pick([nil, 1, 2, 3], using: &random)
        request.maxTokens = pick([nil, 3, 4, 5], using: &random)
        request.promptTokens = pick([nil, 900, 1000, 1100, 300_000], using: &random)
        request.hour = pick([nil, 7, 8, 23], using: &random)
        request.weekday = pick([nil, .monday, .saturday], using: &random)
        request.tags["env".exact] = pick([nil, "prod", "test"], using: &random)
        request.hindsight.completionTokens = pick([nil, 899, 900, 901], using: &random)
        request.hindsight.latency = pick([nil, 1_499_999, 1_500_000, 2_000_000], using: &random)
        request.hindsight.isFailed = pick([nil, true, false], using: &random)
        request.matches[TextProbe(.system, contains: "s")] = pick(
            [nil, true, false], using: &random)
        request.matches[TextProbe(.content, contains: "c")] = pick(
            [nil, true, false], using: &random)
        return request
    }

    private static func pick<Value>(_ values: [Value?], using random: inout SplitMix64) -> Value? {
        values[Int.random(in: values.indices, using: &random)]
    }
}
