public import Documents

extension Workload {
    /// What a workload's length may be, as it is said where it is something else.
    public static let expectedLength =
        "a length of time above zero and up to \(mostDays) days, such as 10m, 12 hours or 7 days"
    private static let mostDays: Int64 = 36_525

    /// The length that a text spells out; nil where it is no ``expectedLength``.
    public static func length(_ text: String) -> WrittenDuration? {
        WrittenDuration(text).flatMap {
            1...mostDays * 86_400_000_000_000 ~= $0.nanoseconds ? $0 : nil
        }
    }
}

/// How times and rates are read.
extension Node {
    func duration() throws(DocumentError) -> WrittenDuration {
        guard let duration = Workload.length(try string()) else {
            throw error(expected: Workload.expectedLength)
        }
        return duration
    }

    /// A rate such as `1200/hour`, in calls a second.
    func rate() throws(DocumentError) -> Double {
        let parts = try string().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, case let digits = parts[0].trimmed,
            DecimalNumber(digits) != nil, let count = Double(digits), count > 0,
            let length = WrittenDuration.nanoseconds(ofUnit: parts[1].trimmed),
            case let rate = count * 1e9 / Double(length), rate <= 1e7, rate >= 1e-7
        else {
            throw error(
                expected: "a rate such as 1200/hour or 20/s, from one in ten million seconds to "
                    + "ten million a second")
        }
        return rate
    }
}
