import Pricing

extension AssumptionNotes {
    /// What the price lists say of themselves, which is in force when, and how they were converted.
    var prices: [String] {
        let tables = plan.prices.tables
        let notes = tables.compactMap { table in table.note.map { "\(table.name): \($0)" } }
        return notes + order
            + Set(tables.compactMap(\.exchange)).map(\.description).sorted().map {
                "prices are converted at \($0), each rate rounded half to even to 18 decimals a token"
            } + discounts
    }

    private var order: [String] {
        let tables = plan.prices.tables
        guard tables.count > 1 else { return [] }
        let lists = tables.map { table in
            table.effectiveFrom.map { "\(table.name) from \($0.rfc3339)" } ?? table.name
        }
        return [
            "each call is priced by the list in force at its time: "
                + lists.joined(separator: ", then ")
        ]
    }

    /// Discounts of models at which calls are priced.
    private var discounts: [String] {
        let named = plan.prices.tables.flatMap { table in
            met.compactMap(table.model).compactMap { model in
                model.discount.map { "\(model.id) \($0) by \(table.name)" }
            }
        }
        let lines = Set(named).sorted()
        return lines.isEmpty
            ? [] : ["discounts taken off the listed prices: \(lines.joined(separator: ", "))"]
    }

    /// The names that were given to models and are met.
    var aliases: [String] {
        let names = Set(met.map(\.exact))
        return plan.prices.givenAliases.filter { names.contains($0.name.exact) }.map {
            "\($0.name) is priced as \($0.target)"
        }
    }

    /// Models at which calls are priced, by their names in the log.
    private var met: [String] { columns.flatMap(\.models).compactMap(\.model) }

    var date: [String] {
        guard let instant = plan.priceAt else { return [] }
        let hasHours = plan.prices.models.contains { $0.card?.offPeak != nil }
        return [
            "every call is priced as if it were made at \(instant.rfc3339)"
                + (hasHours ? "; off-peak hours stay those of its own time" : "")
        ]
    }

    /// What the price lists say of the models at which calls are priced, and no log can tell.
    var unmetered: [String] {
        let models = met.compactMap(plan.prices.model)
        let fields = Dictionary(
            models.filter { !$0.remainder.unmetered.isEmpty }.map {
                ($0.id, $0.remainder.unmetered.joined(separator: ", "))
            }, uniquingKeysWith: { first, _ in first })
        let known = fields.sorted { $0.key.exact < $1.key.exact }.map { "\($0.key) (\($0.value))" }
        guard !known.isEmpty else { return [] }
        return [
            "\(plan.prices.name) has prices that logs give no counts for, which are left out: "
                + known.joined(separator: "; ")
        ]
    }
}
