import ArgumentParser
import Replay
import Reports

/// How charges are exported by the FinOps Open Cost and Usage Specification.
struct FOCUSOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who is billed: the BillingAccountId of every FOCUS row.", valueName: "id"))
    var billingAccount: String?

    @Option(
        name: .customLong("focus-version"),
        help: ArgumentHelp("Which FOCUS columns there are; 1.2 by default.", valueName: "version"))
    var version: FOCUSVersion?

    @Option(
        help: ArgumentHelp(
            "How long the charge period of a FOCUS row is, in UTC; a day by default.",
            discussion: """
                Users, teams, sessions and tags that --by names become Tags. Rows of baselines and \
                policies have x_Simulated true; leave them out of sums over what was billed.
                """, valueName: "period"))
    var chargePeriod: ChargeSplit.Period?

    func validate() throws {
        if let billingAccount, billingAccount.allSatisfy(\.isWhitespace) {
            throw ValidationError("--billing-account is empty; expected an id")
        }
    }

    /// The name of the first option that was given; nil where none was.
    private var given: String? {
        if billingAccount != nil { return "--billing-account" }
        if version != nil { return "--focus-version" }
        return chargePeriod == nil ? nil : "--charge-period"
    }

    /// Refuses options that would do nothing, and an export without an account.
    func check(isWanted: Bool, instead: String) throws {
        if isWanted && billingAccount == nil {
            throw ValidationError(
                "--format focus needs --billing-account, the id of who is billed")
        }
        if !isWanted, let given { throw ValidationError("\(given) is about FOCUS; \(instead)") }
    }

    /// How the plan splits charges into rows.
    func split(_ groupings: [Grouping]) -> ChargeSplit {
        ChargeSplit(chargePeriod ?? .day, tags: groupings)
    }

    /// The export of a result; nil where none is wanted.
    func export(_ result: ReplayResult) -> FOCUSExport? {
        billingAccount.flatMap {
            FOCUSExport(result, account: $0, version: version ?? .v1_2)
        }
    }
}
