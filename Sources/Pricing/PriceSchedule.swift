/// Price lists that are in force one after another.
///
/// A call is priced by the list in force at its time. Each list is complete: a model that is not in
/// it is unpriced then, whatever earlier or later lists say.
public struct PriceSchedule: Sendable {
    /// The lists, by the time from which they are in force; only the first may have none.
    public let tables: [PriceTable]

    /// One list, at whatever time it says.
    public init(_ table: PriceTable) { tables = [table] }

    /// Lists in any order.
    ///
    /// - Parameter tables: At least one.
    /// - Throws: ``ScheduleError`` where two are in force at the same time, or in two currencies.
    public init(_ tables: [PriceTable]) throws(ScheduleError) {
        let dated = tables.sorted { left, right in
            (left.effectiveFrom ?? .distantPast) < (right.effectiveFrom ?? .distantPast)
        }
        for (earlier, later) in zip(dated, dated.dropFirst()) {
            guard let start = later.effectiveFrom else { throw .undated(earlier.name, later.name) }
            if earlier.effectiveFrom == start { throw .sameDate(earlier.name, later.name, start) }
            guard earlier.currency == later.currency else {
                throw .currencies(
                    earlier.name, earlier.currency, later.name, later.currency)
            }
        }
        self.tables = dated
    }

    init(sorted tables: [PriceTable]) { self.tables = tables }

    /// The list that was the last to come into force.
    public var latest: PriceTable { tables[tables.count - 1] }

    /// The list in force at an instant; nil before the first one.
    public func table(at instant: Timestamp) -> PriceTable? {
        tables.last { $0.effectiveFrom.map { $0 <= instant } ?? true }
    }

    /// The list that a call of a class is priced by; without a moment it is the latest.
    public func table(for call: PriceClass) -> PriceTable? {
        call.moment.map { table(at: $0.instant) } ?? latest
    }
}

extension PriceSchedule {
    /// What reports call the lists, in their order.
    public var name: String { tables.map(\.name).joined(separator: ", then ") }

    /// The currency of every price.
    public var currency: Currency { latest.currency }

    /// What a reader of a report has to know about the prices.
    public var note: String? {
        let notes = tables.compactMap(\.note)
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// The models of all lists, each name once, as the latest list has it.
    public var models: [ModelPrice] {
        guard tables.count > 1 else { return latest.models }
        var names: Set<ExactText> = []
        return tables.reversed().flatMap(\.models).filter { names.insert($0.id.exact).inserted }
    }

    /// The names that were given to models.
    public var givenAliases: [PriceAlias] { latest.givenAliases }

    /// The model of exactly this id or alias, in the latest list that has it.
    public func model(_ name: String) -> ModelPrice? {
        tables.reversed().lazy.compactMap { $0.model(name) }.first
    }

    /// Up to three known names like an unknown one: suggestions, by which nothing is priced.
    public func nearNames(to name: String) -> [String] {
        var names: Set<ExactText> = []
        return Array(
            tables.reversed().flatMap { $0.nearNames(to: name) }
                .filter { names.insert($0.exact).inserted }.prefix(3))
    }

    /// What an amount of tokens of a model costs by the list in force.
    ///
    /// - Parameters:
    ///   - name: The model's id or alias; nil where the call names none.
    ///   - usage: The tokens of one call, or the sum over calls of the same model and class.
    ///   - priceClass: The class of the calls.
    /// - Returns: Line items, or the reason why there are none.
    public func quote(
        model name: String?, usage: TokenUsage, in priceClass: PriceClass
    ) -> Quote {
        (table(for: priceClass) ?? tables[0]).quote(model: name, usage: usage, in: priceClass)
    }

    /// The lists with another name for a model in all that have it; nil where none has.
    public func adding(_ alias: PriceAlias) -> PriceSchedule? {
        guard model(alias.target) != nil else { return nil }
        return PriceSchedule(sorted: tables.map { $0.adding(alias) ?? $0.noting(alias) })
    }
}

/// Why price lists can't be used together.
public enum ScheduleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither list says from when it is in force.
    case undated(String, String)
    /// Two lists are in force from the same instant.
    case sameDate(String, String, Timestamp)
    /// Two lists are in different currencies.
    case currencies(String, Currency, String, Currency)

    /// One line that names the lists and what to do.
    public var description: String {
        switch self {
        case .undated(let one, let other):
            "price tables \(one) and \(other): neither says from when it is in force; add "
                + "effective_from to the later one, or name it FILE@2026-01-05"
        case .sameDate(let one, let other, let start):
            "price tables \(one) and \(other) are both in force from \(start.brief); expected "
                + "different dates"
        case .currencies(let one, let first, let other, let second):
            "price tables \(one) and \(other) are in \(first) and \(second); give a rate such as "
                + "--fx '\(second)=0.14 \(first) @2026-01-01'"
        }
    }
}
