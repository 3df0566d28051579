import Capacity
import Foundation
import Limits
import Pricing

/// A trace of Azure's LLM inference service of 2023: time, input tokens, output tokens.
struct AzureTrace {
    let arrivals: [Arrival]

    /// The conversation trace, of Fixtures/azure-2023.
    static let conversation = AzureTrace(
        root.appending(path: "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv"))

    /// The code trace, which isn't in the repository:
    /// `data/AzureLLMInferenceTrace_code.csv` of Azure/AzurePublicDataset.
    static let code = codePath.map { AzureTrace(URL(filePath: $0)) }
    static let codePath = ProcessInfo.processInfo.environment["TOLLGATE_AZURE_CODE_TRACE"]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private init(_ file: URL) {
        let lines = (try? Data(contentsOf: file))?.split(separator: UInt8(ascii: "\n")) ?? []
        arrivals = lines.dropFirst().map(Self.arrival)
    }

    /// Such as `2023-11-16 18:15:46.6805900,374,44`, all of one day.
    private static func arrival(_ line: Data) -> Arrival {
        var numbers = [Int64(0)]
        for byte in line where byte != UInt8(ascii: "\r") {
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                numbers[numbers.count - 1] =
                    numbers[numbers.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
            } else {
                numbers.append(0)
            }
        }
        precondition(numbers.count == 9 && line.count >= 27 + 4)
        let seconds = (numbers[3] * 60 + numbers[4]) * 60 + numbers[5]
        return Arrival(
            at: Instant(nanoseconds: seconds * 1_000_000_000 + numbers[6] * 100),
            tokens: RequestTokens(TokenUsage(input: UInt64(numbers[7]), output: UInt64(numbers[8])))
        )
    }

    /// The arrivals so many times as fast, from the time of the first.
    ///
    /// - Parameter compression: Such that no time has to be rounded.
    /// - Returns: The arrivals, the first at the origin of time.
    func compressed(_ compression: Double) -> [Arrival] {
        let first = arrivals.first?.time ?? .origin
        return arrivals.map { arrival in
            var arrival = arrival
            let nanoseconds = Double((arrival.time - first).nanoseconds) / compression
            precondition(nanoseconds == nanoseconds.rounded())
            arrival.time = Instant(nanoseconds: Int64(nanoseconds))
            return arrival
        }
    }
}
