import Pricing

/// How much time a bar of a chart stands for.
enum TimeStep: Hashable {
    case minutes(Int64)
    case hour
    case day
    /// From Monday to Sunday.
    case week
    case month

    /// A moment by local clocks, in seconds since 1970 as these show them.
    struct Moment: Hashable {
        let local: Int64
        /// Local time minus UTC.
        let offset: Int64
        /// How much time a moment of this kind stands for, in seconds.
        let resolution: Int64

        /// A day, hour or minute as groups are labelled; nil for anything else.
        init?(label: String) {
            let time = label.count == 10 ? label + "T00:00:00Z" : label
            guard let instant = Timestamp(rfc3339: time),
                let shown = Timestamp(rfc3339: time.prefix(19) + "Z")
            else { return nil }
            local = shown.nanoseconds / 1_000_000_000
            offset = local - instant.nanoseconds / 1_000_000_000
            let isFullHour = local.isMultiple(of: 3600)
            resolution = label.count == 10 ? 86_400 : isFullHour ? 3600 : 60
        }
    }

    /// More bars than these are hard to tell apart.
    private static let mostBars: Int64 = 75

    /// The shortest step that gives few enough bars and is no finer than the moments are.
    init(from first: Int64, to last: Int64, resolution: Int64) {
        let steps: [TimeStep] = [.minutes(1), .minutes(5), .minutes(15), .hour, .day, .week]
        self =
            steps.first {
                $0.seconds >= resolution && (last - first) / $0.seconds < Self.mostBars
            } ?? .month
    }

    private var seconds: Int64 {
        switch self {
        case .minutes(let minutes): minutes * 60
        case .hour: 3600
        case .day: 86_400
        case .week: 7 * 86_400
        case .month: 28 * 86_400
        }
    }

    /// What one bar is, in words.
    var name: String {
        switch self {
        case .minutes(1): "minute"
        case .minutes(let minutes): "\(minutes) minutes"
        case .hour: "hour"
        case .day: "day"
        case .week: "week"
        case .month: "month"
        }
    }

    /// Which bar a moment belongs to; within a day by the instant, so that no two hours share one.
    ///
    /// Bars begin where local clocks show whole steps, also where these are half an hour off.
    func place(of moment: Moment) -> Int64 {
        switch self {
        case .minutes, .hour:
            Self.floor(moment.local - wholeSteps(of: moment.offset), seconds)
        case .day: Self.floor(moment.local, seconds)
        // 1970-01-01 was a Thursday.
        case .week: Self.floor(moment.local + 3 * 86_400, seconds)
        case .month:
            Self.month(ofDay: Self.floor(moment.local, 86_400))
        }
    }

    /// What a bar is called.
    func label(of place: Int64, offset: Int64, withDay: Bool) -> String {
        switch self {
        case .minutes, .hour:
            let local = place * seconds + wholeSteps(of: offset)
            let time = Timestamp(nanoseconds: local * 1_000_000_000).rfc3339.dropFirst(11).prefix(5)
            return withDay ? "\(Self.dayLabel(Self.floor(local, 86_400))), \(time)" : String(time)
        case .day: return Self.dayLabel(place)
        case .week: return Self.dayLabel(place * 7 - 3)
        case .month:
            return
                "\(Self.months[Int(place - Self.floor(place, 12) * 12)]) \(Self.floor(place, 12))"
        }
    }

    /// As much of an offset from UTC as is whole steps.
    private func wholeSteps(of offset: Int64) -> Int64 { Self.floor(offset, seconds) * seconds }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func dayLabel(_ day: Int64) -> String {
        let date = Timestamp.civil(fromDays: Int(day))
        return "\(date.day) \(months[date.month - 1])"
    }

    private static func month(ofDay day: Int64) -> Int64 {
        let date = Timestamp.civil(fromDays: Int(day))
        return Int64(date.year * 12 + date.month - 1)
    }

    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
