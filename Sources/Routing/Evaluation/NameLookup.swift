import Pricing

/// A test of a name, and what a name that the record lacks stands for.
struct NameLookup: Sendable {
    let feature: NameFeature
    let test: Condition.NameTest
    let substitute: String?

    init(feature: NameFeature, test: Condition.NameTest, substitute: String?) {
        self.feature = feature
        self.test = feature == .serviceTier ? test.normalisingTiers : test
        self.substitute = substitute
    }

    /// The name that is tested; nil where it is unknown.
    func resolved(_ name: String?) -> String? {
        feature == .serviceTier ? ServiceTier(name).name : name ?? substitute
    }

    func truth(of name: String?) -> Truth {
        resolved(name).map { Truth(test.passes($0)) } ?? .unknown
    }
}

/// The results of a look-up by name id; each name is tested once, when it is first met.
struct NameTruths {
    let lookup: NameLookup
    private var table: [UInt8] = []

    init(_ lookup: NameLookup) { self.lookup = lookup }

    /// Makes room for ids not seen before; 0 stands for a name not tested yet.
    mutating func grow(to nameCount: Int) {
        guard table.count < nameCount else { return }
        table += [UInt8](repeating: 0, count: nameCount - table.count)
    }

    mutating func lookUp(
        in columns: some FeatureColumns, rows: Range<Int>, into truths: UnsafeMutablePointer<UInt8>
    ) {
        let ids = columns.names(lookup.feature) + rows.lowerBound
        if TruthKernels.lookUp(ids, in: table, count: rows.count, into: truths) { return }
        for row in 0..<rows.count where table[Int(ids[row])] == 0 {
            let name = ids[row] == 0 ? nil : columns.name(ids[row])
            table[Int(ids[row])] = lookup.truth(of: name).rawValue
        }
        _ = TruthKernels.lookUp(ids, in: table, count: rows.count, into: truths)
    }
}

extension Condition.NameTest {
    /// The same test of tiers as pricing reads them: `default` and `auto` are `standard`.
    fileprivate var normalisingTiers: Condition.NameTest {
        let normalised = { (name: String) in ServiceTier(name).name }
        return switch self {
        case .equals(let name): .equals(normalised(name))
        case .differs(let name): .differs(normalised(name))
        case .isIn(let names): .isIn(names.map(normalised))
        case .contains: self
        }
    }
}
