import Pricing

/// Reads the total from an object of costs by kind.
struct CostDetailsReader {
    /// What the object says.
    struct Details {
        var total: Money?
    }

    private var keys = KeyTable(["total"])

    /// The details; nil for null.
    mutating func read(
        _ cursor: inout JSONCursor, in field: StaticString
    ) throws(BadLine) -> Details? {
        if cursor.takeNull() { return nil }
        try cursor.openObject(field)
        var details = Details()
        var members = KeyTable.Members()
        while try keys.next(&cursor, &members) != nil {
            details.total = try cursor.money("the cost details' total")
        }
        return details
    }
}
