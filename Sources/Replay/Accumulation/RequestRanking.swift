import Calls
import Pricing

/// Keeps the dearest requests of one worker, as requested, in memory that does not grow with the
/// log.
final class RequestRanking {
    /// What a token of each meter costs a kind of call.
    private struct Rates {
        var attos: [Int128] = Array(repeating: 0, count: Meter.allCases.count)

        func cost(_ usage: TokenUsage) -> Int128 {
            var sum: Int128 = 0
            for (index, meter) in Meter.allCases.enumerated() {
                sum += attos[index] * Int128(usage[meter])
            }
            return sum
        }
    }

    private enum Price {
        case unknown
        case unpriced
        case rates(Rates)
    }

    private let limit: Int
    private let plan: ReplayPlan
    private var pricer: KindPricer?
    /// By kind.
    private var prices: [Price] = []
    private var requests: [RankedRequest] = []
    /// What cheaper requests can't get in with.
    private var threshold = Int128.min

    init(_ plan: ReplayPlan, limit: Int) {
        (self.plan, self.limit) = (plan, limit)
    }

    /// Looks at the calls of a block, whose kinds are given by row.
    func add(
        _ block: CallBlock, kinds: UnsafePointer<UInt32>, count: Int, kind: (UInt32) -> CallKind
    ) {
        while prices.count < count { prices.append(.unknown) }
        for row in 0..<block.count {
            let id = kinds[row]
            if case .unknown = prices[Int(id)] { prices[Int(id)] = price(kind(id), block.names) }
            guard case .rates(let rates) = prices[Int(id)] else { continue }
            let cost = rates.cost(block.usage[row])
            if cost >= threshold { note(row, of: block, kind: Int(id), cost) }
        }
    }

    private func note(_ row: Int, of block: CallBlock, kind: Int, _ cost: Int128) {
        requests.append(
            RankedRequest(
                cost: Money(attos: cost), time: Timestamp(nanoseconds: block.time[row]),
                id: block.id[row], idText: block.idText.text(row), model: block.model[row],
                kind: kind, usage: block.usage[row]))
        // A sorting that pays for as many new ones as are kept.
        if requests.count >= 2 * limit + 64 { prune() }
    }

    private func prune() {
        requests = requests.dearest(limit)
        if requests.count == limit, let last = requests.last { threshold = last.cost.attos }
    }

    /// Prices are linear in the tokens of a kind.
    private func price(_ kind: CallKind, _ names: NameTable) -> Price {
        let pricer = pricer ?? KindPricer(plan: plan, names: names)
        self.pricer = pricer
        var rates = Rates()
        for (index, meter) in Meter.allCases.enumerated() {
            let quote = pricer.quote(kind, .one(meter), in: .requested)
            guard let total = quote.total else { return .unpriced }
            rates.attos[index] = total.attos
        }
        return .rates(rates)
    }

    /// How many requests are remembered.
    var held: Int { requests.count }

    /// The dearest, in order.
    var ranked: [RankedRequest] { requests.dearest(limit) }
}

/// A request with what it costs as requested.
struct RankedRequest: Sendable {
    let cost: Money
    let time: Timestamp
    let id: RecordID
    let idText: String?
    /// In the numbering of the worker's names, or of the merged ones.
    var model: NameID
    /// Position among the worker's kinds, or the merged ones.
    var kind: Int
    let usage: TokenUsage
}

extension [RankedRequest] {
    /// The dearest first; of equally dear ones the earlier, then by id.
    func dearest(_ count: Int) -> [RankedRequest] {
        Array(
            sorted { left, right in
                if left.cost != right.cost { return left.cost > right.cost }
                if left.time != right.time { return left.time < right.time }
                return left.id.rawValue < right.id.rawValue
            }.prefix(count))
    }
}

extension TokenUsage {
    /// One token that a meter bills.
    fileprivate static func one(_ meter: Meter) -> TokenUsage {
        switch meter {
        case .input: TokenUsage(input: 1)
        case .cacheRead: TokenUsage(cacheRead: 1)
        case .cacheWrite5m: TokenUsage(cacheWrite5m: 1)
        case .cacheWrite1h: TokenUsage(cacheWrite1h: 1)
        case .output: TokenUsage(output: 1)
        case .reasoning: TokenUsage(output: 1, reasoning: 1)
        }
    }
}
