import Documents
import Testing

@Suite struct WrittenDurationTests {
    @Test(arguments: [
        ("10m", Int64(600_000_000_000)), ("7 days", 604_800_000_000_000),
        ("1.5h", 5_400_000_000_000), ("90 s", 90_000_000_000), ("2w", 1_209_600_000_000_000),
        ("1 minute", 60_000_000_000), ("500ms", 500_000_000), ("3us", 3000), ("3µs", 3000),
        ("7ns", 7), ("0.1d", 8_640_000_000_000), ("1e3 s", 1_000_000_000_000), ("0s", 0),
        ("-1d", -86_400_000_000_000), ("  5 s", 5_000_000_000),
    ])
    func lengthsAreReadAsPeopleWriteThem(text: String, nanoseconds: Int64) {
        #expect(WrittenDuration(text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "7", "d", "1 fortnight", "1.5.5 s", "0.1ns", "1d 2h", "107000 days", "1e30 s", "m",
    ])
    func othersAreNone(text: String) { #expect(WrittenDuration(text) == nil) }

    @Test func unitsHaveLengths() {
        #expect(WrittenDuration.nanoseconds(ofUnit: "hour") == 3_600_000_000_000)
        #expect(WrittenDuration.nanoseconds(ofUnit: "w") == 604_800_000_000_000)
        #expect(WrittenDuration.nanoseconds(ofUnit: "1h") == nil)
    }
}
