import Pricing

/// Chooses among the outcomes of a rule for the requests that it decides.
final class RouteChooser {
    private enum Method {
        case lot(Lot)
        case price(PriceChoices, expectedOutput: UInt64?)
    }

    private let outcome: UInt16
    private let method: Method

    /// Nil where there is nothing to choose.
    init?(_ rule: PolicyProgram.Rule) {
        outcome = rule.outcome
        switch rule.choice {
        case .lot(let lot): method = .lot(lot)
        case .price(let choice):
            method = .price(PriceChoices(choice), expectedOutput: choice.expectedOutput)
        case nil: return nil
        }
    }

    /// Replaces the rule's first outcome by the chosen one, or marks it as unknown.
    func choose(
        _ columns: some FeatureColumns, _ rows: Range<Int>,
        in verdicts: UnsafeMutablePointer<UInt16>
    ) {
        switch method {
        case .lot(let lot):
            let ids = columns.ids + rows.lowerBound
            replace(rows.count, in: verdicts) { row in
                ids[row] == 0 ? nil : UInt16(lot.position(of: ids[row]))
            }
        case .price(let choices, let expected):
            let inputs = columns.numbers(.promptTokens).dropping(rows.lowerBound)
            let limits =
                expected == nil ? columns.numbers(.maxTokens).dropping(rows.lowerBound) : nil
            let tiers = columns.names(.serviceTier) + rows.lowerBound
            replace(rows.count, in: verdicts) { row in
                let (input, output) = (inputs[row], expected.map(Int64.init) ?? limits?[row] ?? -1)
                guard input >= 0, output >= 0 else { return nil }
                return choices.position(input: input, output: output, tier: tiers[row]) { id in
                    ServiceTier(id == 0 ? nil : columns.name(id))
                }
            }
        }
    }

    private func replace(
        _ count: Int, in verdicts: UnsafeMutablePointer<UInt16>, by position: (Int) -> UInt16?
    ) {
        for row in 0..<count where verdicts[row] == outcome {
            verdicts[row] = position(row).map { outcome + $0 } ?? outcome | Verdict.unknownMark
        }
    }
}
