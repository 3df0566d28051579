/// Totals of all groups by kind of call and what was decided.
struct KindTotals {
    private let width: Int
    private var totals: [CallTotals]

    init(kinds: Int, width: Int) {
        self.width = width
        totals = Array(repeating: CallTotals(), count: kinds * width)
    }

    /// Adds what the calls of a group sum up to.
    mutating func add(_ sums: UsageSums, _ cells: CellColumn, of group: ResidentCalls.Group) {
        for (local, kind) in group.kinds.enumerated() {
            for decided in 0..<width {
                totals[Int(kind) * width + decided] +=
                    sums[cells.cell(kind: local, decided: decided)]
            }
        }
    }

    subscript(kind: Int, decided: Int) -> CallTotals { totals[kind * width + decided] }
}
