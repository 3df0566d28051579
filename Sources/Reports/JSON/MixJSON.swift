public import Audit
import Pricing

/// The mixes that give a bill by the schema `tollgate.mix/1`.
public struct MixJSON: Sendable {
    private let question: MixQuestion
    private let answer: MixAnswer
    private let currency: String

    /// The answer as JSON.
    public init(_ question: MixQuestion, _ answer: MixAnswer, currency: String) {
        (self.question, self.answer, self.currency) = (question, answer, currency)
    }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        var members = answer.members(parts: question.parts)
        members["schema"] = .string("tollgate.mix/1")
        members["currency"] = .string(currency)
        members["tokens"] = .count(question.tokens)
        members["bill"] = .money(question.bill)
        members["tolerance"] = .money(question.tolerance)
        return try JSONValue.object(members).text()
    }
}

extension MixAnswer {
    /// Shares as decimal percentages; exact where six decimals hold them.
    func members(parts: Int) -> [String: JSONValue] {
        [
            "grain_parts": .count(UInt64(parts)),
            "least_possible": .string(possible.lowerBound.plain(least: 2)),
            "most_possible": .string(possible.upperBound.plain(least: 2)),
            "models": .array(
                ranges.map { range in
                    .object([
                        "model": .string(range.model),
                        "whole_cost": .string(range.whole.plain(least: 2)),
                        "least_percent": .string(Self.percent(range.share.lowerBound)),
                        "most_percent": .string(Self.percent(range.share.upperBound)),
                    ])
                }),
            "mixes": .array(
                mixes.map { mix in
                    .object([
                        "parts": .array(mix.parts.map { .count(UInt64($0)) }),
                        "bill": .string(mix.bill.plain(least: 2)),
                    ])
                }),
        ]
    }

    private static func percent(_ share: Fraction) -> String {
        share.percentText.filter { $0 != "," }
    }
}

extension Fraction {
    /// Decimal digits without commas.
    fileprivate func plain(least: Int) -> String { text(least: least).filter { $0 != "," } }
}
