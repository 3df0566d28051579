import Foundation

extension SlowReplay {
    private struct Label {
        let text: SlowName
        /// When the day or hour began; 0 for names.
        var start = 0
    }

    func groups(_ dimensions: [String]) -> [String] {
        var groups: [[SlowName]: (labels: [Label], calls: [SlowCall])] = [:]
        for call in calls {
            let labels = dimensions.map { label($0, call) }
            groups[labels.map(\.text), default: (labels, [])].calls.append(call)
        }
        let isChronological = dimensions.contains("day") || dimensions.contains("hour")
        let sorted = groups.values.sorted { left, right in
            let costs = isChronological ? (0, 0) : (requested(left.calls), requested(right.calls))
            guard costs.0 == costs.1 else { return costs.0 > costs.1 }
            for (left, right) in zip(left.labels, right.labels) where left.text != right.text {
                return left.start == right.start ? left.text < right.text : left.start < right.start
            }
            return false
        }
        return sorted.map { figure(dimensions, $0.labels, $0.calls) }
    }

    private func requested(_ calls: [SlowCall]) -> Decimal {
        calls.compactMap { prices.cost($0.text("model"), of: $0).amount }.reduce(0, +)
    }

    private func figure(_ dimensions: [String], _ labels: [Label], _ calls: [SlowCall]) -> String {
        let by = zip(dimensions, labels).map { (dimension: $0, value: $1.text.text) }
        let columns: [(String, (SlowCall) -> String?)] =
            [("as_requested", { $0.text("model") })]
            + policies.map { policy in (policy.name, { choice(policy, $0).model }) }
        let costs = columns.map { name, model in
            let costs = calls.map { prices.cost(model($0), of: $0).amount }
            return Figure.cost(
                name, "\(costs.compactMap { $0 }.reduce(0, +))",
                unpriced: costs.filter { $0 == nil }.count)
        }
        let tokens = calls.reduce(Decimal(0)) { $0 + $1.totalTokens }
        return "\(Figure.group(by)): \(calls.count) requests, \(tokens) tokens; "
            + costs.joined(separator: "; ")
    }

    private func label(_ dimension: String, _ call: SlowCall) -> Label {
        switch dimension {
        case "model": Label(text: SlowName(call.text("model")))
        case "served-model": Label(text: SlowName(call.text("served_model")))
        case "day": localDay(call)
        case "hour": localHour(call)
        case _ where dimension.hasPrefix("tag:"):
            Label(text: SlowName(call.tag(String(dimension.dropFirst(4)))))
        default: Label(text: SlowName(call.text(dimension) ?? assumed[dimension]))
        }
    }

    private func local(_ call: SlowCall) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: TimeInterval(call.time.seconds))
        return calendar.dateComponents([.year, .month, .day, .hour], from: date)
    }

    private func localDay(_ call: SlowCall) -> Label {
        let parts = local(call)
        let text = "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
        return Label(text: SlowName(text))
    }

    private func localHour(_ call: SlowCall) -> Label {
        let date = Date(timeIntervalSince1970: TimeInterval(call.time.seconds))
        let offset = zone.secondsFromGMT(for: date)
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        let shown = offset == 0 ? "Z" : "\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
        let (seconds, day) = (call.time.seconds + offset, localDay(call).text.text ?? "")
        let text = "\(day)T\(two(local(call).hour)):00:00\(shown)"
        return Label(text: SlowName(text), start: seconds - (seconds % 3600) - offset)
    }

    private func two(_ number: Int?) -> String { String("0\(number ?? -1)".suffix(2)) }
}
