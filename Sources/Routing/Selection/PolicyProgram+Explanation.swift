import Pricing

extension PolicyProgram.Choice {
    /// What made the choice for the first row; nil where that is unknown.
    func explanation(_ use: Policy.Target, _ columns: some FeatureColumns) -> String? {
        switch (self, use) {
        case (.lot(let lot), .split(let split)): lot.explanation(split, columns.ids[0])
        case (.price(let choice), _): choice.explanation(columns)
        case (.lot, _): nil
        }
    }
}

extension Lot {
    fileprivate func explanation(_ split: Policy.Split, _ id: UInt128) -> String? {
        guard id != 0 else { return nil }
        let shares = split.shares.map { "\($0.weight) to \($0.route.name)" }
        return "split: the id draws lot \(ticket(of: id) + 1) of \(tickets), of which go "
            + shares.joined(separator: ", then ")
    }
}

extension PriceChoice {
    fileprivate func explanation(_ columns: some FeatureColumns) -> String? {
        guard let (input, output) = size(columns) else { return nil }
        let tier = columns.names(.serviceTier)[0]
        let costs = costs(
            input: input, output: output,
            in: ServiceTier(tier == 0 ? nil : columns.name(tier)))
        let amounts = zip(models, costs).map { model, cost in
            "\(model) \(cost.map { "\($0)" } ?? "unpriced")"
        }
        return "cheapest for \(input) tokens in and \(output) out, in \(currency): "
            + amounts.joined(separator: ", ")
    }

    private func size(_ columns: some FeatureColumns) -> (input: Int64, output: Int64)? {
        let input = columns.numbers(.promptTokens)[0]
        let output = expectedOutput.map(Int64.init) ?? columns.numbers(.maxTokens)[0]
        return input < 0 || output < 0 ? nil : (input, output)
    }
}
