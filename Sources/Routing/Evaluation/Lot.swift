import Pricing

/// Draws a route for a request by its id, the same one in every run.
///
/// The 128 bits that stand for the id and the FNV-1a hash of the policy's name
/// (https://datatracker.ietf.org/doc/draft-eastlake-fnv/) go through the last steps of SplitMix64
/// (Steele, Lea, Flood 2014); the product of that and the sum of all weights has the ticket in its
/// upper half. Policies of different names draw independently of each other.
struct Lot: Sendable {
    private let salt: UInt64
    /// The first ticket beyond each route's.
    private let ends: [UInt64]

    init(_ split: Policy.Split, policy name: String) {
        salt = name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        var sum: UInt64 = 0
        ends = split.shares.map { share in
            sum += UInt64(share.weight)
            return sum
        }
    }

    /// How many tickets there are.
    var tickets: UInt64 { ends.last ?? 0 }

    /// The ticket of an id, from 0.
    func ticket(of id: UInt128) -> UInt64 {
        var bits = UInt64(truncatingIfNeeded: id) ^ UInt64(truncatingIfNeeded: id >> 64) ^ salt
        bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
        return (bits ^ bits >> 31).multipliedFullWidth(by: tickets).high
    }

    /// The position of the route that an id draws.
    func position(of id: UInt128) -> Int {
        let ticket = ticket(of: id)
        return ends.count { $0 <= ticket }
    }
}
