import Routing
import Testing

@Suite("Three-valued logic")
struct TruthTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let left, right, and, or: Truth
        var testDescription: String { "\(left), \(right)" }

        init(_ left: Truth, _ right: Truth, and: Truth, or: Truth) {
            (self.left, self.right, self.and, self.or) = (left, right, and, or)
        }
    }

    @Test(arguments: [
        Row(.true, .true, and: .true, or: .true),
        Row(.true, .false, and: .false, or: .true),
        Row(.true, .unknown, and: .unknown, or: .true),
        Row(.false, .true, and: .false, or: .true),
        Row(.false, .false, and: .false, or: .false),
        Row(.false, .unknown, and: .false, or: .unknown),
        Row(.unknown, .true, and: .unknown, or: .true),
        Row(.unknown, .false, and: .false, or: .unknown),
        Row(.unknown, .unknown, and: .unknown, or: .unknown),
    ])
    func andOr(_ row: Row) {
        #expect((row.left && row.right) == row.and)
        #expect((row.left || row.right) == row.or)
    }

    @Test func not() {
        #expect(!Truth.true == .false)
        #expect(!Truth.false == .true)
        #expect(!Truth.unknown == .unknown)
    }

    @Test func conditionsUseTheSameTables() throws {
        var request = RequestFeatures()
        request.messageCount = 1
        let spelling: [Truth: String] = [
            .true: "message_count = 1", .false: "message_count = 2", .unknown: "max_tokens = 1",
        ]
        for (left, leftText) in spelling {
            #expect(try Condition(parsing: "not \(leftText)").truth(for: request) == !left)
            for (right, rightText) in spelling {
                let and = try Condition(parsing: "\(leftText) and \(rightText)")
                let or = try Condition(parsing: "\(leftText) or \(rightText)")
                #expect(and.truth(for: request) == (left && right), "\(and)")
                #expect(or.truth(for: request) == (left || right), "\(or)")
            }
        }
    }
}
