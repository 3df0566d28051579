/// A block of requests as columns: the form in which requests are decided.
///
/// Names are small integers. An id always stands for the same name, also in later blocks that the
/// same evaluator is given.
public protocol FeatureColumns {
    /// How many requests there are.
    var rows: Int { get }
    /// How many name ids there are, 0 included: every id is below.
    var nameCount: Int { get }

    /// The 128 bits that stand for the id of each request; 0 where the record has none.
    var ids: UnsafePointer<UInt128> { get }

    /// A number of each request in the units of its feature; negative where the record lacks it.
    func numbers(_ feature: NumericFeature) -> NumberColumn
    /// The id of a name of each request; 0 where the record lacks it.
    func names(_ feature: NameFeature) -> UnsafePointer<UInt32>
    /// Whether it is so of each request, as raw `Truth`s.
    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8>
    /// Whether each request has a text, as raw `Truth`s.
    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8>
    /// The name behind an id other than 0.
    func name(_ id: UInt32) -> String
}

/// One row of a block, as a block.
struct SingleRow<Block: FeatureColumns>: FeatureColumns {
    let block: Block
    let row: Int

    var rows: Int { 1 }
    var nameCount: Int { block.nameCount }
    var ids: UnsafePointer<UInt128> { block.ids + row }

    func numbers(_ feature: NumericFeature) -> NumberColumn { block.numbers(feature).dropping(row) }
    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> { block.names(feature) + row }
    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8> { block.truths(feature) + row }
    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8> { block.truths(probe) + row }
    func name(_ id: UInt32) -> String { block.name(id) }
}
