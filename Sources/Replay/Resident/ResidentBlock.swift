import Calls
import Routing

/// A block of calls as questions look at it: what policies ask for and what is added up, in columns
/// as narrow as their values.
struct ResidentBlock: @unchecked Sendable {
    /// More rows there never are, so that what is put together for them stays in near caches.
    static let rowBits = 12

    let rows: Int
    /// Positions in the list of kinds.
    let kinds: IDColumn
    let usage: ResidentUsage
    let numbers: [(feature: NumericFeature, column: NumberColumn)]
    let names: [(feature: NameFeature, column: UnsafePointer<UInt32>)]
    let truths: [(probe: TextProbe, column: UnsafePointer<UInt8>)]
    var flags: [(feature: FlagFeature, column: UnsafePointer<UInt8>)] = []
    /// Nil where no policy draws lots.
    var ids: UnsafePointer<UInt128>?
    /// By the zones of policies that look at them.
    var clocks: [ResidentClock] = []
    /// Where the columns are.
    let memory: ColumnMemory
}

/// Local hours and weekdays of a block.
struct ResidentClock {
    let timeZone: String
    let hours: NumberColumn
    let weekdays: UnsafePointer<UInt32>
}

/// A block as the features that a policy looks at.
struct ResidentFeatures: FeatureColumns {
    let block: ResidentBlock
    let allNames: [String]
    /// The zone of hours and weekdays.
    let timeZone: String

    var rows: Int { block.rows }
    var nameCount: Int { allNames.count }
    var ids: UnsafePointer<UInt128> { kept(block.ids, "id") }

    func name(_ id: UInt32) -> String { allNames[Int(id)] }

    func numbers(_ feature: NumericFeature) -> NumberColumn {
        if feature == .hour { return kept(clock?.hours, feature) }
        return kept(block.numbers.first { $0.feature == feature }?.column, feature)
    }

    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> {
        if feature == .weekday { return kept(clock?.weekdays, feature) }
        return kept(block.names.first { $0.feature == feature }?.column, feature)
    }

    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8> {
        kept(block.flags.first { $0.feature == feature }?.column, feature)
    }

    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8> {
        kept(block.truths.first { $0.probe == probe }?.column, probe)
    }

    private var clock: ResidentClock? { block.clocks.first { $0.timeZone == timeZone } }

    private func kept<Column>(_ column: Column?, _ feature: @autoclosure () -> Any) -> Column {
        guard let column else { preconditionFailure("\(feature()) was not kept") }
        return column
    }
}
