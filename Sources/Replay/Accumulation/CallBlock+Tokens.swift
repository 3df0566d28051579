import Calls
import Pricing

extension CallBlock {
    /// The tokens of all rows added to a sum, which stays at the bound of a run once it reaches it,
    /// so that a run is refused in the same words for any number of workers.
    func tokens(addedTo sum: UInt64) -> UInt64 {
        var sum = sum
        for row in 0..<count { sum = min(sum + usage[row].total, Bounds.tokensPerRun) }
        return sum
    }
}
