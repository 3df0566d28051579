public import Calls
public import Routing

extension RequestFeatures {
    /// A logged call as a single request.
    ///
    /// - Parameters:
    ///   - row: The call's row.
    ///   - block: The block, read with the policy's demand.
    ///   - policy: Whose texts were looked for.
    public init(row: Int, of block: CallBlock, for policy: Policy) {
        self.init()
        let features = BlockFeatures(
            block: block,
            textColumns: Dictionary(
                uniqueKeysWithValues: zip(policy.probes, policy.probes.indices)))
        let number = { (feature: NumericFeature) -> Int64? in
            let value = features.numbers(feature)[row]
            return value == CallBlock.unknownNumber ? nil : value
        }
        let name = { (feature: NameFeature) -> String? in
            let id = features.names(feature)[row]
            return id == 0 ? nil : features.name(id)
        }
        (model, user, team) = (name(.model), name(.user), name(.team))
        (session, serviceTier) = (name(.session), name(.serviceTier))
        contentLength = number(.contentLength)
        messageCount = number(.messageCount)
        maxTokens = number(.maxTokens)
        for probe in policy.probes {
            switch Truth(rawValue: features.truths(probe)[row]) {
            case .true: matches[probe] = true
            case .false: matches[probe] = false
            default: break
            }
        }
    }
}
