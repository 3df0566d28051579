/// How large a call is, in few classes of its input and its output, which its latency hangs on.
public struct CallSize: Hashable, Sendable {
    /// The number of the class, from 0.
    public let rawValue: Int

    /// The largest input of each class but the last.
    private static let inputs: [UInt64] = [250, 1_000, 4_000, 16_000, 64_000]
    /// The largest output of each class but the last.
    private static let outputs: [UInt64] = [60, 250, 1_000, 4_000]

    /// The class of a call.
    ///
    /// - Parameters:
    ///   - input: All its input tokens.
    ///   - output: All its output tokens.
    public init(input: UInt64, output: UInt64) {
        rawValue =
            Self.place(of: input, in: Self.inputs) * (Self.outputs.count + 1)
            + Self.place(of: output, in: Self.outputs)
    }

    /// The class with a number that another gave.
    init(rawValue: Int) { self.rawValue = rawValue }

    private static func place(of tokens: UInt64, in bounds: [UInt64]) -> Int {
        bounds.firstIndex { tokens <= $0 } ?? bounds.count
    }
}
