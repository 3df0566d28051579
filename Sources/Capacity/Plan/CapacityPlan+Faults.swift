import Limits

extension CapacityPlan {
    /// The first thing that keeps the plan from being run.
    var fault: CapacityError? {
        if let (field, message) = ownFault {
            return .plan(deployment: nil, field: field, message)
        }
        for (place, deployment) in deployments.enumerated() {
            if let (field, message) = deployment.fault ?? chainFault(from: place) {
                return .plan(deployment: place, field: field, message)
            }
        }
        return nil
    }

    private var ownFault: (field: String, message: String)? {
        if deployments.isEmpty { return ("deployments", "is empty; at least one is needed") }
        if slice <= .zero { return ("slice", "has to be longer than nothing") }
        if case .recorded = patience {
            return ("patience", "is in no log; give a time or a distribution")
        }
        return nil
    }

    /// Whether the fallbacks lead anywhere, and not in a circle.
    private func chainFault(from place: Int) -> (field: String, message: String)? {
        var seen: Set = [place]
        var names = [deployments[place].name]
        var next = deployments[place].fallback
        while let current = next {
            guard deployments.indices.contains(current) else {
                return ("fallback", "is \(current), and there is no such deployment")
            }
            names.append(deployments[current].name)
            guard seen.insert(current).inserted else {
                return ("fallback", "goes in a circle: " + names.joined(separator: " → "))
            }
            next = deployments[current].fallback
        }
        return nil
    }
}

extension Deployment {
    fileprivate var fault: (field: String, message: String)? {
        if let concurrency, concurrency < 1 {
            return ("concurrency", "is \(concurrency); at least 1 is needed")
        }
        if let places = queue?.places, places < 0 {
            return ("queue", "has \(places) places; 0 is the least")
        }
        if overQuota == .queue, queue == nil {
            return ("over_quota", "lets requests queue, but there is no queue")
        }
        if let timeout, timeout <= .zero {
            return ("timeout", "has to be longer than nothing")
        }
        guard failureShare >= 0, failureShare <= 1 else {
            return ("failure_share", "is \(failureShare); between 0 and 1 was expected")
        }
        return nil
    }
}
