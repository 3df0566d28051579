import Limits
public import Pricing
public import Upstream

/// Sends the requests of a plan when they are meant to go, and measures what becomes of them.
///
/// Requests start when the schedule says, however long those before them take (an open loop), as
/// far as the limits on spending and on requests at a time allow. What a request waits for others
/// to end belongs to its latency; what it waits for money set aside to come back does not, and puts
/// off all that follow.
public struct LiveRun: Sendable {
    /// How requests are sent.
    public struct Settings: Sendable {
        /// The run's name, which each of its records bears.
        public var name: String
        /// When requests are meant to start.
        public var schedule: Schedule
        /// What decides chance.
        public var seed: UInt64
        /// The most requests under way at a time.
        public var concurrency: Int
        /// What may be spent; nil without a limit.
        public var limit: Money?

        /// Settings.
        ///
        /// - Parameters:
        ///   - name: The run's name.
        ///   - schedule: When requests are meant to start.
        ///   - seed: What decides chance.
        ///   - concurrency: The most requests under way at a time, at least one.
        ///   - limit: What may be spent, if that is limited.
        public init(
            name: String, schedule: Schedule, seed: UInt64, concurrency: Int, limit: Money?
        ) {
            precondition(concurrency > 0)
            (self.name, self.schedule, self.seed) = (name, schedule, seed)
            (self.concurrency, self.limit) = (concurrency, limit)
        }
    }

    /// Takes a request that has ended, and how far the run is; in the order of ending, one by one.
    public typealias Observer = @Sendable (MeasuredRequest, LiveProgress) -> Void

    private let plan: LivePlan
    private let settings: Settings
    private let sender: any ChatSending
    private let timepiece: any Timepiece
    private let wallClock: WallClock

    /// A run.
    ///
    /// - Parameters:
    ///   - plan: What is sent.
    ///   - settings: How it is sent.
    ///   - sender: What sends it; it makes no more attempts than the plan's bounds suppose.
    ///   - timepiece: The clock by which it is sent, the same as that of the sender.
    ///   - wallClock: What time of day it is at the clock's times.
    public init(
        _ plan: LivePlan, _ settings: Settings, sender: any ChatSending,
        timepiece: any Timepiece, wallClock: WallClock
    ) {
        (self.plan, self.settings, self.sender) = (plan, settings, sender)
        (self.timepiece, self.wallClock) = (timepiece, wallClock)
    }

    /// Sends everything and waits for it.
    ///
    /// Where the task is cancelled, nothing more is sent, what is under way is cancelled, and what
    /// was measured is the result.
    ///
    /// - Parameter observer: Takes each request that has ended.
    /// - Returns: What was measured.
    public func result(observer: @escaping Observer = { _, _ in }) async -> LiveResult {
        let origin = timepiece.now()
        var dispatch = Dispatch(plan, settings, origin: origin)
        let pricer = AttemptPricer(prices: plan.bounds.prices, clock: wallClock)
        await withTaskGroup(of: Event.self) { group in
            while let event = await nextEvent(&dispatch, &group) {
                switch event {
                case .due: dispatch.timer = nil
                case .ended(let number, let exchange):
                    let costs = exchange.attempts.map(pricer.cost)
                    let measured = dispatch.end(number, exchange, costs)
                    observer(measured, dispatch.progress)
                }
            }
        }
        return dispatch.result(settings.name, duration: timepiece.now() - origin)
    }

    private enum Event: Sendable {
        case due
        case ended(Int, Exchange)
    }

    /// Sends what is due and waits for something to happen; nil at the end.
    private func nextEvent(
        _ dispatch: inout Dispatch, _ group: inout TaskGroup<Event>
    ) async -> Event? {
        while true {
            if Task.isCancelled { dispatch.interrupt() }
            switch dispatch.step(at: timepiece.now()) {
            case .send(let request):
                group.addTask { [sender] in
                    .ended(request.number, await sender.send(request.chat))
                }
                continue
            case .wait(until: let time?) where dispatch.timer == nil:
                dispatch.timer = time
                group.addTask { [timepiece] in
                    // A cancelled timer is one that is due: the loop sees that it is cancelled.
                    try? await timepiece.sleep(until: time)
                    return .due
                }
            case .wait: break
            case .end: break
            }
            return await group.next()
        }
    }
}
