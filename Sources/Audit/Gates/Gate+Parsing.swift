internal import Documents
import Pricing
import Replay

extension Gate {
    /// Reads `[any DIMENSION[,…]] METRIC [of POLICY] OPERATOR VALUE[%| CURRENCY][/PERIOD]`.
    ///
    /// - Throws: ``AuditError`` with what was expected.
    public init(_ text: String) throws(AuditError) {
        var words = Self.words(text)[...]
        func fault(_ expectation: String) -> AuditError {
            AuditError(
                "--fail-if '\(text)': expected \(expectation), as in 'cost > +5%' or "
                    + "'any user cost > 50 USD/day'")
        }
        self.text = text
        dimensions = try Self.dimensions(&words, fault)
        let metrics = Metric.allCases.map(\.rawValue).joined(separator: ", ")
        guard let metric = words.popFirst().flatMap(Metric.init(rawValue:)) else {
            throw fault("one of \(metrics)")
        }
        self.metric = metric
        if words.first == "of" {
            guard let name = words.dropFirst().first else {
                throw fault("a policy's name after 'of'")
            }
            policy = name
            words = words.dropFirst(2)
        } else {
            policy = nil
        }
        guard let relation = words.popFirst().flatMap(Relation.init(rawValue:)) else {
            throw fault("> >= < or <= after what is measured")
        }
        self.relation = relation
        var value = words.joined(separator: " ")
        period = try Self.period(&value, fault)
        (bound, currency) = try Self.bound(value, of: metric, fault)
        guard period == nil || !needsComparison else {
            throw fault("either a change or an amount a period")
        }
    }

    /// The text cut at blanks and around operators.
    private static func words(_ text: String) -> [String] {
        for relation in Relation.allCases {
            guard let range = text.firstRange(of: relation.rawValue) else { continue }
            return [text[..<range.lowerBound], text[range], text[range.upperBound...]].flatMap {
                $0.split(separator: " ").map(String.init)
            }
        }
        return text.split(separator: " ").map(String.init)
    }

    private static func dimensions(
        _ words: inout ArraySlice<String>, _ fault: (String) -> AuditError
    ) throws(AuditError) -> [GroupDimension] {
        guard words.first == "any" else { return [] }
        guard let list = words.dropFirst().first else { throw fault("a group after 'any'") }
        words = words.dropFirst(2)
        do {
            return try Grouping(list).dimensions
        } catch {
            let known = GroupDimension.fixed.map(\.name).joined(separator: ", ")
            throw fault("\(known) or tag:KEY after 'any'")
        }
    }

    private static func period(
        _ value: inout String, _ fault: (String) -> AuditError
    ) throws(AuditError) -> Period? {
        guard let slash = value.lastIndex(of: "/") else { return nil }
        guard let period = Period(rawValue: String(value[value.index(after: slash)...])) else {
            throw fault("/hour, /day or /month")
        }
        value = String(value[..<slash])
        return period
    }

    private static func bound(
        _ text: String, of metric: Metric, _ fault: (String) -> AuditError
    ) throws(AuditError) -> (Bound, currency: String?) {
        let isChange = text.hasPrefix("+") || text.hasPrefix("-")
        let isNegative = text.hasPrefix("-")
        let number: WrittenNumber
        do {
            number = try WrittenNumber(isChange ? String(text.dropFirst()) : text)
        } catch {
            throw fault("a number at the end")
        }
        let value =
            isNegative
            ? Fraction(-number.value.numerator, over: number.value.denominator)
            : number.value
        switch (number.unit, isChange) {
        case (.percent, true): return (.relativeChange(value), nil)
        case (.percent, false): throw fault("a sign before a percentage, such as +5%")
        case (.currency(let code), _):
            guard metric == .cost else {
                throw fault("a currency such as USD, and that only behind a cost")
            }
            return (isChange ? .change(value) : .value(value), code)
        case (.word(let word), _) where word != metric.rawValue:
            throw fault("no unit but the currency of a cost")
        case (nil, _), (.word, _):
            guard metric != .cost else { throw fault("a currency behind the amount, such as USD") }
            return (isChange ? .change(value) : .value(value), nil)
        }
    }
}
