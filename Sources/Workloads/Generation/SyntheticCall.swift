import Calls
import Pricing

/// A call that is made up, without its time and id.
struct SyntheticCall {
    /// The model asked for.
    var model = FragmentID.none
    var user = FragmentID.none
    /// What the user's name ends with; 0 for nothing.
    var userNumber: UInt64 = 0
    var team = FragmentID.none
    var tags = FragmentID.none
    var usage = TokenUsage.zero
    var usageState = UsageState.known
    var isFailed = false
    /// UTF-16 code units of the last message's text.
    var contentLength: UInt64?
    var messageCount: UInt64?
    /// The limit that the request put on its output.
    var maxTokens: UInt64?
    var latencyMilliseconds: UInt64?
}

/// Makes up calls, one after the other.
protocol CallSampler {
    /// The next call.
    mutating func call() -> SyntheticCall
}
