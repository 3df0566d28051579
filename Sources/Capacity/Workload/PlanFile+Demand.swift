public import Calls

extension PlanFile {
    /// What the plan looks at of each request beside its tokens.
    public var demandedFields: Demand.Fields {
        var fields: Demand.Fields = []
        for deployment in deployments {
            if deployment.key(lookingAt: .maximumTokens) != nil { fields.insert(.maxTokens) }
            if deployment.key(lookingAt: .latency) != nil { fields.insert(.latency) }
        }
        return fields
    }
}
