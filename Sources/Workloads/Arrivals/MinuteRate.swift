/// A rate for each minute of a period; before and after it the minutes repeat.
struct MinuteRate: RateCurve {
    private static let minute = TrafficMeasures.minute
    private static let day: Int64 = 1440

    /// Arrivals a nanosecond, minute by minute.
    let rates: [Double]
    /// The first minute, counted from 1970.
    let first: Int64
    /// How much later than in the log everything happens, in nanoseconds.
    var shift: Int64 = 0

    /// After how many minutes the pattern repeats: a week, a day or all there is, so that the hour
    /// and if possible the day of the week stay those of the log.
    var period: Int64 {
        let length = Int64(rates.count)
        return length >= 7 * Self.day ? 7 * Self.day : length >= Self.day ? Self.day : length
    }

    /// The same with the first minute at an instant, where hours and days mean nothing: the pattern
    /// is shorter than a day.
    func starting(at time: Int64) -> MinuteRate {
        guard period < Self.day else { return self }
        return MinuteRate(rates: rates, first: first, shift: time - first * Self.minute)
    }

    /// The same at a multiple of the rate.
    func scaled(by factor: Double) -> MinuteRate {
        MinuteRate(rates: rates.map { $0 * factor }, first: first, shift: shift)
    }

    func piece(at time: Int64) -> RatePiece {
        let minute = (time - shift).floored(to: Self.minute) / Self.minute
        return RatePiece(end: (minute + 1) * Self.minute + shift, rate: rates[place(of: minute)])
    }

    /// The last minutes of the log stand for those after it, the first for those before it.
    private func place(of minute: Int64) -> Int {
        let distance = minute - first
        if rates.indices.contains(Int(distance)) { return Int(distance) }
        let start = distance < 0 ? 0 : Int64(rates.count) - period
        return Int(start + (distance - start) - (distance - start).floored(to: period))
    }
}
