internal import Documents

extension OffPeakHours.Rule {
    /// Hours on some weekdays; without days they are on every day.
    init(days: Node?, hours: Node) throws(DocumentError) {
        self.days =
            try days.map { node throws(DocumentError) in
                Set(try node.list().map { day throws(DocumentError) in try day.weekday() })
            } ?? Set(1...7)
        if case .list(let nodes) = hours.content {
            spans = try nodes.map { node throws(DocumentError) in try OffPeakHours.Span(node) }
        } else {
            spans = [try OffPeakHours.Span(hours)]
        }
    }
}

extension OffPeakHours.Span {
    /// A span such as `16:30-00:30`, in UTC.
    init(_ node: Node) throws(DocumentError) {
        let ends = try node.string().split(separator: "-", omittingEmptySubsequences: false)
        let minutes = ends.map { OffPeakHours.minuteOfDay($0) }
        guard minutes.count == 2, let start = minutes[0], let end = minutes[1] else {
            throw node.error(expected: "hours in UTC such as \"16:30-00:30\"")
        }
        (self.start, self.end) = (start, end)
    }
}

extension OffPeakHours {
    /// The minutes of a text such as `+08:00`, or nil for any other.
    static func offsetMinutes(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-",
            let minutes = minuteOfDay(text.dropFirst())
        else { return nil }
        return sign == "-" ? -minutes : minutes
    }

    /// The minutes of a text such as `16:30`, or nil for any other.
    fileprivate static func minuteOfDay(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), hour < 24, minute < 60
        else { return nil }
        return Int(hour) * 60 + Int(minute)
    }
}

extension Node {
    /// A day of the week by its number, Monday is 1, or by its English name or the first three
    /// letters of it.
    fileprivate func weekday() throws(DocumentError) -> Int {
        let names = [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        ]
        let text = try string().lowercased()
        let byName = names.firstIndex { $0 == text || $0.prefix(3) == text }.map { $0 + 1 }
        guard let day = byName ?? Int(text), (1...7).contains(day) else {
            throw error(expected: "a weekday from 1 (Monday) to 7, or its name")
        }
        return day
    }
}
