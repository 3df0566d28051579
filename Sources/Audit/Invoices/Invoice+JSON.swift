public import Documents
import Pricing

extension Invoice {
    /// An export of OpenAI's usage or costs API.
    ///
    /// Fields: <https://platform.openai.com/docs/api-reference/usage>, objects
    /// `organization.usage.completions.result` and `organization.costs.result` in daily buckets.
    /// Input tokens include cached ones there.
    ///
    /// - Throws: `DocumentError` with the place of the first fault.
    public init(_ document: Document) throws(DocumentError) {
        let root = document.root
        if let more = try root.entry("has_more"), try more.boolean() {
            throw more.error(
                "is true: further pages are missing; export all of them, or one a file")
        }
        guard let data = try root.entry("data") else {
            throw root.error("has no \"data\"; expected an export of OpenAI's usage or costs API")
        }
        var lines: [Line] = []
        var currencies: Set<Currency> = []
        for bucket in try data.list() {
            let day = try bucket.member("start_time").epochDay()
            for result in try bucket.member("results").list() {
                let line = try Line(result, day: day)
                if let currency = try result.currency() { currencies.insert(currency) }
                lines.append(line)
            }
        }
        guard currencies.count <= 1 else {
            throw data.error("has amounts in two currencies; expected one")
        }
        guard !lines.isEmpty else { throw data.error("has no results; expected at least one") }
        self.lines = lines
        currency = currencies.first
        kind = currencies.isEmpty ? "OpenAI usage export" : "OpenAI costs export"
    }
}

extension Invoice.Line {
    fileprivate init(_ result: Node, day: String) throws(DocumentError) {
        self.day = day
        let item = try result.entry("line_item")?.optionalText()
        model =
            try result.entry("model")?.optionalText() ?? item.map { Invoice.model(ofLineItem: $0) }
        if let amount = try result.entry("amount") {
            let value = try amount.member("value")
            guard let money = Invoice.amount(try value.decimal()) else {
                throw value.error("is too large to be held")
            }
            charge.amount = money
        }
        charge.requests = try result.entry("num_model_requests")?.count()
        charge.inputTokens = try result.entry("input_tokens")?.count()
        charge.cachedTokens = try result.entry("input_cached_tokens")?.count()
        charge.outputTokens = try result.entry("output_tokens")?.count()
    }
}

extension Invoice {
    /// An amount to ten decimals: such exports write binary fractions with their residue.
    static func amount(_ number: DecimalNumber) -> Money? {
        let limit = UInt128(Bounds.unitsPerAmount) * 10_000_000_000
        guard let units = number.rounded(to: 10), units.magnitude <= limit else { return nil }
        return Money(attos: units * 100_000_000)
    }

    /// Counts are below this, so that the sum over all rows of a file fits.
    static let mostCounted: UInt64 = 1 << 41

    /// The model of a line item such as `gpt-4o-2024-08-06, input`.
    static func model(ofLineItem item: String) -> String {
        guard let comma = item.lastIndex(of: ",") else { return item }
        return String(item[..<comma])
    }
}

extension Node {
    fileprivate func entry(_ key: String) throws(DocumentError) -> Node? {
        try entries().first { $0.key == key }?.value
    }

    fileprivate func member(_ key: String) throws(DocumentError) -> Node {
        guard let node = try entry(key) else { throw error("has no \"\(key)\"") }
        return node
    }

    fileprivate func optionalText() throws(DocumentError) -> String? {
        isNull ? nil : try string()
    }

    fileprivate func count() throws(DocumentError) -> UInt64? {
        guard !isNull else { return nil }
        guard let count = UInt64(exactly: try integer()), count < Invoice.mostCounted else {
            throw error(expected: "a count from 0 to 2^41")
        }
        return count
    }

    fileprivate func currency() throws(DocumentError) -> Currency? {
        guard let amount = try entry("amount") else { return nil }
        let node = try amount.member("currency")
        guard let currency = Currency(try node.string().uppercased()) else {
            throw node.error(expected: "a currency such as usd")
        }
        return currency
    }

    fileprivate func epochDay() throws(DocumentError) -> String {
        let seconds = try integer()
        guard 0...7_258_118_400 ~= seconds else {
            throw error(expected: "seconds since the beginning of 1970")
        }
        return day(ofEpochSeconds: Int64(seconds))
    }
}

/// The day in UTC.
func day(ofEpochSeconds seconds: Int64) -> String {
    String(Timestamp(nanoseconds: seconds * 1_000_000_000).rfc3339.prefix(10))
}
