/// The formula that fits a deployment.
enum FittingFormula {
    case lossSystem(LossSystem)
    case finite(FiniteQueue)
    case constant(ConstantServiceQueue)
    case single(SingleServerQueue)
    case multiple(MultiServerQueue)
    case overloaded

    init(_ deployment: Deployment, servers: Int, load: Double, variation: Double) {
        let places = deployment.queue == nil ? 0 : deployment.queue?.places
        if places == 0 {
            self =
                LossSystem(servers: servers, offeredLoad: load).map(Self.lossSystem)
                ?? .overloaded
        } else if let places, places <= 100_000, servers <= 100_000 {
            self =
                FiniteQueue(servers: servers, places: servers + places, offeredLoad: load)
                .map(Self.finite) ?? .overloaded
        } else if servers == 1 {
            self =
                variation == 0
                ? ConstantServiceQueue(utilisation: load).map(Self.constant) ?? .overloaded
                : SingleServerQueue(utilisation: load, variation: variation).map(Self.single)
                    ?? .overloaded
        } else {
            self =
                MultiServerQueue(servers: servers, offeredLoad: load).map(Self.multiple)
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

    /// What it supposes of the service times' standard deviation in means; nil where any will do.
    ///
    /// Erlang's loss formula depends on their mean alone; Pollaczek's and Khinchine's takes it.
    var supposedVariation: Double? {
        switch self {
        case .lossSystem, .single, .overloaded: nil
        case .constant: 0
        case .finite, .multiple: 1
        }
    }

    func measures(service: Double, _ shown: ShownMeasures) -> [ClosedFormCheck.Measure] {
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
