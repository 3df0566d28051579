import Replay
import Testing

@testable import Audit

@Suite struct GateTests {
    @Test(arguments: [
        ("cost > +5%", Gate.Bound.relativeChange(Fraction(1, over: 20))),
        ("cost>=-10 USD", .change(Fraction(-10))),
        ("any user cost > 50 USD/day", .value(Fraction(50))),
        ("requests > 1K", .value(Fraction(1000))),
        ("tokens of tutorial < 2.5M", .value(Fraction(2_500_000))),
        ("unpriced > 0", .value(.zero)),
    ])
    func boundIsRead(_ text: String, _ bound: Gate.Bound) throws {
        #expect(try Gate(text).bound == bound)
    }

    @Test func groupsAndPeriodsAreRead() throws {
        let gate = try Gate("any team,tag:env cost of tutorial > 50 USD/day")
        #expect(gate.grouping?.dimensions.map(\.name) == ["team", "tag:env", "day"])
        #expect(gate.policy == "tutorial")
        #expect(!gate.needsComparison)
        #expect(try Gate("cost > 50 USD/month").grouping?.dimensions.map(\.name) == ["day"])
        #expect(try Gate("any day cost > 50 USD/day").grouping?.dimensions.map(\.name) == ["day"])
        #expect(try Gate("cost > 50 USD").grouping == nil)
        #expect(try Gate("cost > +5%").needsComparison)
    }

    @Test(arguments: [
        ("price > 5", "one of cost, requests, tokens, failed, unpriced"),
        ("cost 5", "> >= < or <= after what is measured"),
        ("cost > 5", "a currency behind the amount, such as USD"),
        ("cost > 5%", "a sign before a percentage, such as +5%"),
        ("cost > many USD", "a number at the end"),
        ("cost > 5 euros", "a number at the end"),
        ("cost > 5 tokens", "no unit but the currency of a cost"),
        ("requests > 5 USD", "a currency such as USD, and that only behind a cost"),
        ("cost > 5 USD/week", "/hour, /day or /month"),
        ("cost > +5%/day", "either a change or an amount a period"),
        (
            "any colour cost > 5 USD",
            "model, served-model, user, team, session, day, hour, minute or tag:KEY after 'any'"
        ),
        ("any", "a group after 'any'"), ("cost of", "a policy's name after 'of'"),
        ("", "one of cost, requests, tokens, failed, unpriced"),
    ])
    func faultsSayWhatIsExpected(_ text: String, _ expected: String) {
        let error = #expect(throws: AuditError.self) { try Gate(text) }
        #expect(
            error?.description == "--fail-if '\(text)': expected \(expected), as in 'cost > +5%' "
                + "or 'any user cost > 50 USD/day'")
    }
}
