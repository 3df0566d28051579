import Foundation

/// A monthly budget, call after call.
struct SlowBudget {
    let policy: SlowPolicy
    let monthly: Decimal
    let alert: Decimal
    let thenUse: String

    struct Outcome {
        /// By place of the call; the rule after the policy's own is the budget.
        var choices: [SlowPolicy.Choice]
        var months: [String]
    }

    private struct Month {
        let name: String
        var requests = 0
        var spent = Decimal(0)
        var reachedBy: Int?
        var after = 0
        var moved = 0
        var saved = Decimal(0)

        var figure: String {
            "\(name): \(requests), \(spent), by \(reachedBy ?? 0), \(after) after, \(moved) moved, "
                + "\(saved) saved"
        }
    }

    func outcome(_ calls: [SlowCall], _ prices: SlowPrices, _ zone: TimeZone) -> Outcome {
        var choices = calls.map(policy.choose)
        var months: [Month] = []
        let sorted = calls.sorted {
            ($0.time.seconds, $0.time.nanoseconds, $0.place)
                < ($1.time.seconds, $1.time.nanoseconds, $1.place)
        }
        for call in sorted {
            let name = month(call, zone)
            if months.last?.name != name { months.append(Month(name: name)) }
            var month = months[months.count - 1]
            month.requests += 1
            let decided = choices[call.place]
            if month.reachedBy != nil { choices[call.place] = (policy.rules.count, thenUse) }
            let cost = prices.cost(choices[call.place].model, of: call).amount
            month.spent += cost ?? 0
            if month.reachedBy != nil {
                month.after += 1
                if prices.id(decided.model) != prices.id(thenUse) { month.moved += 1 }
                let before = prices.cost(decided.model, of: call).amount
                if let before, let cost { month.saved += before - cost }
            } else if month.spent >= monthly * alert {
                month.reachedBy = month.requests
            }
            months[months.count - 1] = month
        }
        return Outcome(choices: choices, months: months.map(\.figure))
    }

    private func month(_ call: SlowCall, _ zone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: TimeInterval(call.time.seconds))
        let parts = calendar.dateComponents([.year, .month], from: date)
        return "\(parts.year ?? 0)-\(String("0\(parts.month ?? 0)".suffix(2)))"
    }
}

extension SlowPrices {
    /// The id of a model that may go by an alias.
    func id(_ name: String?) -> String? {
        let named = models.first { ([$0.id] + $0.aliases).contains { $0 == name } }
        return named?.id ?? name
    }
}
