/// How much the gaps between arrivals vary within the minute.
///
/// Each minute's gaps are compared with their own mean, so that a rate that changes from minute to
/// minute adds nothing. The squared coefficients of variation are averaged over the minutes, each
/// with its number of gaps less one as its weight; minutes with fewer than two gaps say nothing.
struct GapVariation {
    private var squares = 0.0
    private var freedom = 0.0

    /// Adds the arrivals of one minute.
    ///
    /// - Parameter times: Nanoseconds, ascending.
    mutating func add(_ times: some BidirectionalCollection<Int64>) {
        guard times.count > 2, let first = times.first, let last = times.last, last > first else {
            return
        }
        let gaps = Double(times.count - 1)
        let mean = Double(last - first) / gaps
        var (sum, earlier) = (0.0, first)
        for time in times.dropFirst() {
            let difference = Double(time - earlier) / mean - 1
            sum += difference * difference
            earlier = time
        }
        squares += sum
        freedom += gaps - 1
    }

    /// The coefficient of variation; nil where no minute has enough gaps.
    var value: Double? { freedom > 0 ? (squares / freedom).squareRoot() : nil }
}
