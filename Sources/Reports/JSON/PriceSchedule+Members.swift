import Pricing

extension PriceSchedule {
    /// The lists together; each of several by itself too, and how they were converted.
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "name": .string(name),
            "sha256": .string(tables.map(\.sha256).joined(separator: "+")),
        ]
        if tables.count > 1 {
            members["tables"] = .array(
                tables.map { table in
                    .object([
                        "name": .string(table.name), "sha256": .string(table.sha256),
                        "effective_from": JSONValue(table.effectiveFrom?.rfc3339),
                    ])
                })
        }
        let exchanges = tables.compactMap(\.exchange)
        if !exchanges.isEmpty {
            members["exchange_rates"] = .array(
                Set(exchanges).sorted { $0.description < $1.description }.map { exchange in
                    .object([
                        "from": .string(exchange.from.code), "to": .string(exchange.to.code),
                        "rate": .string(exchange.rateText), "date": .string(exchange.date),
                    ])
                })
        }
        return members
    }
}
