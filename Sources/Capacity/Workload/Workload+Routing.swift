public import Documents
import Limits
public import Pricing
public import Replay

extension Workload {
    /// Requests sent to the deployments of a plan.
    ///
    /// - Parameters:
    ///   - traffic: The requests.
    ///   - file: The plan.
    ///   - prices: Whose other names for models count as the models.
    /// - Throws: `DocumentError` where no deployment takes a request, or one does not tell what the
    ///   plan looks at: the place in the plan, how many they are, and what to do.
    public init(
        _ traffic: TimedTraffic, to file: PlanFile, prices: PriceSchedule
    ) throws(DocumentError) {
        self.init(priceClasses: traffic.priceClasses)
        let routes = try Routes(traffic, file, prices)
        var builder = WorkloadBuilder(file)
        var positions: [Account: Int] = [:]
        for request in traffic.requests {
            guard let place = routes.place(of: request) else { continue }
            var arrival = builder.arrival(request, at: place)
            let account = Account(
                model: request.model.map { traffic.models[$0] }, priceClass: request.priceClass,
                isCounted: builder.isCounted(request))
            arrival.model = positions[account] ?? knownAccounts.count
            if positions[account] == nil {
                positions[account] = arrival.model
                knownAccounts.append(account)
            }
            arrivals.append(arrival)
        }
        try builder.check(traffic)
        notes = Self.notes(traffic) + file.runNotes + routes.notes + builder.notes
        guard !arrivals.isEmpty else {
            throw file.root.error("has nothing to do: no request goes to its deployments")
        }
    }

    private static func notes(_ traffic: TimedTraffic) -> [String] {
        let counts = traffic.records
        let policy = traffic.policy.map {
            "requests go where policy `\($0)` sends them; a fallback chain of its own is not "
                + "followed, the plan says what becomes of failed ones"
        }
        let facts: [(UInt64, String)] = [
            (
                counts.retries,
                "of operations that had failed try a request again; they are no traffic of their "
                    + "own, for the simulation makes its own retries"
            ),
            (
                counts.failedAlone,
                "failed and name no operation: each counts as a request, and so does what may have "
                    + "tried it again"
            ),
            (
                counts.unbilled,
                "cost nothing and did not fail: a cache answered before any model, so they are "
                    + "left out"
            ),
        ]
        return [policy].compactMap { $0 }
            + facts.filter { $0.0 > 0 }.map { "\(counted($0.0, "record")) \($0.1)" }
    }
}

/// A count and what is counted, in the singular for one.
func counted(_ count: UInt64, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// Which deployment takes the requests of which model.
private struct Routes {
    /// By model; nil where they are left out.
    private let places: [Int?]
    private let placeOfNameless: Int?
    let notes: [String]

    init(
        _ traffic: TimedTraffic, _ file: PlanFile, _ prices: PriceSchedule
    ) throws(DocumentError) {
        let others = file.deployments.firstIndex(where: \.takesOthers)
        let leftOut = Set(file.leftOut.map(\.exact))
        let owners = Self.owners(file, prices)
        var requests = [UInt64](repeating: 0, count: traffic.models.count)
        var nameless: UInt64 = 0
        for request in traffic.requests {
            if let model = request.model { requests[model] += 1 } else { nameless += 1 }
        }
        let isLeftOut = traffic.models.map { leftOut.contains($0.exact) }
        let named = traffic.models.indices.map { model -> Int? in
            let name = traffic.models[model]
            return owners[name.exact] ?? prices.model(name).flatMap { owners[$0.id.exact] }
        }
        let found = named.indices.map { isLeftOut[$0] ? nil : named[$0] ?? others }
        placeOfNameless = others
        let homeless = traffic.models.indices.filter {
            found[$0] == nil && !isLeftOut[$0] && requests[$0] > 0
        }.map { (name: traffic.models[$0], requests: requests[$0]) }
        try Self.refuse(homeless, nameless: others == nil ? nameless : 0, file)
        places = found
        let met = traffic.models.indices.filter { requests[$0] > 0 && !isLeftOut[$0] }
        let effect = traffic.policy.flatMap {
            PolicyEffect(
                policy: $0, models: met.map { traffic.models[$0] },
                isAnyNamed: met.contains { named[$0] != nil })
        }
        notes =
            [effect?.remark(on: file)].compactMap { $0 }
            + traffic.models.indices.filter { isLeftOut[$0] && requests[$0] > 0 }.map {
                "left out as the plan says: \(counted(requests[$0], "request")) for "
                    + "`\(traffic.models[$0])`"
            }
    }

    func place(of request: TimedTraffic.Request) -> Int? {
        guard let model = request.model else { return placeOfNameless }
        return places[model]
    }

    /// The deployments by the models that they name, and by what the price table calls these.
    private static func owners(_ file: PlanFile, _ prices: PriceSchedule) -> [ExactText: Int] {
        var owners: [ExactText: Int] = [:]
        for (place, deployment) in file.deployments.enumerated() {
            for name in deployment.models.compactMap({ prices.model($0)?.id }) {
                if owners[name.exact] == nil { owners[name.exact] = place }
            }
        }
        for (place, deployment) in file.deployments.enumerated() {
            for name in deployment.models { owners[name.exact] = place }
        }
        return owners
    }

    private static func refuse(
        _ homeless: [(name: String, requests: UInt64)], nameless: UInt64, _ file: PlanFile
    ) throws(DocumentError) {
        var parts = homeless.sorted { ($1.requests, $0.name) < ($0.requests, $1.name) }.prefix(5)
            .map { "\($0.name) (\($0.requests))" }
        if homeless.count > 5 { parts.append("\(homeless.count - 5) more") }
        if nameless > 0 { parts.append("no model at all (\(nameless))") }
        guard !parts.isEmpty else { return }
        throw DocumentError(
            place: file.deployments[0].node.place.parent,
            message: "take no requests for \(parts.joined(separator: ", ")); name these models at "
                + "a deployment, set other: true at one, or name them in leave_out")
    }
}

extension Place {
    /// The place of the list that an element is in.
    fileprivate var parent: Place {
        let path = keyPath.lastIndex(of: "[").map { String(keyPath[..<$0]) } ?? keyPath
        return Place(file: file, line: line, keyPath: path)
    }
}
