import Console
import Live
import Pricing

/// A line on standard error that says how far a live run is.
struct LiveBar {
    private let isShown: Bool
    private let currency: String

    /// A line where there is a terminal and nobody asked for quiet.
    init(_ output: OutputOptions, _ plan: LivePlan) {
        isShown = !output.quiet && StandardError.isTerminal
        currency = plan.bounds.prices.currency.code
    }

    func show(_ progress: LiveProgress) {
        guard isShown else { return }
        StandardError.write(
            "\r\u{1B}[K\(progress.ended) of \(progress.total) requests ended, "
                + "\(progress.spent) \(currency) spent")
    }

    func finish() {
        if isShown { StandardError.write("\r\u{1B}[K") }
    }
}
