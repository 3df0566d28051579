import Audit
import Pricing

/// The mixes of models that give a bill.
struct MixSections {
    let question: MixQuestion
    let answer: MixAnswer

    /// More mixes than these are not shown.
    private static let shown = 20

    var blocks: [ReportDocument.Block] {
        guard !answer.ranges.isEmpty else { return [.paragraph(impossible)] }
        return [
            .paragraph("Shares that the models can have, whatever the grain:"),
            .table(ranges), .paragraph(count), .table(mixes),
        ]
    }

    /// The answer in one sentence.
    var sentence: Phrase { answer.ranges.isEmpty ? impossible : count }

    private var impossible: Phrase {
        """
        No mix gives this bill: the cheapest costs \(answer.possible.lowerBound.text(least: 2)), \
        the dearest \(answer.possible.upperBound.text(least: 2)).
        """
    }

    private var ranges: Table {
        Table(
            of: answer.ranges,
            [
                .name("model") { $0.model },
                TableField("all of it costs", .count) { .text(Phrase($0.whole.text(least: 2))) },
                TableField("least %", .count) { .text(Self.percent($0.share.lowerBound)) },
                TableField("most %", .count) { .text(Self.percent($0.share.upperBound)) },
            ])
    }

    private var count: Phrase {
        let mixes = answer.mixes.count
        let grain = Self.percent(Fraction(1, over: Int128(question.parts)))
        let found = mixes == 1 ? "1 mix gives" : "\(Numbers.grouped(UInt64(mixes))) mixes give"
        let within =
            question.tolerance == .zero ? "exactly" : "within \(question.tolerance.description)"
        let shown = mixes > Self.shown ? "; the first \(Self.shown) are" : ""
        let end = mixes > 0 ? ":" : "."
        return "With shares in steps of \(grain) %, \(found) this bill \(within)\(shown)\(end)"
    }

    private var mixes: Table {
        let parts = Int128(question.parts)
        return Table(
            of: Array(answer.mixes.prefix(Self.shown)),
            answer.ranges.indices.map { index in
                TableField("\(name: answer.ranges[index].model) %", .count) { mix in
                    .text(Self.percent(Fraction(Int128(mix.parts[index]), over: parts)))
                }
            } + [TableField("bill", .count) { .text(Phrase($0.bill.text(least: 2))) }])
    }

    static func percent(_ share: Fraction) -> Phrase {
        Phrase(share.percentText)
    }
}
