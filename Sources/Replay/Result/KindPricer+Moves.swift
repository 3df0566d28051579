import Calls
import Pricing

extension KindPricer {
    /// Under which assumptions a quote is made; the plan's, unless it says otherwise.
    struct View {
        /// Calls that move keep their cache reads, whatever the plan assumes.
        var keepsCaches = false
        /// Where in their ranges the factors of tokens are taken.
        var factors = ModelMoves.Point.middle
        /// Which prices are taken.
        var stage = PriceStage.charged
    }

    /// The model that a call's counts come from.
    func source(_ kind: CallKind) -> String? {
        moves.source(requested: name(kind.model), served: name(kind.servedModel))
    }

    /// Whether a column sends a call to another model than those that it was asked for and recorded
    /// at.
    func isMoved(_ kind: CallKind, to model: String?) -> Bool {
        moves.isMove(to: model, requested: name(kind.model), served: name(kind.servedModel))
    }

    /// Whether a call's cache reads are plain input in a column.
    func losesCache(_ kind: CallKind, to model: String?, in column: ColumnChoice) -> Bool {
        switch (plan.cache, column) {
        case (.kept, _): false
        case (.lost, _): isMoved(kind, to: model)
        case (.session, .policy(let index)): kind.change(under: index).marks.contains(.losesCache)
        case (.session, .baseline): kind.opensSession && isMoved(kind, to: model)
        case (.session, _): false
        }
    }
}
