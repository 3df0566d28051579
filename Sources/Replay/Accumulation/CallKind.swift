import Calls
import Pricing

/// All facts about a call that its prices and decisions depend on.
///
/// Calls of one kind cost the same per token under every column of the report, so that totals by
/// kind are all that a report needs: baselines and savings come from them without another look at
/// the calls.
struct CallKind: Hashable, Sendable {
    /// The model asked for.
    var model: NameID
    /// The model that answered.
    var servedModel: NameID
    /// The service tier as logged.
    var serviceTier: NameID
    /// Usage state, failure, presence of a recorded cost.
    var flags: CallFlags
    /// What its size and time mean for prices, by the number of the plan's classifier.
    var priceNumber: UInt32
    /// The position of what was decided among the policy's outcomes, by policy.
    var outcomes: [UInt16]
    /// What the calls before it change about the decisions, by policy; empty where nothing.
    var changes: [PolicyChange] = []
    /// Whether it has cached tokens and is the first of its session, where that makes a difference.
    var opensSession = false

    /// What the calls before it change about a policy's decision.
    func change(under policy: Int) -> PolicyChange { changes.isEmpty ? .none : changes[policy] }

    /// Neither counted nor known to be nothing; a failed call that tells no usage costs nothing.
    var isUsageUnknown: Bool { flags.usage == .unknown && !flags.isFailed }

    /// Nothing was used, whatever the model: the call failed before anything was billed.
    var isKnownToCostNothing: Bool { flags.usage != .known && !isUsageUnknown }
}

extension CallKind {
    /// The same kind with the ids of another name table.
    func renamed(_ ids: [NameID]) -> CallKind {
        var renamed = self
        renamed.model = ids[Int(model.rawValue)]
        renamed.servedModel = ids[Int(servedModel.rawValue)]
        renamed.serviceTier = ids[Int(serviceTier.rawValue)]
        return renamed
    }
}
