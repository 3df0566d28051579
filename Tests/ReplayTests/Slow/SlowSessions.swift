import Foundation

/// What becomes of cached input when sessions move between models, call after call.
struct SlowSessions {
    let prices: SlowPrices
    /// The model of a call in the column.
    let model: (SlowCall) -> String?

    /// The sum over the calls that have a price.
    func total(_ calls: [SlowCall]) -> Decimal {
        var last: [String: String] = [:]
        let sorted = calls.sorted {
            ($0.time.seconds, $0.time.nanoseconds, $0.place)
                < ($1.time.seconds, $1.time.nanoseconds, $1.place)
        }
        return sorted.reduce(Decimal(0)) { sum, call in
            guard !call.costsNothing, let session = call.text("session") else { return sum }
            let target = prices.id(model(call)) ?? ""
            let before = last.updateValue(target, forKey: session)
            let isLost = before.map { $0 != target } ?? !homes(of: call).contains(target)
            let billed = isLost ? call.withoutCacheReads : call
            return sum + (prices.cost(model(call), of: billed).amount ?? 0)
        }
    }

    /// The model that was asked for, and the one that answered where the prices know it.
    private func homes(of call: SlowCall) -> [String] {
        let served = prices.id(call.text("served_model"))
        let isKnown = prices.models.contains { $0.id == served }
        return [prices.id(call.text("model")), isKnown ? served : nil].compactMap { $0 }
    }
}

extension SlowCall {
    /// The same call with what was read from a cache as plain input.
    fileprivate var withoutCacheReads: SlowCall {
        var call = self
        call.tokens = tokens.map { meter, count in
            (meter == "cache_read" ? "input" : meter, count)
        }
        return call
    }
}
