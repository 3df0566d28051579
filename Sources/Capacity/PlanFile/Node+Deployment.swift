import Documents
import Limits

extension Node {
    static let deploymentKeys = [
        "name", "models", "priced_as", "concurrency", "limits", "over_quota", "queue", "service",
        "timeout", "failure_share", "retry", "fallback",
    ]

    /// A deployment, and the model as which its work is priced.
    ///
    /// - Parameter names: Those of all deployments, in order.
    /// - Returns: Both.
    /// - Throws: The first fault, with its line and key path.
    func deployment(
        _ names: [String]
    ) throws(DocumentError) -> (deployment: Deployment, pricedAs: String?) {
        let fields = try fields(Self.deploymentKeys)
        var deployment = Deployment(
            try fields.required("name").string(),
            concurrency: try fields.optional("concurrency")?.integer(),
            service: try fields.required("service").timeModel())
        deployment.quotas = try (fields.optional("limits")?.list() ?? []).map {
            (node) throws(DocumentError) in try node.quota()
        }
        deployment.overQuota = try fields.optional("over_quota")?.choice() ?? .reject
        if let queue = fields.optional("queue") { deployment.queue = try queue.queue() }
        deployment.timeout = try fields.optional("timeout")?.span()
        deployment.failureShare = try fields.optional("failure_share")?.share() ?? 0
        deployment.retry = try fields.optional("retry")?.retrySchedule()
        deployment.fallback = try fields.optional("fallback")?.place(in: names)
        return (deployment, try fields.optional("priced_as")?.string())
    }

    private func place(in names: [String]) throws(DocumentError) -> Int {
        let name = try string()
        guard let place = names.firstIndex(of: name) else {
            let near = NearNames.near(name, in: names).first.map { "; did you mean \"\($0)\"?" }
            throw error("is \"\(name)\", and no deployment has that name" + (near ?? ""))
        }
        return place
    }

    /// `none`, `unlimited`, or what bounds it.
    private func queue() throws(DocumentError) -> Deployment.Queue? {
        if case .scalar("none", _) = content { return nil }
        if case .scalar("unlimited", _) = content { return Deployment.Queue() }
        guard case .mapping = content else {
            throw error(expected: "none, unlimited, or a mapping with places and longest_wait")
        }
        let fields = try fields(["places", "longest_wait"])
        return Deployment.Queue(
            places: try fields.optional("places")?.integer(),
            longestWait: try fields.optional("longest_wait")?.span())
    }

    private func retrySchedule() throws(DocumentError) -> RetrySchedule {
        let fields = try fields([
            "retries", "first", "factor", "longest", "jitter", "heed_retry_after",
        ])
        let retries = try fields.required("retries")
        guard try 0...1000 ~= retries.integer() else {
            throw retries.error(expected: "a number from 0 to 1000")
        }
        let factor = fields.optional("factor")
        let factorValue = try factor?.number() ?? 2
        guard factorValue >= 1 else {
            throw (factor ?? self).error(expected: "a number from 1 on, such as 2")
        }
        return RetrySchedule(
            retries: try retries.integer(), first: try fields.required("first").span(),
            factor: factorValue, longest: try fields.optional("longest")?.span() ?? .minute,
            jitter: try fields.optional("jitter")?.choice() ?? .full,
            heedsRetryAfter: try fields.optional("heed_retry_after")?.boolean() ?? true)
    }
}
