import Calls

/// A field of the calls that is kept as a column; the numbers stand in stores and never change.
enum StoredField: Int, CaseIterable {
    case time = 1
    case flags = 2
    case input = 3
    case cacheRead = 4
    case cacheWrite5m = 5
    case cacheWrite1h = 6
    case output = 7
    case reasoning = 8
    case contentLength = 9
    case messageCount = 10
    case maxTokens = 11
    case latency = 12
    case timeToFirstToken = 13
    case model = 16
    case servedModel = 17
    case serviceTier = 18
    case user = 19
    case team = 20
    case session = 21
    case tagSet = 22
    case systemText = 23
    case lastText = 24
    case recordedCost = 32
    case id = 33
    case operation = 34

    /// Those whose values are numbers of their own.
    static let numbers: [StoredField] = allCases.filter { $0.rawValue < 16 }
    /// Those whose values are codes of names, which the file's name pages spell out.
    static let names: [StoredField] = [
        .model, .servedModel, .serviceTier, .user, .team, .session, .tagSet,
    ]

    /// The number of the column that tells whether the record contains a recorded text.
    static func presence(ofText index: Int) -> Int { 64 + index }
}
