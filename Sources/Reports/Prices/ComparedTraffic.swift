import Audit
import Pricing

/// The traffic of a comparison as far as both price tables price it.
///
/// A model that one of them lacks would look as if it had become free, or had been so.
struct ComparedTraffic {
    /// Models whose calls are priced by both tables or by neither.
    let models: [Difference.Model]
    /// Models of which one table leaves more calls unpriced.
    let others: [Difference.Model]
    let currency: Currency
    let assumptions: [String]

    init(_ traffic: Difference) {
        models = traffic.models.filter { $0.before.unpriced == $0.after.unpriced }
        others = traffic.models.filter { $0.before.unpriced != $0.after.unpriced }
        (currency, assumptions) = (traffic.currency, traffic.assumptions)
    }

    var before: Money { models.reduce(.zero) { $0 + $1.before.cost } }
    var after: Money { models.reduce(.zero) { $0 + $1.after.cost } }
    /// The sum of the models' differences.
    var change: Money { after - before }
}

extension Difference.Model {
    /// What it costs more; only meant for calls that are priced on both sides.
    var increase: Money { after.cost - before.cost }
}
