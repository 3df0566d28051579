import Calls
import Routing

/// A block of calls that stays in memory: what policies look at and what is added up, in columns
/// as narrow as their values.
struct ResidentBlock: Sendable {
    /// So many rows at most that sums of usage held in 32 bits don't overflow.
    static let rowBits = 12

    let rows: Int
    /// Positions in the list of kinds.
    let kinds: ResidentIDs
    let usage: ResidentUsage
    let numbers: [NumericFeature: ResidentNumbers]
    let names: [NameFeature: ResidentColumn<UInt32>]
    let truths: [TextProbe: ResidentColumn<UInt8>]
    let flags: [FlagFeature: ResidentColumn<UInt8>]
    /// Empty where no policy draws lots.
    let ids: ResidentColumn<UInt128>
    /// By the zones of policies that look at them.
    let clocks: [String: ResidentClock]
}

/// Local hours and weekdays of a block.
struct ResidentClock: Sendable {
    let hours: ResidentNumbers
    let weekdays: ResidentColumn<UInt32>
}

/// A resident block as the features that a policy looks at.
struct ResidentFeatures: FeatureColumns {
    let block: ResidentBlock
    let allNames: [String]
    /// The zone of hours and weekdays.
    let timeZone: String

    var rows: Int { block.rows }
    var nameCount: Int { allNames.count }
    var ids: UnsafePointer<UInt128> { block.ids.base }

    func name(_ id: UInt32) -> String { allNames[Int(id)] }

    func numbers(_ feature: NumericFeature) -> NumberColumn {
        let numbers = feature == .hour ? block.clocks[timeZone]?.hours : block.numbers[feature]
        return switch numbers {
        case .int8(let column): .int8(column.base)
        case .int16(let column): .int16(column.base)
        case .int32(let column): .int32(column.base)
        case .int64(let column): .int64(column.base)
        case nil: preconditionFailure("\(feature) was not kept")
        }
    }

    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> {
        let isWeekday = feature == .weekday
        guard let column = isWeekday ? block.clocks[timeZone]?.weekdays : block.names[feature]
        else {
            preconditionFailure("\(feature) was not kept")
        }
        return column.base
    }

    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8> {
        guard let column = block.flags[feature] else {
            preconditionFailure("\(feature) was not kept")
        }
        return column.base
    }

    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8> {
        guard let column = block.truths[probe] else {
            preconditionFailure("a text was not kept")
        }
        return column.base
    }
}
