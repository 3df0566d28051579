import Calls

/// What both formats say about a call, brought together once the record was read.
struct ProxyCall {
    var group = NameID.none
    var deployment = NameID.none
    var promptTokens: UInt64?
    var completionTokens: UInt64?
    var response = ProxyResponse()
    var isCacheHit = false
    var isFailed = false
    var endUser = NameID.none
    var user = NameID.none
    var team = NameID.none

    /// Writes everything into a record that has what could be written at once.
    func finish(_ record: inout CallRecord, _ metadata: ProxyMetadata) throws(BadLine) {
        guard record.time != nil else { throw .missing("startTime", expected: "a time") }
        record.model = group.or(deployment)
        record.servedModel = deployment
        record.user = endUser.or(metadata.endUser).or(user).or(metadata.user)
        record.team = team.or(metadata.team).or(metadata.teamAlias)
        record.isFailed = isFailed || metadata.isFailed
        let details = metadata.usage ?? metadata.additionalUsage ?? response.usage ?? ProxyUsage()
        record.serviceTier = response.serviceTier.or(details.serviceTier).or(record.serviceTier)
        try takeUsage(details, into: &record)
    }

    /// Normalises the counts.
    ///
    /// What the proxy answered from its own cache used nothing. A failed call that used nothing is
    /// logged with zeros, and so is any other whose usage the proxy could not tell.
    private func takeUsage(
        _ details: ProxyUsage, into record: inout CallRecord
    ) throws(BadLine) {
        record.usageState = isCacheHit || record.isFailed ? .none : .unknown
        if isCacheHit { return }
        let usage = details.inclusive(prompt: promptTokens, completion: completionTokens)
        if usage.prompt == 0 && usage.completion == 0 { return }
        _ = try usage.take(into: &record)
    }
}

extension NameID {
    /// Another name where the record lacks this one.
    fileprivate func or(_ other: NameID) -> NameID { self == .none ? other : self }
}

extension JSONCursor {
    /// Whether the proxy answered from its own cache: a boolean, or the text of one in Python.
    mutating func isCacheHit() throws(BadLine) -> Bool {
        let start = at
        guard at.pointee == UInt8(ascii: "\"") else {
            return try optionalBoolean("cache_hit") ?? false
        }
        switch try text().string {
        case "True", "true": return true
        case "False", "false", "None", "": return false
        default:
            at = start
            throw try wrongValue("cache_hit", expected: "true or false")
        }
    }
}
