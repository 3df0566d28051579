import Calls
import Routing

/// Follows the attempts of operations along a policy's fallback chain.
///
/// Attempts count in time order. One that follows a failed one goes to the chain's next model, never
/// to one that failed before in the same run of failures; where none is left it stays at the model
/// that failed last, and is counted. After a success the rules decide again.
struct FallbackChains {
    /// An operation whose last attempt failed.
    private struct Chain {
        var failed: NameID
        /// The models that failed before it.
        var tried: Set<NameID> = []
    }

    private let policy: Policy
    private let names: NameTable
    private var chains: [OperationID: Chain] = [:]
    private var retried: Set<OperationID> = []
    private var counts = FallbackOutcome()

    init(_ policy: Policy, names: NameTable) { (self.policy, self.names) = (policy, names) }

    /// The model of an attempt whose operation's last attempt failed; nil where the rules decide.
    ///
    /// - Parameters:
    ///   - operation: The operation.
    ///   - preferred: A model that goes before the chain unless it was tried; none without one.
    /// - Returns: The model, or nil.
    mutating func model(of operation: OperationID, preferred: NameID) -> NameID? {
        guard !chains.isEmpty, let chain = chains[operation] else { return nil }
        counts.retries += 1
        retried.insert(operation)
        if preferred != .none && preferred != chain.failed && !chain.tried.contains(preferred) {
            return preferred
        }
        let next = policy.next(
            after: names.name(chain.failed), tried: Set(chain.tried.map { names.name($0) }))
        if let next { return names.intern(next) }
        counts.exhausted += 1
        return chain.failed
    }

    /// Notes that the chain sent a call elsewhere than the rules would.
    mutating func noteMove() { counts.moved += 1 }

    var outcome: FallbackOutcome {
        var outcome = counts
        outcome.operations = UInt64(retried.count)
        return outcome
    }

    /// Notes what became of an attempt at a model.
    mutating func note(_ operation: OperationID, isFailed: Bool, at model: NameID) {
        guard operation != .none, isFailed || !chains.isEmpty else { return }
        guard isFailed, model != .none else {
            chains[operation] = nil
            return
        }
        guard var chain = chains[operation] else {
            chains[operation] = Chain(failed: model)
            return
        }
        chain.tried.insert(chain.failed)
        chain.failed = model
        chains[operation] = chain
    }
}
