import Limits
import Statistics

/// What a simulation shows of a deployment.
struct ShownMeasures {
    let refused: Double
    let meanWait: Double
    /// Nil where other deployments count too.
    let waited: Double?
    let waits: (p95: Double, p99: Double)?

    init(
        _ result: CapacityResult, _ station: CapacityResult.Station, seconds: Double, isAlone: Bool
    ) {
        refused = Double(station.attempts.noPlace) / Double(station.attempts.ended)
        let entered = station.attempts.ended - station.attempts.noPlace
        // Little's law: those who wait, on average, are the rate times the mean wait.
        meanWait = entered > 0 ? station.meanWaiting * seconds / Double(entered) : 0
        let served = result.requests.served
        waited = isAlone && served > 0 ? Double(result.waited) / Double(served) : nil
        let quantiles = isAlone ? result.wait.quantiles([0.95, 0.99]) : nil
        waits = quantiles.map { (Double($0[0]) / 1e9, Double($0[1]) / 1e9) }
    }
}
