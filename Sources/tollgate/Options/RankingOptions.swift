import ArgumentParser

/// How long the lists of a report are.
struct RankingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Shows the dearest groups of each --by, and the others together in one line.",
            valueName: "n"))
    var top: Int?

    @Option(
        help: ArgumentHelp("Lists the dearest requests by the id of the record.", valueName: "n"))
    var dearest: Int?

    private static let longestList = 100_000

    func validate() throws {
        for (option, number) in [("--top", top), ("--dearest", dearest)] {
            guard let number, !(1...Self.longestList ~= number) else { continue }
            throw ValidationError(
                "\(option) \(number): expected a number from 1 to \(Self.longestList)")
        }
    }

    /// Refuses a choice among groups where there are none.
    func check(hasGroups: Bool) throws {
        if top != nil && !hasGroups {
            throw ValidationError("--top chooses among groups; give --by with it")
        }
    }
}
