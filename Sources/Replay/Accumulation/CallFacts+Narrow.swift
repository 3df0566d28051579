import CColumns
import Calls

extension CallFacts {
    /// The position of each row's kind in `kinds`; valid until the next block.
    ///
    /// - Parameters:
    ///   - block: Calls that all have the same prices.
    ///   - priceNumber: The number of these.
    ///   - models: Its models, one a row.
    ///   - flags: Its flags, one a row.
    /// - Returns: One position a row.
    mutating func combine(
        _ block: NarrowBlock, priceNumber: UInt32, models: UnsafePointer<UInt32>,
        flags: UnsafePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt32> {
        let scratch = scratch(rows: NarrowBlock.capacity)
        let (ids, values, rows) = (scratch.ids.base, scratch.values.base, block.rows)
        if case .same(let served) = block.servedModel, case .same(let tier) = block.serviceTier,
            block.names.count <= KnownKinds.mostNames
        {
            // Kinds differ by model and flags alone, as in most logs: one look-up finds them.
            let rest = KnownKinds.Rest(served: served, tier: tier, priceNumber: priceNumber)
            known.prepare(rest, names: block.names.count)
            while let row = known.lookUp(models, flags, count: rows, into: ids) {
                known[models[row], flags[row]] = id(models[row], flags[row], rest)
            }
            return ids
        }
        ids.update(from: models, count: rows)
        block.servedModel.fill(values, rows) { $0.rawValue }
        tables.served.combine(ids, with: values, count: rows)
        block.serviceTier.fill(values, rows) { $0.rawValue }
        tables.tier.combine(ids, with: values, count: rows)
        for row in 0..<rows { values[row] = UInt32(flags[row]) | priceNumber << 4 }
        tables.flags.combine(ids, with: values, count: rows)
        return ids
    }

    private mutating func id(_ model: UInt32, _ flags: UInt8, _ rest: KnownKinds.Rest) -> UInt32 {
        let models = tables.served.id(model, rest.served.rawValue)
        let tier = tables.tier.id(models, rest.tier.rawValue)
        return tables.flags.id(tier, UInt32(flags) | rest.priceNumber << 4)
    }
}

/// The kinds that were met, by model and flags, of calls that have all the rest in common.
struct KnownKinds {
    /// What the calls have in common.
    struct Rest: Equatable {
        let served: NameID
        let tier: NameID
        let priceNumber: UInt32
    }

    /// With more names, most of which are no models, the table would not pay.
    static let mostNames = 4096
    private static let unknown = UInt32.max
    private var rest: Rest?
    /// By model and four bits of flags.
    private var table: [UInt32] = []

    /// Forgets kinds that have other things in common, and makes room for new models.
    mutating func prepare(_ rest: Rest, names: Int) {
        if self.rest != rest { table = [] }
        self.rest = rest
        let missing = names * 16 - table.count
        if missing > 0 { table += repeatElement(Self.unknown, count: missing) }
    }

    subscript(model: UInt32, flags: UInt8) -> UInt32 {
        get { table[Int(model) * 16 + Int(flags)] }
        set { table[Int(model) * 16 + Int(flags)] = newValue }
    }

    /// Looks up the kind of each row; gives the first row whose kind is not known yet.
    func lookUp(
        _ models: UnsafePointer<UInt32>, _ flags: UnsafePointer<UInt8>, count: Int,
        into kinds: UnsafeMutablePointer<UInt32>
    ) -> Int? {
        guard tg_look_up_kinds(models, flags, table, count, kinds) == Self.unknown else {
            return nil
        }
        return (0..<count).first { kinds[$0] == Self.unknown }
    }
}

extension NarrowColumn {
    /// Fills a column with what `convert` makes of each row.
    @inline(__always)
    func fill<Element>(
        _ target: UnsafeMutablePointer<Element>, _ rows: Int, _ convert: (Value) -> Element
    ) {
        switch self {
        case .same(let value): target.update(repeating: convert(value), count: rows)
        case .each(let values): for row in 0..<rows { target[row] = convert(values[row]) }
        }
    }
}
