import Documents

/// The fields of a client, in front of those that the file states for all of them.
struct ClientFields {
    /// What may stand at either place.
    static let keys = [
        "arrivals", "model", "team", "users", "tags", "prompt_tokens", "completion_tokens",
        "cached",
        "content_length", "message_count", "max_tokens", "latency",
    ]

    let own: Fields?
    let common: Fields

    func optional(_ key: String) -> Node? { own?.optional(key) ?? common.optional(key) }

    func required(_ key: String) throws(DocumentError) -> Node {
        if let own = own?.optional(key) { return own }
        return try common.required(key)
    }

    /// The client, whose calls are a share of all.
    func client(
        named name: String, share: Double, _ period: StatedPeriod
    ) throws(DocumentError) -> Workload.Client {
        let arrivals = try ArrivalPattern(
            own: own?.optional("arrivals"), common: common.required("arrivals"), share: share,
            period)
        return Workload.Client(name: name, arrivals: arrivals, content: try CallContent(self))
    }
}
