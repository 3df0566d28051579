import Calls
import Statistics

/// Makes up calls by repeating calls of a log, drawn at random; what belongs together stays so.
struct LogSampler: CallSampler {
    private let calls: [SyntheticCall]
    /// The open names of users that stand beside those of the log; empty where there are none.
    private let furtherUsers: [FragmentID: FragmentID]
    private let scale: Double
    private var bits: SplitMix64

    /// A sampler.
    ///
    /// - Parameters:
    ///   - pattern: The log; with at least one call.
    ///   - scale: How many times as many calls there are; so many users stand in place of one.
    ///   - fragments: Takes the names.
    ///   - bits: Random bits that nothing else uses.
    init(
        _ pattern: LogPattern, scale: Double, _ fragments: inout FragmentTable, bits: SplitMix64
    ) {
        (self.scale, self.bits) = (scale, bits)
        let kept = pattern.kept.inOrder
        let mark = Self.mark(notIn: Set(kept.map(\.user)).map { pattern.names[Int($0.rawValue)] })
        var further: [FragmentID: FragmentID] = [:]
        calls = kept.map { call in
            let made = SyntheticCall(call, pattern.names, &fragments)
            if scale > 1, made.user != .none, further[made.user] == nil {
                let name = pattern.names[Int(call.user.rawValue)] + mark
                further[made.user] = fragments.member("user", name, isOpen: true)
            }
            return made
        }
        furtherUsers = further
    }

    mutating func call() -> SyntheticCall {
        var call = calls[Int(bits.below(UInt64(calls.count)))]
        guard scale > 1, call.user != .none else { return call }
        let copy = UInt64(bits.unit() * scale)
        if copy > 0 {
            call.user = furtherUsers[call.user] ?? call.user
            call.userNumber = copy + 1
        }
        return call
    }

    /// What tells users from those of the log, whatever they are called.
    private static func mark(notIn names: [String]) -> String {
        var mark = "~"
        while names.contains(where: { $0.contains(mark) }) { mark += "~" }
        return mark
    }
}

extension SyntheticCall {
    /// The same as a call of a log.
    fileprivate init(_ call: KeptCall, _ names: [String], _ fragments: inout FragmentTable) {
        func name(_ id: NameID) -> String { names[Int(id.rawValue)] }
        model = fragments.member("model", name(call.model))
        user = fragments.member("user", name(call.user), isOpen: true)
        team = fragments.member("team", name(call.team))
        tags = fragments.tags(
            (TagSet(text: name(call.tags))?.tags ?? []).map {
                (String(decoding: $0.key, as: UTF8.self), String(decoding: $0.value, as: UTF8.self))
            })
        (usage, usageState, isFailed) = (call.usage, call.flags.usage, call.flags.isFailed)
        (contentLength, messageCount) = (call.contentLength, call.messageCount)
        (maxTokens, latencyMilliseconds) = (call.maxTokens, call.latencyMilliseconds)
    }
}
