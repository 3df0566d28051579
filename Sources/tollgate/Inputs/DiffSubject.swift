import Console
import Documents
import Foundation
import Pricing
import Routing

/// What a side of a comparison is: a policy, a price table or a period.
enum DiffSubject {
    /// The traffic as requested.
    case requested
    case policy(String)
    case prices(String)
    /// The first and the last day, or month.
    case period(from: String, to: String)

    /// What an argument names, found by its look and then by the file's content.
    init(_ argument: String) throws {
        if argument == "requested" {
            self = .requested
        } else if let period = Self.period(argument) {
            self = period
        } else if Policy.builtInNames.contains(argument) {
            self = .policy(argument)
        } else if PriceTable.builtInNames.contains(argument) {
            self = .prices(argument)
        } else if PathCheck.exists(argument) {
            self = try Self.isPolicy(argument) ? .policy(argument) : .prices(argument)
        } else {
            let known = (Policy.builtInNames + PriceTable.builtInNames).joined(separator: ", ")
            throw CommandError(
                "\(argument): neither a file nor one of \(known), requested, or a period such as "
                    + "2026-01 or 2026-01-05..2026-01-11")
        }
    }

    /// A policy file has a key of that name; all else is taken for prices and read as such.
    private static func isPolicy(_ path: String) throws -> Bool {
        let head = try Document(contentsOf: path).root
        guard case .mapping(let entries) = head.content else { return false }
        return entries.contains { $0.key == "policy" }
    }

    private static func period(_ text: String) -> DiffSubject? {
        let ends = text.components(separatedBy: "..")
        guard ends.count <= 2, let first = ends.first, let last = ends.last else { return nil }
        guard let start = day(first, isEnd: false), let end = day(last, isEnd: true) else {
            return nil
        }
        return .period(from: start, to: end)
    }

    /// A day, or the first or last one of a month.
    private static func day(_ text: String, isEnd: Bool) -> String? {
        if Timestamp(date: text) != nil { return text }
        guard text.utf8.count == 7, Timestamp(date: text + "-01") != nil else { return nil }
        guard isEnd else { return text + "-01" }
        return (28...31).reversed().map { "\(text)-\($0)" }.first { Timestamp(date: $0) != nil }
    }

    /// The policy; nil for the traffic as requested, and for what is none.
    var policy: String? { if case .policy(let policy) = self { policy } else { nil } }

    /// The options with what it names, for a report's end.
    func named(in options: ReplayOptions) -> ReplayOptions {
        var options = options
        switch self {
        case .requested, .period: break
        case .policy(let policy): options.policy.append(policy)
        case .prices(let prices): options.price.prices.append(prices)
        }
        return options
    }

    /// Whether it is a way to decide the calls.
    var isPolicy: Bool {
        switch self {
        case .requested, .policy: true
        case .prices, .period: false
        }
    }

    /// What kind of thing it is, in words.
    var kind: String {
        switch self {
        case .requested, .policy: "a policy"
        case .prices: "a price table"
        case .period: "a period"
        }
    }
}
