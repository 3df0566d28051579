import Documents
import Pricing

/// How the values of a policy file are read.
extension Node {
    /// A text that is not empty.
    func word() throws(DocumentError) -> String {
        let text = try string()
        guard !text.isEmpty else { throw error("is empty; expected a name") }
        return text
    }

    /// A condition, with names that stand for numbers.
    func condition(_ parameters: [String: Int64]) throws(DocumentError) -> Condition {
        let text = try string()
        do {
            return try Condition(parsing: text, parameters: parameters)
        } catch {
            throw self.error("is no condition: \(error)")
        }
    }

    /// A monthly budget.
    func budget() throws(DocumentError) -> BudgetRule {
        let fields = try self.fields(["monthly", "alert_at", "then_use"])
        let (monthly, currency) = try fields.required("monthly").amount()
        return BudgetRule(
            monthly: monthly, currency: currency,
            alertBasisPoints: try fields.required("alert_at").basisPoints(),
            thenUse: try fields.required("then_use").model())
    }

    private func amount() throws(DocumentError) -> (Money, Currency) {
        let words = try string().split(separator: " ").map(String.init)
        guard words.count == 2, let number = DecimalNumber(words[0]),
            let money = Money(exactly: number), money > .zero, let currency = Currency(words[1])
        else { throw error("is no amount of money; expected one such as 100 USD") }
        return (money, currency)
    }

    private func basisPoints() throws(DocumentError) -> Int {
        let text = try string()
        guard text.hasSuffix("%"), let number = DecimalNumber(String(text.dropLast())),
            let points = number.scaled(to: 2), 1...10_000 ~= points
        else { throw error("is no share; expected one above 0% and up to 100%, such as 80%") }
        return Int(points)
    }
}

extension String {
    /// A word that a condition cannot take for anything else.
    var isParameterName: Bool {
        guard let first = unicodeScalars.first, first.properties.isAlphabetic || first == "_" else {
            return false
        }
        let isWord = unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_"
        }
        return isWord && !(ConditionParser.keywords + ConditionParser.featureNames).contains(self)
    }
}
