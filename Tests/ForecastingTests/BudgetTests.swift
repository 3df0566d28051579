import Testing

@testable import Forecasting

@Suite struct BudgetTests {
    /// Ten a period, give or take.
    private func forecast() throws -> Forecast {
        let values = (0..<40).map { $0.isMultiple(of: 2) ? 9.0 : 11.0 }
        let selection = try #require(
            MethodSelection(of: Series(values), horizon: 10, forcing: .mean))
        return try #require(Forecast(selection, horizon: 10))
    }

    private func project(_ budget: Double, spent: Double) throws -> BudgetProjection {
        BudgetProjection(
            budget, for: BudgetProjection.Stretch(spent: spent, steps: 1...10),
            by: try forecast())
    }

    @Test func aBudgetIsUsedUpBetweenTwoPeriods() throws {
        let projection = try project(155, spent: 100)
        #expect(agree(projection.value, 200, to: 1e-12))
        #expect(projection.isOver)
        guard case .within(let earliest, let expected, let latest) = projection.exhaustion else {
            Issue.record("\(projection.exhaustion)")
            return
        }
        // Fifty after five periods, sixty after six.
        #expect(expected == 6)
        #expect(earliest <= 6 && (latest ?? 11) >= 6)
    }

    @Test func aBudgetMayLastOrBeGone() throws {
        #expect(try project(1000, spent: 100).exhaustion == .not)
        #expect(!(try project(1000, spent: 100).isOver))
        #expect(try project(50, spent: 51).exhaustion == .already)
        #expect(try project(50, spent: 51).isOver)
    }

    /// As much as there is, is not over it.
    @Test func whatIsExactlyUsedIsNotOver() throws {
        #expect(!(try project(200.0000001, spent: 100).isOver))
        #expect(try project(199.99, spent: 100).isOver)
    }
}
