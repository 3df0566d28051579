import Documents
import Pricing
import Testing

@testable import Audit

@Suite struct InvoiceTests {
    private func invoice(csv: String) throws -> Invoice {
        try Invoice(CSVTable(text: csv, name: "invoice.csv"), defaultCurrency: .usd)
    }

    @Test func columnsOfAnyOrderAreRead() throws {
        let invoice = try invoice(
            csv: """
                amount,Model,day,requests,cached_tokens
                "1.5",gpt-4.1,2026-01-05,3,7
                0.25,,2026-01-06,,

                """)
        #expect(invoice.lines.map(\.day) == ["2026-01-05", "2026-01-06"])
        #expect(invoice.lines.map(\.model) == ["gpt-4.1", nil])
        #expect(invoice.lines.map(\.charge.amount?.description) == ["1.50", "0.25"])
        #expect(invoice.lines.map(\.charge.requests) == [3, nil])
        #expect(invoice.lines.map(\.charge.cachedTokens) == [7, nil])
        #expect(invoice.currency == .usd)
    }

    @Test(arguments: [
        (
            "date,amount\n",
            "invoice.csv:1: header has no rows below it; expected one a day and model"
        ),
        ("", "invoice.csv: is empty; expected a header of columns"),
        (
            "date,model\n2026-01-05,a\n",
            "invoice.csv:1: header has nothing to compare; expected a column amount"
        ),
        ("amount\n5\n", "invoice.csv:1: header has no day; expected a column date"),
        (
            "date,amount\n2026-13-05,5\n",
            "invoice.csv:2: date is \"2026-13-05\"; expected a day such as 2026-01-05"
        ),
        (
            "date,amount\n2026-01-05,five\n",
            "invoice.csv:2: amount is \"five\"; expected an amount such as 12.34"
        ),
        (
            "date,amount,requests\n2026-01-05,5,-1\n",
            "invoice.csv:2: requests is \"-1\"; expected a count from 0 to 2^41"
        ),
        (
            "date,amount,currency\n2026-01-05,5,dollars\n",
            "invoice.csv:2: currency is \"dollars\"; expected a currency such as USD"
        ),
        (
            "date,amount,currency\n2026-01-05,5,USD\n2026-01-06,5,EUR\n",
            "invoice.csv:1: header has amounts in two currencies below it; expected one"
        ),
        ("date,amount\n2026-01-05\n", "invoice.csv:2: row has 1 cells; expected 2"),
        ("date,date\n", "invoice.csv:1: header has the column date twice; expected each once"),
        (
            "date,amount\n\"2026-01-05,5\n",
            "invoice.csv:2: quoted cell is not closed; expected a quote at its end"
        ),
    ])
    func faultsNameTheirLine(_ csv: String, _ expected: String) {
        let error = #expect(throws: DocumentError.self) { try invoice(csv: csv) }
        #expect(error?.description == expected)
    }

    @Test func momentCountsForItsDayInUTC() throws {
        let invoice = try invoice(csv: "date,amount\n\"2026-01-05T23:00:00-08:00\" ,5\n")
        #expect(invoice.lines.map(\.day) == ["2026-01-06"])
    }

    @Test func exportWithFurtherPagesIsRefused() {
        let text = #"{"object":"page","data":[],"has_more":true}"#
        let error = #expect(throws: DocumentError.self) {
            try Invoice(Document(text: text, name: "costs.json"))
        }
        #expect(error?.description.contains("further pages are missing") == true)
    }

    @Test func costsAndUsageOfOpenAIAreRead() throws {
        let costs = """
            {"object":"page","has_more":false,"data":[{"object":"bucket","start_time":1767571200,
            "end_time":1767657600,"results":[{"object":"organization.costs.result",
            "amount":{"value":0.024000000000000004,"currency":"usd"},
            "line_item":"gpt-4.1-2025-04-14, input","project_id":null}]}]}
            """
        let invoice = try Invoice(Document(text: costs, name: "costs.json"))
        #expect(invoice.lines[0].day == "2026-01-05")
        #expect(invoice.lines[0].model == "gpt-4.1-2025-04-14")
        #expect(invoice.lines[0].charge.amount?.description == "0.024")
        #expect(invoice.kind == "OpenAI costs export")
        let usage = """
            {"object":"page","has_more":false,"data":[{"object":"bucket","start_time":1767571200,
            "results":[{"object":"organization.usage.completions.result","input_tokens":30,
            "input_cached_tokens":20,"output_tokens":5,"num_model_requests":2,"model":null}]}]}
            """
        let used = try Invoice(Document(text: usage, name: "usage.json"))
        #expect(used.lines[0].model == nil)
        #expect(used.lines[0].charge.cachedTokens == 20)
        #expect(!used.hasAmounts)
    }
}
