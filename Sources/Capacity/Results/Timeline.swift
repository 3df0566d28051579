public import Limits

/// What happened in each slice of time.
///
/// A request counts in the slice in which it came in, so that one of trouble is the one whose
/// callers had it; retries, waits and work count in the slice in which they happened.
///
/// Where there are very many slices, two and two become one, so that a long log needs no more
/// memory than a short one.
public struct Timeline: Hashable, Sendable {
    /// A slice of time.
    public struct Slice: Hashable, Sendable {
        /// When it begins.
        public let start: Instant
        /// The requests that came in, and what became of them, whenever that was.
        public internal(set) var requests = OutcomeCounts()
        /// Attempts after a first one that failed or was refused.
        public internal(set) var retries: UInt64 = 0
        /// Those of the requests that were served later than the plan's goal.
        public internal(set) var late: UInt64 = 0
        /// The longest wait of a request on which work began.
        public internal(set) var longestWait = TimeSpan.zero
        /// The most requests that waited in queues at the same time.
        public internal(set) var mostWaiting = 0
        /// Seconds of work, over all deployments.
        public internal(set) var busySeconds = 0.0
        /// The requests at its end: in queues, being worked on, between attempts.
        public internal(set) var atEnd = Present()

        init(start: Instant) { self.start = start }
    }

    /// Requests on their way.
    public struct Present: Hashable, Sendable {
        /// In queues.
        public private(set) var waiting: Int
        /// Being worked on.
        public private(set) var inService: Int
        /// Between an attempt and the next.
        public private(set) var backingOff: Int

        init(waiting: Int = 0, inService: Int = 0, backingOff: Int = 0) {
            (self.waiting, self.inService) = (waiting, inService)
            self.backingOff = backingOff
        }

        static func += (left: inout Present, right: Present) {
            left.waiting += right.waiting
            left.inService += right.inService
            left.backingOff += right.backingOff
        }

        /// All of them.
        public var total: Int { waiting + inService + backingOff }
    }

    static let mostSlices = 1 << 14

    /// How long a slice is.
    public private(set) var interval: TimeSpan
    /// The slices that are over.
    public private(set) var slices: [Slice] = []
    /// The slice that has begun.
    public internal(set) var current: Slice

    /// The first slice holds a time and begins at a multiple of the interval.
    init(interval: TimeSpan, from start: Instant) {
        self.interval = interval
        current = Slice(start: Self.start(of: start, interval))
    }

    /// When the current slice ends.
    var end: Instant { current.start + interval }

    /// The slice of a time that has begun.
    subscript(time: Instant) -> Slice {
        _read { yield place(of: time).map { slices[$0] } ?? current }
        _modify {
            if let place = place(of: time) { yield &slices[place] } else { yield &current }
        }
    }

    /// The place of the slice of a time; nil for the current one.
    private func place(of time: Instant) -> Int? {
        guard time < current.start, let first = slices.first else { return nil }
        return Int((time - first.start).nanoseconds / interval.nanoseconds)
    }

    /// Ends the current slice, as which this one is kept, and begins the next.
    mutating func close(_ slice: Slice) {
        slices.append(slice)
        current = Slice(start: end)
        if slices.count == Self.mostSlices { halve() }
    }

    private mutating func halve() {
        slices = stride(from: 0, to: slices.count, by: 2).map { place in
            slices[place].followed(by: slices[place + 1])
        }
        interval = interval + interval
    }

    private static func start(of time: Instant, _ interval: TimeSpan) -> Instant {
        let rest = time.nanoseconds % interval.nanoseconds
        let offset = rest < 0 ? rest + interval.nanoseconds : rest
        return Instant(nanoseconds: time.nanoseconds - offset)
    }
}

extension Timeline.Slice {
    fileprivate func followed(by other: Self) -> Self {
        var both = self
        both.requests.add(other.requests)
        both.retries += other.retries
        both.late += other.late
        both.longestWait = max(longestWait, other.longestWait)
        both.mostWaiting = max(mostWaiting, other.mostWaiting)
        both.busySeconds += other.busySeconds
        both.atEnd = other.atEnd
        return both
    }
}
