public import Calls
import Pricing
public import Routing

extension RequestFeatures {
    /// A logged call as a single request.
    ///
    /// - Parameters:
    ///   - row: The call's row.
    ///   - block: The block, read with the policy's demand.
    ///   - policy: Whose texts were looked for, and whose clock counts.
    ///   - isTimed: Whether the block's time is that of the call.
    public init(row: Int, of block: CallBlock, for policy: Policy, isTimed: Bool = true) {
        self.init()
        id = block.id[row] == .none ? nil : block.id[row].rawValue
        setNames(row, of: block)
        setNumbers(row, of: block)
        if isTimed { setTime(block.time[row], LocalClock(of: policy)) }
        for probe in policy.features.probes {
            guard let index = block.demand.texts.firstIndex(of: probe.match) else { continue }
            switch block.texts[index][row] {
            case .present: matches[probe] = true
            case .absent: matches[probe] = false
            default: break
            }
        }
    }

    private mutating func setNames(_ row: Int, of block: CallBlock) {
        let name = { (column: Column<NameID>) -> String? in
            column[row] == .none ? nil : block.names.name(column[row])
        }
        (model, user, team) = (name(block.model), name(block.user), name(block.team))
        (session, serviceTier) = (name(block.session), name(block.serviceTier))
        for (key, column) in zip(block.demand.tags, block.tags) { tags[key.exact] = name(column) }
    }

    private mutating func setTime(_ nanoseconds: Int64, _ clock: LocalClock) {
        var clock = clock
        hour = clock.hourOfDay(nanoseconds)
        weekday = Weekday.allCases[clock.weekday(nanoseconds)]
    }

    private mutating func setNumbers(_ row: Int, of block: CallBlock) {
        let number = { (column: Column<Int64>) -> Int64? in
            column[row] == CallBlock.unknownNumber ? nil : column[row]
        }
        contentLength = number(block.contentLength)
        messageCount = number(block.messageCount)
        maxTokens = number(block.maxTokens)
        promptTokens = block.estimatedInput(row)
        hindsight.completionTokens = block.counted(row).map { Int64($0.output) }
        hindsight.latency = number(block.latency)
        let flags = block.flags[row]
        hindsight.cost = flags.hasRecordedCost ? Money(attos: block.recordedCost[row]) : nil
        hindsight.isFailed = flags.isFailed
    }
}
