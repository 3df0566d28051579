import Documents
import Limits

extension Node {
    /// Such as `requests: 500 per minute`, or `tokens: 450000 per minute` with what is counted.
    func quota() throws(DocumentError) -> Quota {
        let fields = try fields([
            "requests", "tokens", "window", "burst", "input", "output", "unstated_output",
            "output_weight",
        ])
        let (rate, meter) = try fields.rateAndMeter()
        let (limit, period) = try rate.rate()
        return Quota(meter, limit: limit, per: period, shape: try fields.shape(limit))
    }

    /// Such as `500 per minute`, `20000 per 10 s`.
    private func rate() throws(DocumentError) -> (limit: Int64, period: TimeSpan) {
        let parts = try string().split(separator: " per ", maxSplits: 1)
        guard parts.count == 2, let limit = Int64(parts[0]), 1...1_000_000_000_000_000 ~= limit
        else { throw error(expected: "a number of at least 1 and a time, such as 500 per minute") }
        let words = ["second": 1, "minute": 60, "hour": 3600, "day": 86_400] as [Substring: Int64]
        if let seconds = words[parts[1]] { return (limit, .seconds(seconds)) }
        guard let period = TimeSpan(text: parts[1]), period > .zero else {
            throw error(expected: "a time after per, such as minute, day or 10 s")
        }
        return (limit, period)
    }
}

extension Fields {
    fileprivate func rateAndMeter() throws(DocumentError) -> (Node, Quota.Meter) {
        switch (optional("requests"), optional("tokens")) {
        case (let requests?, nil):
            for key in ["input", "output", "unstated_output", "output_weight"] {
                if let other = optional(key) {
                    throw other.error("says how tokens are counted, but the limit is on requests")
                }
            }
            return (requests, .requests)
        case (nil, let tokens?):
            return (tokens, .tokens(try accounting()))
        case (_?, let tokens?):
            throw tokens.error("stands beside requests; give each limit an entry of its own")
        case (nil, nil):
            throw node.error("limits nothing; expected requests or tokens")
        }
    }

    private func accounting() throws(DocumentError) -> TokenAccounting {
        let input = try optional("input")?.choice() ?? InputName.all
        let output = try optional("output")?.choice() ?? OutputName.actual
        let weight = optional("output_weight")
        guard try 1...1000 ~= weight?.integer() ?? 1 else {
            throw (weight ?? node).error(expected: "a number from 1 to 1000")
        }
        return TokenAccounting(
            input: input.value, output: try self.output(output),
            outputWeight: Int64(try weight?.integer() ?? 1))
    }

    private func output(_ name: OutputName) throws(DocumentError) -> TokenAccounting.Output {
        let unstated = optional("unstated_output")
        guard name == .reserved || name == .settled else {
            if let unstated {
                throw unstated.error("serves to reserve output, which this limit does not")
            }
            return name == .none ? .none : .actual
        }
        // Unknown is not nothing: the file has to say.
        let tokens = try required("unstated_output").integer()
        guard 0..<(1 << 48) ~= tokens else {
            throw try required("unstated_output").error(
                expected: "the tokens that are reserved where a request states no maximum")
        }
        return name == .reserved
            ? .reserved(otherwise: Int64(tokens)) : .settled(otherwise: Int64(tokens))
    }

    fileprivate func shape(_ limit: Int64) throws(DocumentError) -> Quota.Shape {
        let window = try optional("window")?.choice() ?? WindowName.bucket
        let burst = optional("burst")
        switch window {
        case .bucket:
            let size = try burst?.integer() ?? Int(limit)
            guard 1...1_000_000_000_000_000 ~= size else {
                throw (burst ?? node).error(expected: "a number of at least 1")
            }
            return .bucket(burst: Int64(size))
        case .fixed, .sliding:
            if let burst {
                throw burst.error("is the size of a bucket, but the window is \(window.rawValue)")
            }
            return window == .fixed ? .fixedWindow : .slidingWindow
        }
    }
}

private enum WindowName: String, CaseIterable {
    case bucket, fixed, sliding
}

private enum InputName: String, CaseIterable {
    case none, uncached, all

    var value: TokenAccounting.Input {
        switch self {
        case .none: .none
        case .uncached: .uncached
        case .all: .all
        }
    }
}

private enum OutputName: String, CaseIterable {
    case none, actual, reserved, settled
}
