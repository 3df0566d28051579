import Calls

/// What the calls before it change about a policy's decision on a call.
struct PolicyChange: Hashable, Sendable {
    /// The model instead of the one that the rule gives; none where it stays.
    var model = NameID.none
    var marks: Marks = []

    /// Why it is changed, and what else is.
    struct Marks: OptionSet, Hashable, Sendable {
        let rawValue: UInt32
        /// The month's budget is nearly spent.
        static let budget = Marks(rawValue: 1)
        /// An earlier attempt of the same operation failed.
        static let fallback = Marks(rawValue: 2)
        /// The session's call before went to another model, so that cache reads are plain input.
        static let losesCache = Marks(rawValue: 4)
    }

    /// Nothing.
    static let none = PolicyChange()
}

/// Gives each distinct change a small integer; 0 changes nothing.
struct PolicyChangeTable {
    private var pairs = PairTable()

    init() { _ = id(.none) }

    mutating func id(_ change: PolicyChange) -> UInt32 {
        pairs.id(change.model.rawValue, change.marks.rawValue)
    }

    func change(_ id: UInt32) -> PolicyChange {
        let pair = pairs.pairs[Int(id)]
        return PolicyChange(
            model: NameID(rawValue: pair.left),
            marks: PolicyChange.Marks(rawValue: pair.right))
    }
}
