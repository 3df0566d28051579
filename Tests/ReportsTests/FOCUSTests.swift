import Calls
import Documents
import Foundation
import Pricing
import Replay
import Reports
import Testing

/// What the specification says of every row, version 1.2 unless a test names another.
///
/// The rules are those under "Requirements" of each column in
/// https://focus.finops.org/focus-specification/v1-2/; the order of the columns is its table of
/// contents.
@Suite struct FOCUSTests {
    private static let columns1_2 = """
        AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingAccountType \
        BillingCurrency BillingPeriodEnd BillingPeriodStart CapacityReservationId \
        CapacityReservationStatus ChargeCategory ChargeClass ChargeDescription ChargeFrequency \
        ChargePeriodEnd ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId \
        CommitmentDiscountName CommitmentDiscountQuantity CommitmentDiscountStatus \
        CommitmentDiscountType CommitmentDiscountUnit ConsumedQuantity ConsumedUnit ContractedCost \
        ContractedUnitPrice EffectiveCost InvoiceId InvoiceIssuerName ListCost ListUnitPrice \
        PricingCategory PricingCurrency PricingCurrencyContractedUnitPrice \
        PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice PricingQuantity PricingUnit \
        ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType \
        ServiceCategory ServiceName ServiceSubcategory SkuId SkuMeter SkuPriceDetails SkuPriceId \
        SubAccountId SubAccountName SubAccountType Tags
        """.split(separator: " ").map(String.init)

    private static let columns1_0 = """
        AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency \
        BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription \
        ChargeFrequency ChargePeriodEnd ChargePeriodStart CommitmentDiscountCategory \
        CommitmentDiscountId CommitmentDiscountName CommitmentDiscountStatus \
        CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost ContractedUnitPrice \
        EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity \
        PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName \
        ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags
        """.split(separator: " ").map(String.init)

    /// "MUST NOT be null", where a charge is usage and no correction.
    private static let required = """
        BilledCost BillingAccountId BillingAccountType BillingCurrency BillingPeriodEnd \
        BillingPeriodStart ChargeCategory ChargeDescription ChargeFrequency ChargePeriodEnd \
        ChargePeriodStart ConsumedQuantity ConsumedUnit ContractedCost ContractedUnitPrice \
        EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingCurrency \
        PricingCurrencyContractedUnitPrice PricingCurrencyEffectiveCost \
        PricingCurrencyListUnitPrice PricingQuantity PricingUnit ProviderName PublisherName \
        ServiceCategory ServiceName ServiceSubcategory SkuId SkuMeter SkuPriceDetails SkuPriceId
        """.split(separator: " ").map(String.init)

    /// "MUST be null" where there is no correction, commitment, reservation, resource, sub account
    /// or invoice.
    private static let absent = """
        CapacityReservationId CapacityReservationStatus ChargeClass CommitmentDiscountCategory \
        CommitmentDiscountId CommitmentDiscountName CommitmentDiscountQuantity \
        CommitmentDiscountStatus CommitmentDiscountType CommitmentDiscountUnit InvoiceId \
        ResourceId ResourceName ResourceType SubAccountId SubAccountName SubAccountType
        """.split(separator: " ").map(String.init)

    private static let prices = """
        - id: dear
          provider: Maker
          aliases: [dear-2026]
          input: "2.000000000001"
          output: "8"
          long_context: [{over: 1000, input: "3", output: "9"}]
          tiers: {batch: {input: "1", output: "4"}}
        - {id: cheap, family: small, all_tokens: "0.42"}
        - {id: own, all_tokens: "0"}
        """

    private static let calls = [
        TestCall(team: "=a\"\\,;\n\t", usage: TokenUsage(input: 7, output: 3)),
        TestCall(
            model: "dear-2026",
            usage: TokenUsage(input: 1_000, cacheRead: 1, output: 3, reasoning: 1),
            time: "2026-01-31T23:59:59Z"),
        TestCall(served: "cheap", usage: TokenUsage(input: 1), time: "2026-12-31T23:00:00Z"),
        TestCall(model: "own", usage: TokenUsage(output: 5), time: "2024-02-29T00:00:00Z"),
        TestCall(model: "nobody", usage: TokenUsage(output: 123_456)),
        TestCall(usageState: .unknown), TestCall(usageState: .none, isFailed: true),
    ]

    private func result(
        _ calls: [TestCall] = calls, period: ChargeSplit.Period = .day
    ) async throws -> ReplayResult {
        try await replay(
            calls, prices: Self.prices, baselines: ["cheap"],
            plan: { $0.charges = ChargeSplit(period, tags: [try Grouping("team")]) })
    }

