import Foundation
import Limits
import Statistics

/// What a closed form says of a deployment, beside what its simulation shows.
///
/// It supposes random arrivals at a steady rate; where the log's come in bursts it is wrong.
public struct ClosedFormCheck: Sendable {
    /// One measure on both sides.
    public struct Measure: Sendable {
        /// What it is.
        public let name: String
        /// Whether it is a share of requests; else seconds.
        public let isShare: Bool
        /// By the formula.
        public let closed: Double
        /// By the simulation; nil where it does not tell the deployment's apart.
        public let simulated: Double?
    }

    /// The deployment's name.
    public let deployment: String
    /// The formula: `M/M/c (Erlang C)`.
    public let formula: String
    /// Requests that are worked on at the same time at most.
    public let servers: Int
    /// Arrivals times the mean service time, in servers.
    public let offeredLoad: Double
    /// The measures; empty where the servers can't keep up with the load.
    public let measures: [Measure]
    /// The standard deviation of the gaps between arrivals in means; 1 for random arrivals.
    public let arrivalVariation: Double?
    /// The variance of the arrivals in ten seconds in means; 1 for random arrivals.
    public let dispersion: Double?
    /// Whether arrivals come too unevenly for the formula; nil where there are too few to tell.
    public let isBursty: Bool?
}

extension ClosedFormCheck {
    /// The checks of the deployments that have a formula: those with servers, to which all requests
    /// come right from outside, once each, and of which none waited for a quota or was refused but for want of a place.
    static func checks(
        _ workload: Workload, _ plan: CapacityPlan, _ result: CapacityResult
    ) -> [ClosedFormCheck] {
        result.stations.indices.compactMap { place in
            ClosedFormCheck(workload, plan, result, place)
        }
    }

    private init?(
        _ workload: Workload, _ plan: CapacityPlan, _ result: CapacityResult, _ place: Int
    ) {
        let station = result.stations[place]
        let counts = station.attempts
        let begun = counts.served + counts.failed + counts.timedOut
        let arrived = workload.arrivals.count { $0.deployment == place }
        guard let servers = station.deployment.concurrency, arrived > 1, begun > 0,
            counts.ended == UInt64(arrived), begun + counts.noPlace == counts.ended,
            station.deployment.overQuota == .reject || station.deployment.quotas.isEmpty,
            let period = workload.period, period.last > period.first
        else { return nil }
        let seconds = (result.period.end - result.period.start).seconds
        let service = station.meanBusy * seconds / Double(begun)
        let rate = Double(arrived - 1) / (period.last - period.first).seconds
        guard service > 0 else { return nil }
        var burstiness = Burstiness()
        for arrival in workload.arrivals where arrival.deployment == place {
            burstiness.add(arrival.time)
        }
        let shown = Shown(result, station, seconds: seconds, isAlone: plan.deployments.count == 1)
        let load = rate * service
        let form = Form(station.deployment, workload, place, servers: servers, load: load)
        deployment = station.deployment.name
        self.servers = servers
        (offeredLoad, formula) = (load, form.name)
        measures = form.measures(service: service, shown)
        (arrivalVariation, dispersion) = (burstiness.variation, burstiness.dispersion)
        isBursty = burstiness.isBursty
    }
}

/// What a simulation shows of a deployment.
private struct Shown {
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

/// The formula that fits a deployment.
private enum Form {
    case lossSystem(LossSystem)
    case finite(FiniteQueue)
    case constant(ConstantServiceQueue)
    case single(SingleServerQueue)
    case multiple(MultiServerQueue)
    case overloaded

    init(
        _ deployment: Deployment, _ workload: Workload, _ place: Int, servers: Int, load: Double
    ) {
        let places = deployment.queue == nil ? 0 : deployment.queue?.places
        if places == 0 {
            self =
                LossSystem(servers: servers, offeredLoad: load).map(Form.lossSystem)
                ?? .overloaded
        } else if let places, places <= 100_000, servers <= 100_000 {
            self =
                FiniteQueue(servers: servers, places: servers + places, offeredLoad: load)
                .map(Form.finite) ?? .overloaded
        } else if servers == 1 {
            let variation = workload.serviceVariation(at: place, deployment.service)
            self =
                variation == 0
                ? ConstantServiceQueue(utilisation: load).map(Form.constant) ?? .overloaded
                : SingleServerQueue(utilisation: load, variation: variation).map(Form.single)
                    ?? .overloaded
        } else {
            self =
                MultiServerQueue(servers: servers, offeredLoad: load).map(Form.multiple)
                ?? .overloaded
        }
    }

    var name: String {
        switch self {
        case .lossSystem: "M/G/c/c (Erlang B)"
        case .finite: "M/M/c/K"
        case .constant: "M/D/1"
        case .single: "M/G/1 (Pollaczek-Khinchine)"
        case .multiple: "M/M/c (Erlang C)"
        case .overloaded: "none: more comes in than the servers can do"
        }
    }

    func measures(service: Double, _ shown: Shown) -> [ClosedFormCheck.Measure] {
        func time(_ name: String, _ closed: Double, _ simulated: Double?) -> ClosedFormCheck.Measure
        {
            .init(name: name, isShare: false, closed: closed * service, simulated: simulated)
        }
        func share(
            _ name: String, _ closed: Double, _ simulated: Double?
        ) -> ClosedFormCheck.Measure {
            .init(name: name, isShare: true, closed: closed, simulated: simulated)
        }
        switch self {
        case .overloaded: return []
        case .lossSystem(let system): return [share("refused", system.blocking, shown.refused)]
        case .finite(let queue):
            return [share("refused", queue.refused, shown.refused)]
                + [queue.wait].compactMap { $0 }.map { time("mean wait", $0, shown.meanWait) }
        case .constant(let queue):
            return [
                share("waited", queue.utilisation, shown.waited),
                time("mean wait", queue.wait, shown.meanWait),
            ]
        case .single(let queue):
            return [
                share("waited", queue.utilisation, shown.waited),
                time("mean wait", queue.wait, shown.meanWait),
            ]
        case .multiple(let queue):
            return [
                share("waited", queue.waitingProbability, shown.waited),
                time("mean wait", queue.wait, shown.meanWait),
                time("wait P95", queue.waitQuantile(0.95), shown.waits?.p95),
                time("wait P99", queue.waitQuantile(0.99), shown.waits?.p99),
            ]
        }
    }
}

extension Workload {
    /// The standard deviation in means of the service times of the requests for a deployment.
    fileprivate func serviceVariation(at place: Int, _ service: TimeModel) -> Double {
        if case .drawn(let distribution) = service { return distribution.variation }
        var generator = SplitMix64(seed: 0)
        var (count, mean, squares) = (0.0, 0.0, 0.0)
        for arrival in arrivals where arrival.deployment == place {
            guard let span = service.span(for: arrival, using: &generator) else { continue }
            count += 1
            let difference = span.seconds - mean
            mean += difference / count
            squares += difference * (span.seconds - mean)
        }
        guard count > 1, mean > 0 else { return 0 }
        return (squares / count).squareRoot() / mean
    }
}
