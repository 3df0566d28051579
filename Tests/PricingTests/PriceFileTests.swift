import Documents
import Pricing
import Testing

@Suite struct `A price file` {
    @Test func `may state everything`() throws {
        let prices = try PriceTable.models(
            """
              - id: a
                family: letters
                aliases: [a-1, a-2]
                source: https://example.com/a
                as_of: 2026-01-02
                input: 0.30
                output: "1.20"
                tiers:
                  flex: {input: 0.10, output: 0.60, cache_read: 0.01}
              - {id: b, all_tokens: 5}
            """,
            heading: "as_of: 2026-01-01\neffective_from: 2026-01-01T08:00:00+01:00\n"
                + "source: a letter\nnote: ours\n")
        #expect(prices.name == "test")
        #expect(prices.currency == .usd)
        #expect([prices.asOf, prices.source, prices.note] == ["2026-01-01", "a letter", "ours"])
        #expect(prices.effectiveFrom?.rfc3339 == "2026-01-01T07:00:00Z")
        #expect(prices.sha256.count == 64)

        let model = try #require(prices.model("a-2"))
        #expect([model.id, model.family, model.asOf] == ["a", "letters", "2026-01-02"])
        #expect(model.scopes.map(\.tier.name) == ["standard", "flex"])
        #expect(model.rate(of: .cacheRead, in: ServiceTier("flex"))?.perMillionTokens == "0.01")
        #expect(model.rate(of: .cacheRead, in: .standard) == nil)
    }

    @Test(arguments: [
        (
            "{id: a, all_tokens: abc}",
            "[0].all_tokens is \"abc\"; expected a decimal number such as"
        ),
        ("{id: a, all_tokens: -1}", "[0].all_tokens is -1 per 1M tokens; expected 0 or more"),
        ("{id: a, all_tokens: 200000}", "[0].all_tokens is 200000 per 1M tokens; expected at most"),
        (
            "{id: a, input: 1e-13}",
            "[0].input is 0.0000000000001 per 1M tokens; expected at most 12"
        ),
        (
            "{id: a, all_tokens: 1, input: 2}",
            "[0] has all_tokens and other prices; expected one or"
        ),
        ("{id: a, all_tokens: 1, tiers: {batch: {input: 1, output: 1}}}", "[0] has all_tokens and"),
        ("{id: a}", "[0] has no price; expected all_tokens, or input and output"),
        ("{id: a, input: 1, tiers: {batch: {}}}", "[0].tiers.batch has no rates; expected input"),
        ("{id: a, input: 1, tiers: {default: {input: 1}}}", "[0].tiers.default means the standard"),
        ("{id: a, inptu: 1}", "[0].inptu is not a known key; expected one of id, family, provider"),
        ("{input: 1}", "[0] has no value for \"id\", which is required"),
        ("{id: \"\", input: 1}", "[0].id is empty; expected a name"),
        ("{id: a, input: 1, as_of: today}", "[0].as_of is \"today\"; expected a date such as"),
        ("{id: a, input: 1, aliases: b}", "[0].aliases is \"b\"; expected a list"),
        ("{id: a, input: 1, aliases: [a]}", "[0] has the name \"a\", which models[0] has too"),
    ])
    func `with a faulty model is refused at its line`(model: String, message: String) {
        let error = #expect(throws: DocumentError.self) { try PriceTable.models("  - \(model)") }
        #expect(
            error?.description.hasPrefix("test.yaml:6: models\(message)") == true, "\(error as Any)"
        )
    }

    @Test func `whose models share a name is refused`() {
        let error = #expect(throws: DocumentError.self) {
            try PriceTable.models("  - {id: a, input: 1}\n  - {id: b, input: 1, aliases: [a]}")
        }
        #expect(
            error?.description == "test.yaml:7: models[1] has the name \"a\", which models[0] has "
                + "too; expected every id and alias once")
    }

    @Test(arguments: [
        ("", "f:1: the document is empty"),
        ("[1]", "f:1: the document is a list; expected a mapping of keys to values"),
        ("prices: a", "f:1: the document has no value for \"version\"; expected version: 1"),
        ("version: 2\nnew: 1", "f:1: version is 2; this tollgate reads version 1"),
        ("version: 1", "f:1: the document has no value for \"prices\", which is required"),
        (
            "version: 1\nprices: a\ncurrency: dollars",
            "f:3: currency is \"dollars\"; expected a code"
        ),
        (
            "version: 1\nprices: a\ncurrency: USD\nunit: 1K tokens",
            "f:4: unit is \"1K tokens\"; exp"
        ),
        (
            "version: 1\nprices: a\ncurrency: USD\nunit: 1M tokens\neffective_from: May",
            "f:5: effective_from is \"May\"; expected 2026-01-05 or 2026-01-05T08:15:30Z"
        ),
        (
            "version: 1\nprices: a\ncurrency: USD\nunit: 1M tokens\nmodels: []",
            "f:5: models is empty; expected at least one model"
        ),
    ])
    func `with a faulty heading is refused at its line`(text: String, message: String) {
        let error = #expect(throws: DocumentError.self) {
            try PriceTable(Document(text: text, name: "f"))
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error as Any)")
    }

    @Test func `that does not come with the package is refused with those that do`() {
        let error = #expect(throws: DocumentError.self) { try PriceTable.named("headline-2025") }
        #expect(
            error?.description == "headline-2025: no such price table; expected a file or one of "
                + "headline-2026, list-2026; did you mean \"headline-2026\"?")
    }

    @Test(arguments: PriceTable.builtInNames)
    func `comes with the package under its own name`(name: String) throws {
        #expect(try PriceTable.named(name).name == name)
    }
}
