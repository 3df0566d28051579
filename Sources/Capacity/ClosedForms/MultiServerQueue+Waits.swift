import Foundation

extension MultiServerQueue {
    /// The mean wait, in mean service times.
    public var wait: Double { waitingProbability / surplus }

    /// The requests that wait, on average.
    public var waiting: Double { offeredLoad * wait }

    /// The wait that a share of the requests does not exceed, in mean service times.
    ///
    /// - Parameter share: At least 0, below 1.
    /// - Returns: A time.
    public func waitQuantile(_ share: Double) -> Double {
        max(0, log(waitingProbability / (1 - share)) / surplus)
    }

    /// The time from arrival to departure that a share of the requests does not exceed, in mean
    /// service times.
    ///
    /// - Parameter share: At least 0, below 1.
    /// - Returns: A time.
    public func sojournQuantile(_ share: Double) -> Double {
        let waitingProbability = waitingProbability
        var (low, high) = (0.0, 1.0)
        while sojournTail(high, waitingProbability) > 1 - share { high *= 2 }
        while true {
            let middle = (low + high) / 2
            guard low < middle, middle < high else { return middle }
            let isTooLow = sojournTail(middle, waitingProbability) > 1 - share
            (low, high) = isTooLow ? (middle, high) : (low, middle)
        }
    }

    /// The fewest servers that meet a demand, which more servers meet all the better.
    ///
    /// - Parameters:
    ///   - offeredLoad: Arrivals times the mean service time, in servers.
    ///   - most: How many are tried.
    ///   - isMet: Whether a queue meets the demand.
    /// - Returns: A queue that meets it; nil where so many don't.
    public static func smallest(
        offeredLoad: Double, most: Int = 1 << 20, meeting isMet: (MultiServerQueue) -> Bool
    ) -> MultiServerQueue? {
        func queue(_ servers: Int) -> MultiServerQueue? {
            MultiServerQueue(servers: servers, offeredLoad: offeredLoad).flatMap {
                isMet($0) ? $0 : nil
            }
        }
        var (low, high) = (0, 1)
        while queue(high) == nil {
            guard high < most else { return nil }
            (low, high) = (high, min(most, 2 * high))
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            (low, high) = queue(middle) == nil ? (middle, high) : (low, middle)
        }
        return queue(high)
    }

    /// Free servers, on average: how much faster the queue drains than it fills.
    private var surplus: Double { Double(servers) - offeredLoad }

    /// How likely a request takes longer than a time, in mean service times.
    private func sojournTail(_ time: Double, _ waitingProbability: Double) -> Double {
        let difference = surplus - 1
        let slow = difference == 0 ? time : -expm1(-difference * time) / difference
        return exp(-time) * (1 + waitingProbability * slow)
    }
}
