public import Routing

/// A number in a policy's rules and the values that a sweep gives it.
public struct SweepAxis: Sendable {
    /// The number.
    public let variable: Policy.Variable
    /// What reports call it.
    public let name: String
    /// The values, ascending, each once.
    public let values: [Int64]

    /// The axis at one of its values, as `content_length > 500`.
    public func label(_ value: Int64) -> String {
        switch variable {
        case .parameter(let name): "\(name) = \(value)"
        case .bound(let feature, let bound): "\(feature.rawValue) \(value) for \(bound)"
        }
    }

    /// More values than these are refused.
    public static let mostValues = 10_000

    /// Reads `content_length=500:50000:100`, `content_length>1000=500,1000,2000` or
    /// `my_parameter=1:10:10`: what varies, and first, last and number of values, or a list.
    ///
    /// Values between are spread evenly and rounded to whole numbers.
    ///
    /// - Parameters:
    ///   - text: What is swept.
    ///   - policy: The policy that has the number.
    /// - Throws: `ReplayError` with what was expected.
    public init(_ text: String, of policy: Policy) throws(ReplayError) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Self.fault(text, "NAME=FIRST:LAST:COUNT") }
        (variable, name) = try Self.variable(parts[0], of: policy, text)
        guard policy.comparesWholeNumbers(with: variable) else {
            throw ReplayError(
                "--sweep \(text): what a fraction can be compared with, such as latency_ms, can't "
                    + "be swept; vary the policy file instead")
        }
        values = try Self.values(parts[1], text)
    }

    private static func fault(_ text: String, _ expectation: String) -> ReplayError {
        ReplayError(
            "--sweep \(text): expected \(expectation), as in content_length=500:50000:100")
    }

    private static func variable(
        _ name: String, of policy: Policy, _ text: String
    ) throws(ReplayError) -> (Policy.Variable, String) {
        if policy.parameters.contains(where: { $0.name == name }) {
            guard policy.uses(.parameter(name)) else {
                throw ReplayError("--sweep \(text): no rule of \(policy.name) uses \(name)")
            }
            return (.parameter(name), name)
        }
        let parts = name.split(separator: ">", maxSplits: 1).map(String.init)
        guard let feature = NumericFeature(rawValue: parts[0]) else {
            let parameters = policy.parameters.map(\.name)
            let known = (parameters + NumericFeature.allCases.map(\.rawValue)).joined(
                separator: ", ")
            throw fault(text, "one of \(known)")
        }
        let bounds = policy.bounds(of: feature)
        guard let first = bounds.first else {
            throw ReplayError("--sweep \(text): no rule of \(policy.name) compares \(parts[0])")
        }
        guard parts.count == 2 else { return (.bound(feature, first), "\(parts[0]) > \(first)") }
        guard let bound = Int64(parts[1]), bounds.contains(bound) else {
            let known = bounds.map { "\(parts[0])>\($0)" }.joined(separator: ", ")
            throw fault(text, "one of \(known)")
        }
        return (.bound(feature, bound), "\(parts[0]) > \(bound)")
    }

    private static func values(_ text: String, _ whole: String) throws(ReplayError) -> [Int64] {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 { return try list(text, whole) }
        let numbers = parts.compactMap(Int64.init)
        let isRange =
            numbers.count == 3 && parts.count == 3 && numbers[0] >= 0
            && numbers[0] < numbers[1] && numbers[1] < Int64(1) << 48
            && 2...Int64(mostValues) ~= numbers[2]
        guard isRange else {
            throw fault(
                whole, "FIRST:LAST:COUNT with 0 <= FIRST < LAST and 2 to \(mostValues) values")
        }
        let (first, last, count) = (numbers[0], numbers[1], numbers[2])
        let spread = (0..<count).map { index in
            // Rounded half up; the product stays below 2^62.
            first + ((last - first) * index * 2 + (count - 1)) / ((count - 1) * 2)
        }
        return spread.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    private static func list(_ text: String, _ whole: String) throws(ReplayError) -> [Int64] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int64($0) }.filter { $0 >= 0 }
        guard numbers.count == parts.count, Set(numbers).count == numbers.count,
            numbers.count <= mostValues
        else { throw fault(whole, "whole numbers, each once, at most \(mostValues)") }
        return numbers.sorted()
    }
}
