import Testing

@testable import Logs

@Suite("Positions met")
struct PositionSetTests {
    @Test func `each is new once, until they are removed`() {
        var positions = PositionSet()
        for _ in 0..<3 {
            let first = (0..<200).map { positions.insert($0) }
            let second = (0..<200).map { positions.insert($0) }
            #expect(first.allSatisfy { $0 } && !second.contains(true))
            positions.removeAll()
        }
    }
}
