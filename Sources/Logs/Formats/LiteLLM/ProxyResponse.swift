import Calls

/// What a kept response says about its cost.
struct ProxyResponse {
    var usage: ProxyUsage?
    var serviceTier = NameID.none
}

/// Reads a response; one that is a text, a list or null says nothing.
struct ProxyResponseReader {
    private var keys = KeyTable(["usage", "service_tier"])
    private var usageReader: ProxyUsageReader
    private var serviceTier: NameReader

    init(names: NameTable) {
        usageReader = ProxyUsageReader(names: names)
        serviceTier = NameReader(names)
    }

    mutating func read(_ cursor: inout JSONCursor) throws(BadLine) -> ProxyResponse {
        var response = ProxyResponse()
        guard cursor.at.pointee == UInt8(ascii: "{") else {
            try cursor.skipValue()
            return response
        }
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if key == 0 {
                response.usage = try usageReader.read(&cursor)
            } else {
                response.serviceTier = serviceTier.id(try cursor.textIfAny())
            }
        }
        return response
    }
}
