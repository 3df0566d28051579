import Limits

extension CapacityPlan {
    /// The first thing that keeps the plan from being run.
    var fault: CapacityError? {
        if deployments.isEmpty { return .plan("deployments", "there is none") }
        if slice <= .zero { return .plan("slice", "has to be longer than nothing") }
        if case .recorded = patience {
            return .plan("patience", "no log records it; give a time or a distribution")
        }
        for (place, deployment) in deployments.enumerated() {
            let path = "deployments[\(place)]"
            if let (field, message) = deployment.fault {
                return .plan("\(path).\(field)", message)
            }
            if let (field, message) = chainFault(from: place) {
                return .plan("\(path).\(field)", message)
            }
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
                return ("fallback", "there is no deployment \(current)")
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
            return ("queue.places", "is \(places); 0 is the least")
        }
        if overQuota == .queue, queue == nil {
            return ("over_quota", "requests are to queue, but there is no queue")
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
