public import Pricing
public import Replay

/// Policies by cost and quality, for people and programs.
public struct FrontierReport: PrintedReport, Sendable {
    private let frontier: Frontier
    private let question: FrontierQuestion
    private let currency: Currency
    private let assumptions: [String]

    /// A report.
    ///
    /// - Parameters:
    ///   - frontier: What was found.
    ///   - question: What was asked.
    ///   - currency: The currency of every amount.
    ///   - assumptions: What it rests on, in sentences.
    public init(
        _ frontier: Frontier, _ question: FrontierQuestion, currency: Currency,
        assumptions: [String]
    ) {
        self.frontier = frontier
        self.question = question
        self.currency = currency
        self.assumptions = assumptions
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Cost and quality by \(name: frontier.scoresName)", lead: lead,
            sections: FrontierChart(frontier: frontier, currency: currency).sections + [
                ReportDocument.Section(
                    title: "Frontier: nothing tried is as cheap and better",
                    blocks: [.table(table(frontier.best))]),
                ReportDocument.Section(
                    title: "How it was searched", blocks: [.list(search)]),
                ReportDocument.Section(
                    title: "Assumptions", blocks: [.list(assumptions.map { Phrase(markup: $0) })]),
            ])
    }

    private var lead: [Phrase] {
        var sentences: [Phrase] = []
        if let quality = question.leastQuality {
            let wanted = Self.quality(quality)
            sentences.append(
                frontier.cheapest(quality: quality).map {
                    "The cheapest with quality \(wanted) or more: \(described($0))."
                } ?? "Nothing tried has quality \(wanted) or more.")
        }
        if let cost = question.mostCost {
            let wanted = MoneyText(currency: currency).brief(cost)
            sentences.append(
                frontier.best(within: cost).map {
                    "The best within \(wanted): \(described($0))."
                } ?? "Nothing tried costs \(wanted) or less.")
        }
        return sentences
    }

    private func described(_ point: Frontier.Point) -> Phrase {
        let cost = MoneyText(currency: currency).brief(point.cost)
        return "\(name: point.label), \(cost) at quality \(Self.quality(point.quality))"
    }

    private var search: [Phrase] {
        let tried = Numbers.counted(UInt64(frontier.tried), "policy").replacing(
            "policys", with: "policies")
        let leftOut =
            frontier.leftOut > 0
            ? "; \(frontier.leftOut) of them leave requests without a price and are left out" : ""
        return [
            """
            \(tried) tried, every combination of the given values and models, each priced \
            exactly\(leftOut); what lies between the values was not tried
            """,
            """
            quality is the mean score of a request by \(name: frontier.scoresName) \
            (SHA-256 \(frontier.scoresSHA256)); classes: \
            \(Phrase.list(frontier.classes.map { .name($0) }))
            """,
        ]
    }

    private func table(_ points: [Frontier.Point]) -> Table {
        Table(
            of: points,
            [
                .name("policy") { $0.label },
                .cost("cost", currency) { $0.cost },
                .percent("saved") { Percentage($0.saving.saved, of: $0.saving.base) },
                TableField("quality", .count) { .text(Phrase(Self.quality($0.quality))) },
            ])
    }

    /// A score with four decimals.
    private static func quality(_ millionths: Int64) -> String {
        let tenThousandths = (millionths + 50) / 100
        let digits = String(tenThousandths % 10_000)
        return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - digits.count)
            + digits
    }

    /// One row a policy, all of them.
    public func csv(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(header: [
            "policy", "cost", "currency", "saved", "quality_millionths", "on_frontier",
        ])
        let best = Set(frontier.best.map(\.label.exact))
        for point in frontier.points {
            writer.append([
                .text(point.label), .number(point.cost.description), .text(currency.code),
                .number(point.saving.saved.description), .number("\(point.quality)"),
                .text(best.contains(point.label.exact) ? "yes" : "no"),
            ])
        }
        return writer.text(delimiter)
    }

    /// The schema `tollgate.frontier/1`.
    public func json() throws -> String {
        let answer = { (point: Frontier.Point?) -> JSONValue in
            point.map { .object(members($0)) } ?? .null
        }
        return try JSONValue.object([
            "schema": .string("tollgate.frontier/1"),
            "currency": .string(currency.code),
            "quality": .object([
                "name": .string(frontier.scoresName), "sha256": .string(frontier.scoresSHA256),
            ]),
            "tried": .count(UInt64(frontier.tried)),
            "left_out": .count(UInt64(frontier.leftOut)),
            "frontier": .array(frontier.best.map { .object(members($0)) }),
            "points": .array(frontier.points.map { .object(members($0)) }),
            "cheapest": answer(question.leastQuality.flatMap(frontier.cheapest)),
            "best": answer(question.mostCost.flatMap(frontier.best(within:))),
            "assumptions": .array(assumptions.map { .string($0) }),
        ]).text()
    }

    private func members(_ point: Frontier.Point) -> [String: JSONValue] {
        [
            "policy": .string(point.label), "cost": .money(point.cost),
            "saved": .money(point.saving.saved),
            "percent": JSONValue(
                Percentage(point.saving.saved, of: point.saving.base)?.description),
            "quality": .string(Self.exactQuality(point.quality)),
            "requests": .count(point.requests),
        ]
    }

    private static func exactQuality(_ millionths: Int64) -> String {
        let digits = String(millionths % 1_000_000)
        return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - digits.count)
            + digits
    }
}

/// What is asked of a frontier.
public struct FrontierQuestion: Sendable {
    /// The least quality, in millionths.
    public let leastQuality: Int64?
    /// The highest cost.
    public let mostCost: Money?

    /// A question.
    public init(leastQuality: Int64?, mostCost: Money?) {
        (self.leastQuality, self.mostCost) = (leastQuality, mostCost)
    }
}
