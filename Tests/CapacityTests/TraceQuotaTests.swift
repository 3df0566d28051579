import Capacity
import Limits
import Statistics
import Testing

/// Two buckets before Azure's traces, one of requests and one of tokens, each of one minute and full
/// at first; a request costs its input and output tokens.
///
/// Expected: a reference in Python with doubles.
@Suite struct TraceQuotaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let requestsPerMinute, tokensPerMinute: Int64
        let compression: Double
        let rejected, admitted: UInt64
        var testDescription: String { id }
    }

    @Test(arguments: [
        Case(
            id: "quota_conv_500rpm_450ktpm_x1_reject", requestsPerMinute: 500,
            tokensPerMinute: 450_000, compression: 1, rejected: 711, admitted: 18655),
        Case(
            id: "quota_conv_350rpm_600ktpm_x1_reject", requestsPerMinute: 350,
            tokensPerMinute: 600_000, compression: 1, rejected: 969, admitted: 18397),
        Case(
            id: "quota_conv_1000rpm_800ktpm_x4_reject", requestsPerMinute: 1000,
            tokensPerMinute: 800_000, compression: 4, rejected: 6227, admitted: 13139),
    ])
    func quotasLetInExactlyAsMany(_ expected: Case) throws {
        var deployment = Deployment("azure", concurrency: nil, service: .fixed(.zero))
        deployment.quotas = quotas(expected.requestsPerMinute, expected.tokensPerMinute)
        let arrivals = AzureTrace.conversation.compressed(expected.compression)
        let result = try CapacityPlan([deployment]).run(arrivals)
        #expect(result.requests.rejected == expected.rejected)
        #expect(result.requests.served == expected.admitted)
        #expect(result.wait.largest == 0)
        let refused = result.stations[0].attempts.overQuota
        #expect(refused.reduce(0, +) == expected.rejected)
    }

    /// The case quota_code_500rpm_400ktpm_x1_wait.
    @Test(
        .enabled(
            if: AzureTrace.code != nil, "needs TOLLGATE_AZURE_CODE_TRACE, the path of the trace"))
    func requestsWaitForQuotasInTheirOrder() throws {
        var deployment = Deployment("azure", concurrency: nil, service: .fixed(.zero))
        deployment.quotas = quotas(500, 400_000)
        deployment.overQuota = .queue
        let arrivals = try #require(AzureTrace.code).compressed(1)
        let result = try CapacityPlan([deployment]).run(arrivals)
        #expect(result.requests.served == 8819)
        let mean = try #require(result.wait.mean) / 1e9
        #expect(abs(mean - 77.53222728608743) <= 1e-6)
        let shares = try #require(result.wait.quantiles([0.95, 0.99, 1])).map { Double($0) / 1e9 }
        let expected = [173.38937399999918, 201.72201399999653, 208.3980559999968]
        for (found, wanted) in zip(shares, expected) { #expect(abs(found - wanted) <= 1e-6) }
    }

    private func quotas(_ requests: Int64, _ tokens: Int64) -> [Quota] {
        [
            Quota(.requests, limit: requests, per: .minute),
            Quota(.tokens(TokenAccounting()), limit: tokens, per: .minute),
        ]
    }
}