    private func export(
        _ version: FOCUSVersion = .v1_2, _ result: ReplayResult? = nil
    ) async throws -> FOCUSExport {
        let found = try await self.result()
        return try #require(FOCUSExport(result ?? found, account: "acme", version: version))
    }

    private typealias Row = [String: String]

    private func table(_ export: FOCUSExport) throws -> [Row] {
        let rows = try rows(export.text())
        return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
    }

    @Test(arguments: [(FOCUSVersion.v1_0, columns1_0), (.v1_2, columns1_2)])
    func `the specification's columns come first, and ours after them`(
        version: FOCUSVersion, columns: [String]
    ) async throws {
        let header = try rows(try await export(version).text())[0]
        #expect(Array(header.prefix(columns.count)) == columns)
        let own = header.dropFirst(columns.count)
        #expect(!own.isEmpty && own.allSatisfy { $0.hasPrefix("x_") } && own.sorted() == Array(own))
    }

    @Test func `1.0 has the same values as 1.2`() async throws {
        let (older, newer) = (try table(try await export(.v1_0)), try table(try await export()))
        #expect(older.count == newer.count)
        for (old, new) in zip(older, newer) {
            #expect(old == new.filter { old.keys.contains($0.key) })
        }
    }

    @Test func `what must not be null is not, and what must be null is`() async throws {
        let table = try table(try await export())
        #expect(table.count == 26)
        for row in table {
            for column in Self.required { #expect(row[column]?.isEmpty == false, "\(column)") }
            for column in Self.absent { #expect(row[column] == "", "\(column)") }
        }
    }

    @Test func `a unit price times its quantity is the cost, to the last digit`() async throws {
        func number(_ row: Row, _ column: String) throws -> Decimal {
            let text = try #require(row[column])
            #expect(text.wholeMatch(of: /[0-9]+\.[0-9]+/) != nil, "\(column): \(text)")
            return try #require(Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")))
        }
        for row in try table(try await export()) {
            let quantity = try number(row, "PricingQuantity")
            #expect(quantity * 1_000_000 == (try number(row, "ConsumedQuantity")))
            let list = try number(row, "ListUnitPrice")
            #expect(list * quantity == (try number(row, "ListCost")))
            let contracted = try number(row, "ContractedUnitPrice")
            #expect(contracted * quantity == (try number(row, "ContractedCost")))
            let pricing = try number(row, "PricingCurrencyContractedUnitPrice")
            #expect(pricing * quantity == (try number(row, "PricingCurrencyEffectiveCost")))
            #expect(row["EffectiveCost"] == row["ContractedCost"])
            #expect(row["BilledCost"] == row["ContractedCost"])
            #expect(row["ListCost"] == row["ContractedCost"], "no discounts here")
        }
    }

    @Test func `rows add up to the totals of the replay`() async throws {
        let result = try await result()
        let table = try table(try await export(.v1_2, result))
        func total(_ isIncluded: (Row) -> Bool) -> Money {
            table.filter(isIncluded).reduce(.zero) { $0 + money($1["BilledCost"] ?? "") }
        }
        let billed = try #require(result.charges?[0].cost)
        #expect(total { $0["x_Simulated"] == "false" } == billed.total)
        #expect(total { $0["x_Policy"] == "router" } == result.policies[0].column.total)
        #expect(total { $0["x_Baseline"] == "cheap" } == result.baselines[0].column.total)
        for row in table {
            let isSimulated = row["x_Policy"] != "" || row["x_Baseline"] != ""
            #expect(row["x_Simulated"] == (isSimulated ? "true" : "false"))
        }
    }

    @Test(arguments: [
        (
            "2026-01-31T23:59:59Z", "2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01",
            "2026-02"
        ),
        (
            "2026-12-31T23:00:00Z", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z", "2026-12",
            "2027-01"
        ),
        (
            "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", "2024-02",
            "2024-03"
        ),
        (
            "1969-12-31T23:59:59Z", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z", "1969-12",
            "1970-01"
        ),
    ])
    func `charge periods are days, and billing periods months, in UTC`(
        time: String, start: String, end: String, month: String, next: String
    ) async throws {
        let result = try await result([TestCall(usage: TokenUsage(input: 1), time: time)])
        let row = try #require(try table(try await export(.v1_2, result)).first)
        #expect(row["ChargePeriodStart"] == start)
        #expect(row["ChargePeriodEnd"] == end)
        #expect(row["BillingPeriodStart"] == month + "-01T00:00:00Z")
        #expect(row["BillingPeriodEnd"] == next + "-01T00:00:00Z")
    }

    @Test func `values are among those allowed`() async throws {
        let allowed = [
            "ChargeCategory": "Usage", "ChargeFrequency": "Usage-Based",
            "PricingCategory": "Standard", "ServiceCategory": "AI and Machine Learning",
            "ServiceSubcategory": "Generative AI", "ConsumedUnit": "Tokens",
            "PricingUnit": "1000000 Tokens", "BillingCurrency": "USD", "PricingCurrency": "USD",
            "BillingAccountId": "acme",
        ]
        for row in try table(try await export()) {
            for (column, value) in allowed { #expect(row[column] == value) }
        }
    }

    @Test func `a SKU price has one SKU, one set of details and one list price`() async throws {
        let table = try table(try await export())
        for column in ["SkuId", "SkuPriceDetails", "ListUnitPrice", "SkuMeter"] {
            let values = Dictionary(grouping: table) { $0["SkuPriceId"] ?? "" }
                .mapValues { Set($0.map { $0[column] ?? "" }) }
            #expect(values.allSatisfy { $0.value.count == 1 }, "\(column): \(values)")
        }
        let ids = Set(table.filter { $0["x_Simulated"] == "false" }.compactMap { $0["SkuPriceId"] })
        #expect(
            ids == [
                "dear/input/standard", "dear/output/standard", "dear/input/standard/from-1001",
                "dear/cache_read/standard/from-1001/as-input",
                "dear/output/standard/from-1001",
                "dear/reasoning/standard/from-1001/as-output", "cheap/input/standard",
                "own/output/standard",
            ])
    }

    @Test func `key-value columns are flat objects, and tags are what they were`() async throws {
        var teams: Set<String> = []
        for row in try table(try await export()) {
            for column in ["Tags", "SkuPriceDetails"] {
                let value = try JSONSerialization.jsonObject(with: Data((row[column] ?? "").utf8))
                let members = try #require(value as? [String: Any])
                #expect(members.values.allSatisfy { $0 is String || $0 is Bool })
                if column == "Tags" { (members["team"] as? String).map { _ = teams.insert($0) } }
                if column == "SkuPriceDetails" {
                    #expect(members.keys.allSatisfy { $0.hasPrefix("x_") })
                }
            }
        }
        #expect(teams == ["=a\"\\,;\n\t"])
    }

    @Test func `the seller is the provider, else the family, else the price list`() async throws {
        let rows = try table(try await export()).filter { $0["x_Simulated"] == "false" }
        let sellers = Set(rows.map { "\($0["x_Model"] ?? ""): \($0["ProviderName"] ?? "")" })
        #expect(
            sellers == ["dear: Maker", "dear-2026: Maker", "cheap: small", "own: test"])
        for row in rows {
            #expect(row["PublisherName"] == row["ProviderName"])
            #expect(row["InvoiceIssuerName"] == row["ProviderName"])
        }
    }

    @Test func `usage without a price is named and has no row`() async throws {
        let export = try await export()
        #expect(try table(export).allSatisfy { $0["x_Model"] != "nobody" })
        #expect(
            Array(export.unpriced.prefix(2)) == [
                "no FOCUS row for 1 request to model dear: usage unknown",
                "no FOCUS row for 1 request to model nobody with 123,456 tokens: not in price table "
                    + "test",
            ])
        #expect(export.unpriced.contains { $0.contains("of policy router") })
        let free = try table(export).filter { $0["x_Model"] == "own" }
        #expect(free.map { $0["BilledCost"] } == ["0.00"], "a price of 0 is a price")
    }

    /// An apostrophe against formulas would make another id of it.
    @Test func `identifiers are not changed`() async throws {
        let name = "=cmd|' /C calc'!A0"
        let result = try await replay(
            [TestCall(model: name, team: "+1")], prices: "- {id: \"\(name)\", all_tokens: 1}",
            policy: nil, plan: { $0.charges = ChargeSplit(.day, tags: [try Grouping("team")]) })
        let export = try #require(FOCUSExport(result, account: "-7", version: .v1_2))
        for delimiter in CSVDelimiter.allCases {
            let found = try rows(export.text(delimiter), delimiter)
            let row = Dictionary(uniqueKeysWithValues: zip(found[0], found[1]))
            #expect(row["x_Model"] == name)
            #expect(row["SkuId"] == name + "/input")
            #expect(row["BillingAccountId"] == "-7")
            #expect(row["Tags"] == #"{"team":"+1"}"#)
        }
    }
}
