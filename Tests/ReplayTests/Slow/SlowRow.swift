import Foundation

/// A text by its bytes: Swift takes "é" in one scalar and in two for the same.
struct SlowName: Hashable, Comparable {
    let bytes: [UInt8]
    let text: String?

    init(_ text: String?) {
        (bytes, self.text) = (Array((text ?? "").utf8), text)
    }

    static func == (left: SlowName, right: SlowName) -> Bool { left.bytes == right.bytes }

    static func < (left: SlowName, right: SlowName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// Calls to one model, priced or unpriced for one reason.
struct SlowRow {
    let model: SlowName
    var reason = ""
    var requests = 0
    var tokens = Decimal(0)
    var cost = Decimal(0)

    mutating func add(_ call: SlowCall, _ amount: Decimal) {
        requests += 1
        tokens += call.totalTokens
        cost += amount
    }
}
