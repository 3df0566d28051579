import Statistics

/// Instants of arrivals, one after the other.
///
/// Gaps are drawn in operational time, in which the mean is one arrival a unit, and mapped to real
/// time through the inverse of the cumulative rate. So the expected number of arrivals in any
/// period is the rate's integral over it, exactly, and where the rate stays the same the gaps vary
/// as the process says. (W. S. Gerhardt and B. L. Nelson, "Transforming renewal processes for
/// simulation of nonstationary arrival processes", INFORMS Journal on Computing 21, 2009.)
struct ArrivalStream {
    /// Stands for an arrival that no log can hold, as it is later than 2261.
    static let never = Int64.max

    private let process: RenewalProcess
    private let curve: any RateCurve
    private var bits: SplitMix64
    private var piece: RatePiece
    private var pieceStart: Int64
    /// How far into the piece the last arrival lies, in nanoseconds; within a piece, so that no
    /// digits are lost.
    private var offset = 0.0
    private var isFirst = true

    /// No arrival is drawn yet.
    ///
    /// - Parameters:
    ///   - process: How the gaps vary.
    ///   - curve: The rate; positive somewhere after any instant.
    ///   - start: Nanoseconds since 1970.
    ///   - bits: Random bits that nothing else uses.
    init(_ process: RenewalProcess, _ curve: any RateCurve, from start: Int64, bits: SplitMix64) {
        (self.process, self.curve, self.bits) = (process, curve, bits)
        (piece, pieceStart) = (curve.piece(at: start), start)
    }

    /// The next arrival in nanoseconds since 1970, or ``never``.
    mutating func next() -> Int64 {
        var left = isFirst ? process.firstGap(&bits) : process.gap(&bits)
        isFirst = false
        while true {
            let room = (Double(piece.end - pieceStart) - offset) * piece.rate
            if left < room { break }
            guard piece.end < Generation.lastInstant else { return Self.never }
            left -= room
            (pieceStart, offset) = (piece.end, 0)
            piece = curve.piece(at: pieceStart)
        }
        offset += left / piece.rate
        return pieceStart + Int64(offset)
    }
}
