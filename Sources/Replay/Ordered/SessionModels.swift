import Calls
import Pricing

/// To which model each session's last call went, under one policy.
struct SessionModels {
    private var last: [NameID: NameID] = [:]

    /// Notes a call, and tells whether its cache reads find no cache.
    mutating func note(_ call: CallSequence.Call, _ entry: LanePrices.Entry) -> Bool {
        guard call.session != .none, !entry.isUnused else { return false }
        let before = last.updateValue(entry.identity, forKey: call.session)
        guard call.usage.cacheRead > 0 else { return false }
        guard let before else { return entry.isMoved }
        return before != entry.identity
    }
}
