public import Documents
public import Pricing

extension Invoice {
    /// A table with a row a day and model: an invoice made by hand or an export of OpenAI's.
    ///
    /// Known columns, of which a day and an amount or token counts have to be there: `date` (`day`,
    /// `start_time_iso`, `start_time`), `model` (`line_item`), `amount` (`cost`, `amount_value`),
    /// `currency` (`amount_currency`), `requests` (`num_model_requests`), `input_tokens`,
    /// `cached_tokens` (`input_cached_tokens`), `output_tokens`. Input tokens include cached ones.
    ///
    /// - Parameters:
    ///   - table: The rows.
    ///   - defaultCurrency: The currency of amounts without one.
    /// - Throws: `DocumentError` with the line of the first fault.
    public init(_ table: CSVTable, defaultCurrency: Currency) throws(DocumentError) {
        let columns = Set(table.columns)
        func column(_ names: String...) -> String? { names.first(where: columns.contains) }
        guard !table.rows.isEmpty else {
            throw table.headerError("has no rows below it; expected one a day and model")
        }
        guard let day = column("date", "day", "start_time_iso", "start_time") else {
            throw table.headerError("has no day; expected a column date")
        }
        let amount = column("amount", "cost", "amount_value")
        let counts = column("input_tokens", "output_tokens", "requests", "num_model_requests")
        guard amount != nil || counts != nil else {
            throw table.headerError("has nothing to compare; expected a column amount")
        }
        let model = column("model", "line_item")
        let currencyColumn = column("currency", "amount_currency")
        let requests = column("requests") ?? "num_model_requests"
        let cached = column("cached_tokens") ?? "input_cached_tokens"
        var currencies: Set<Currency> = []
        lines = try table.rows.map { (row) throws(DocumentError) in
            let name = model.flatMap { row[$0] }
            var line = Line(
                day: try row.day(day),
                model: model == "line_item" ? name.map { Self.model(ofLineItem: $0) } : name)
            if let amount { line.charge.amount = try row.amount(amount) }
            line.charge.requests = try row.count(requests)
            line.charge.inputTokens = try row.count("input_tokens")
            line.charge.cachedTokens = try row.count(cached)
            line.charge.outputTokens = try row.count("output_tokens")
            if line.charge.amount != nil {
                let currency = try row.currency(currencyColumn)
                currencies.insert(currency ?? defaultCurrency)
            }
            return line
        }
        guard currencies.count <= 1 else {
            throw table.headerError("has amounts in two currencies below it; expected one")
        }
        currency = currencies.first
        kind = "CSV"
    }
}

extension CSVTable.Row {
    fileprivate func day(_ column: String) throws(DocumentError) -> String {
        guard let text = self[column] else {
            throw error(in: column, "is empty; expected a day such as 2026-01-05")
        }
        if let seconds = Int64(text), 0...7_258_118_400 ~= seconds {
            return Audit.day(ofEpochSeconds: seconds)
        }
        if Timestamp(date: text) != nil { return text }
        guard let instant = Timestamp(rfc3339: text) else {
            throw error(in: column, "is \"\(text)\"; expected a day such as 2026-01-05")
        }
        return String(instant.rfc3339.prefix(10))
    }

    fileprivate func amount(_ column: String) throws(DocumentError) -> Money? {
        guard let text = self[column] else { return nil }
        guard let number = DecimalNumber(text), let amount = Invoice.amount(number) else {
            throw error(in: column, "is \"\(text)\"; expected an amount such as 12.34")
        }
        return amount
    }

    fileprivate func count(_ column: String) throws(DocumentError) -> UInt64? {
        guard let text = self[column] else { return nil }
        guard let count = UInt64(text), count < Invoice.mostCounted else {
            throw error(in: column, "is \"\(text)\"; expected a count from 0 to 2^41")
        }
        return count
    }

    fileprivate func currency(_ column: String?) throws(DocumentError) -> Currency? {
        guard let column, let text = self[column] else { return nil }
        guard let currency = Currency(text.uppercased()) else {
            throw error(in: column, "is \"\(text)\"; expected a currency such as USD")
        }
        return currency
    }
}
