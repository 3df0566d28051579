import Limits
import Statistics

extension Workload {
    /// The standard deviation in means of the times of work on the requests for a deployment.
    func serviceVariation(at place: Int, _ deployment: Deployment) -> Double {
        if case .drawn(let distribution) = deployment.service, deployment.timeout == nil {
            return distribution.variation
        }
        var generator = SplitMix64(seed: 0)
        var (count, mean, squares) = (0.0, 0.0, 0.0)
        for arrival in arrivals where arrival.deployment == place {
            guard let span = deployment.service.span(for: arrival, using: &generator) else {
                continue
            }
            let seconds = min(span, deployment.timeout ?? span).seconds
            count += 1
            let difference = seconds - mean
            mean += difference / count
            squares += difference * (seconds - mean)
        }
        guard count > 1, mean > 0 else { return 0 }
        return (squares / count).squareRoot() / mean
    }
}
