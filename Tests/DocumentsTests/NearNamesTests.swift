import Documents
import Testing

@Suite struct `Near names` {
    let models = ["deepseek-v3.2", "gemini-2.5-flash", "gpt-4.1", "claude-sonnet-4.5", "gpt-4o"]

    @Test(arguments: [
        ("claude-sonnet-4-5", ["claude-sonnet-4.5"]),
        ("openai/gpt-4.1", ["gpt-4.1", "gpt-4o"]),
        ("GPT_4O", ["gpt-4o", "gpt-4.1"]),
        ("deepsek-v3.2", ["deepseek-v3.2"]),
        ("gmeini-2.5-flash", ["gemini-2.5-flash"]),
        ("gpt-5.2", []),
        ("llama-3", []),
        ("", []),
    ])
    func `are those of like spelling`(name: String, near: [String]) {
        #expect(NearNames.near(name, in: models) == near)
    }

    @Test func `are three at most, the nearest first`() {
        let names = ["abcdefxx", "abcdefgx", "abcdefgh", "abcdxfgh", "abxdefgh"]
        #expect(NearNames.near("abcdefgh", in: names) == ["abcdefgh", "abcdefgx", "abcdxfgh"])
    }
}
