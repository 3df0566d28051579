import Limits

extension ClosedFormCheck {
    /// The checks of the deployments that have a formula: those with servers, to which all requests
    /// come right from outside, once each, and of which none waited for a quota or was refused but
    /// for want of a place.
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
        let shown = ShownMeasures(
            result, station, seconds: seconds, isAlone: plan.deployments.count == 1)
        let load = rate * service
        let variation = workload.serviceVariation(at: place, station.deployment)
        let form = FittingFormula(
            station.deployment, servers: servers, load: load, variation: variation)
        deployment = station.deployment.name
        self.servers = servers
        (offeredLoad, formula) = (load, form.name)
        measures = form.measures(service: service, shown)
        (arrivalVariation, dispersion) = (burstiness.variation, burstiness.dispersion)
        isBursty = burstiness.isBursty
        isRegular = burstiness.isRegular
        (serviceVariation, supposedVariation) = (variation, form.supposedVariation)
    }
}
