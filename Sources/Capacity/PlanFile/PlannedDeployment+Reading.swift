import Documents
import Limits
import Replay

extension PlannedDeployment {
    private static let keys =
        [
            "name", "model", "models", "other", "limiter", "burst", "accounting", "output_weight",
            "service", "timeout", "failures", "when_limited", "queue", "retry", "fallback",
        ] + Knob.allCases.map(\.rawValue)

    /// A deployment of a plan file.
    ///
    /// - Parameters:
    ///   - node: Where it stands.
    ///   - run: What times of work may be drawn from.
    /// - Throws: `DocumentError` with the place of what is wrong.
    init(_ node: Node, run: LatencyRun?) throws(DocumentError) {
        let fields = try node.fields(Self.keys)
        self.node = node
        var nodes: [String: Node] = [:]
        for key in Self.keys { nodes[key] = fields.optional(key) }
        self.nodes = nodes
        let model = try fields.optional("model")?.name()
        let others = try fields.optional("models")?.names() ?? []
        pricedAs = model
        models = [model].compactMap { $0 }.filter { !others.contains($0) } + others
        takesOthers = try fields.optional("other")?.boolean() ?? false
        guard let name = try fields.optional("name")?.name() ?? model else {
            throw node.error("has neither name nor model; expected one of them at least")
        }
        self.name = name
        limits = try Self.limits(fields)
        limiter = try fields.optional("limiter")?.choice(Limiter.self) ?? .tokenBucket
        burst = try Self.burst(fields, limiter)
        accounting = try fields.optional("accounting")?.choice(Accounting.self) ?? .actual
        outputWeight = try fields.optional("output_weight")?.outputWeight() ?? 1
        service = try Self.service(fields, run, model: model)
        timeout = try fields.optional("timeout")?.span()
        failureShare = try fields.optional("failures")?.share() ?? 0
        let limited = fields.optional("when_limited")
        overQuota = try limited?.choice(Deployment.OverQuota.self) ?? .reject
        if let node = fields.optional("queue") {
            queue = try node.queue()
        } else {
            queue = Deployment.Queue()
        }
        retry = try fields.optional("retry")?.retry()
        fallback = try fields.optional("fallback")?.fallback()
        if overQuota == .queue, queue == nil || queue?.places == 0 {
            throw node.error("has when_limited: queue, and a queue without a place; expected one")
        }
    }

    private static func limits(_ fields: Fields) throws(DocumentError) -> [Knob: Int64] {
        var limits: [Knob: Int64] = [:]
        for knob in Knob.allCases { limits[knob] = try fields.optional(knob.rawValue)?.amount() }
        return limits
    }

    private static func burst(
        _ fields: Fields, _ limiter: Limiter
    ) throws(DocumentError) -> TimeSpan {
        guard let node = fields.optional("burst") else { return .minute }
        guard limiter == .tokenBucket else {
            throw node.error("is for a token-bucket; a \(limiter.rawValue) has no burst")
        }
        return try node.span()
    }

    private static func service(
        _ fields: Fields, _ run: LatencyRun?, model: String?
    ) throws(DocumentError) -> TimeModel {
        guard let node = fields.optional("service") else {
            throw fields.node.error(
                "has no service time; expected service: log (the log's latencies), run (those of --latency "
                    + "RUN), a time such as 2s, or a sum such as 0.2s + 0.02s*completion_tokens")
        }
        guard try node.string() == "run" else { return try node.timeModel() }
        return .measured(try node.measuredTimes(run, model: model))
    }
}

extension Node {
    fileprivate func outputWeight() throws(DocumentError) -> Int64 {
        let weight = try amount()
        guard weight <= 1000 else { throw error("is \(weight); 1000 is the most") }
        return weight
    }

    /// `none`, or how many may wait and how long.
    fileprivate func queue() throws(DocumentError) -> Deployment.Queue? {
        if case .scalar("none", _) = content { return nil }
        guard case .mapping = content else {
            throw error(expected: "none, or a mapping such as {limit: 100, patience: 5s}")
        }
        let fields = try fields(["limit", "patience"])
        return Deployment.Queue(
            places: try fields.optional("limit").map { (node) throws(DocumentError) in
                Int(clamping: try node.amount(least: 0))
            },
            longestWait: try fields.optional("patience")?.span())
    }

    fileprivate func retry() throws(DocumentError) -> RetrySchedule {
        let fields = try fields([
            "attempts", "base", "factor", "cap", "jitter", "heed_retry_after",
        ])
        let attempts = try fields.required("attempts")
        let count = try attempts.amount(least: 2)
        guard count <= 100 else { throw attempts.error("is \(count); 100 is the most") }
        return RetrySchedule(
            retries: Int(count) - 1, first: try fields.required("base").span(),
            factor: try fields.optional("factor")?.factor() ?? 2,
            longest: try fields.optional("cap")?.span() ?? .minute,
            jitter: try fields.optional("jitter")?.choice(RetrySchedule.Jitter.self) ?? .full,
            heedsRetryAfter: try fields.optional("heed_retry_after")?.boolean() ?? true)
    }

    private func factor() throws(DocumentError) -> Double {
        guard let number = Double(try string()), number >= 1, number <= 100 else {
            throw error(expected: "a number from 1 to 100, such as 2")
        }
        return number
    }

    /// The next deployment; what follows it is its own matter.
    fileprivate func fallback() throws(DocumentError) -> String {
        guard case .list(let nodes) = content else { return try name() }
        guard nodes.count == 1 else {
            throw error(
                "names \(nodes.count) deployments; name the next one, and there the one after it")
        }
        return try nodes[0].name()
    }
}
