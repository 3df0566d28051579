import Documents
import Limits
import Statistics

/// Times of work as people write them: `log`, `2s`, `0.2s + 0.02s*completion_tokens`,
/// `lognormal 2s cv 1.5`.
enum ServiceText {
    struct Fault: Error { let message: String }

    private static let fields = ["prompt_tokens", "cached_tokens", "completion_tokens"]

    static func model(_ text: String) throws(Fault) -> TimeModel {
        let words = text.split(separator: " ").map(String.init)
        if words == ["log"] { return .recorded }
        if let family = words.first.flatMap(PositiveDistribution.Family.init(rawValue:)) {
            return .drawn(try distribution(family, Array(words.dropFirst())))
        }
        return .tokens(try formula(text))
    }

    private static func distribution(
        _ family: PositiveDistribution.Family, _ words: [String]
    ) throws(Fault) -> PositiveDistribution {
        guard let mean = words.first.flatMap(TimeSpan.init(text:)), mean > .zero else {
            throw Fault(message: "expected a mean after \(family.rawValue), such as 2s")
        }
        let rest = Array(words.dropFirst())
        let needsVariation = ![.constant, .exponential].contains(family)
        let variation = rest.count == 2 && rest[0] == "cv" ? Double(rest[1]) : nil
        guard needsVariation ? variation != nil : rest.isEmpty else {
            throw Fault(
                message: needsVariation
                    ? "expected cv and the coefficient of variation, as in "
                        + "'\(family.rawValue) 2s cv 1.5'"
                    : "expected nothing after the mean of \(family.rawValue)")
        }
        guard
            let made = PositiveDistribution(
                family, mean: mean.seconds, variation: variation ?? 1)
        else { throw Fault(message: "expected a cv from 0.01 to 100") }
        return made
    }

    /// A sum of a constant and of so much a token.
    private static func formula(_ text: String) throws(Fault) -> TokenTimes {
        var base: Int64 = 0
        var rates = [Int64](repeating: 0, count: fields.count)
        for (isNegative, term) in terms(text) {
            let (field, span) = try self.term(term)
            let signed = isNegative ? -span.nanoseconds : span.nanoseconds
            if let field { rates[field] += signed } else { base += signed }
            guard abs(base) <= TimeSpan.longest.nanoseconds else {
                throw Fault(message: "it is longer than ten years")
            }
        }
        let (input, cached, output) = (rates[0], rates[0] + rates[1], rates[2])
        guard base >= 0, input >= 0, cached >= 0, output >= 0,
            base + input + cached + output > 0
        else { throw Fault(message: "it has to be longer than nothing, and no part negative") }
        return TokenTimes(
            base: TimeSpan(nanoseconds: base), perInput: TimeSpan(nanoseconds: input),
            perCachedInput: TimeSpan(nanoseconds: cached),
            perOutput: TimeSpan(nanoseconds: output))
    }

    private static func terms(_ text: String) -> [(isNegative: Bool, term: String)] {
        var terms: [(isNegative: Bool, term: String)] = []
        var (isNegative, term) = (false, "")
        for character in text {
            guard character == "+" || character == "-", !term.trimmed.isEmpty else {
                term.append(character)
                continue
            }
            terms.append((isNegative, term.trimmed))
            (isNegative, term) = (character == "-", "")
        }
        return terms + [(isNegative, term.trimmed)]
    }

    private static func term(_ text: String) throws(Fault) -> (field: Int?, span: TimeSpan) {
        let factors = text.split(separator: "*", omittingEmptySubsequences: false)
            .map { String($0).trimmed }
        let field = factors.compactMap { fields.firstIndex(of: $0) }.first
        let most = field == nil ? TimeSpan.longest : .minute
        let spans = factors.compactMap(TimeSpan.init(text:)).filter { $0 <= most }
        guard spans.count == 1, factors.count == (field == nil ? 1 : 2) else {
            let names = fields.joined(separator: ", ")
            throw Fault(
                message: "expected log, a time such as 2s, or a sum such as "
                    + "'0.2s + 0.02s*completion_tokens' over \(names), to the nanosecond; "
                    + "\"\(text)\" is neither")
        }
        return (field, spans[0])
    }
}
