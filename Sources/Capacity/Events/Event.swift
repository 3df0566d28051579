import Limits

/// Something that will happen.
struct Event {
    enum Kind: UInt8 {
        /// The work on a request ends.
        case workEnds
        /// A request is tried again.
        case retryIsDue
        /// A request has waited as long as it may; void where it has left the queue meanwhile.
        case waitIsOver
        /// The head of a queue may find room in the quotas.
        case quotaHasRoom
    }

    let time: Instant
    /// Events of the same time happen in the order in which they were foreseen.
    var order: UInt64 = 0
    let kind: Kind
    /// The slot of the request, or the place of the deployment.
    let subject: Int32
    /// Which place in a queue is meant, where one is.
    var ticket: UInt32 = 0

    @inline(__always)
    func isBefore(_ other: Event) -> Bool {
        time == other.time ? order < other.order : time < other.time
    }
}
