import Calls
import Logs
import Testing

@Suite("LiteLLM: who asked, tags, messages")
struct LiteLLMFeatureTests {
    @Test("the end user goes before the key's owner; ids before names")
    func people() async throws {
        let key =
            #""user_api_key_user_id":"owner","user_api_key_team_id":"t-1","user_api_key_team_alias":"T""#
        let metadata = "{\(key)}"
        let payload = LiteLLM.payload().replacing(#""usage_object":{}"#, with: key)
        let row = try await Reading.row(payload)
        #expect((row.user, row.team) == ("owner", "t-1"))
        let asked = payload.dropLast() + #","end_user":"kim","session_id":"s-1"}"#
        let askedRow = try await Reading.row(String(asked))
        #expect((askedRow.user, askedRow.session) == ("kim", "s-1"))

        let spend = LiteLLM.spend(metadata: metadata, #""user":"u","end_user":"","team_id":"""#)
        let spendRow = try await Reading.row(spend)
        #expect((spendRow.user, spendRow.team) == ("u", "t-1"))
        let full = LiteLLM.spend(
            metadata: metadata, #""user":"u","end_user":"kim","team_id":"t-2","session_id":"s-2""#)
        let fullRow = try await Reading.row(full)
        #expect((fullRow.user, fullRow.team, fullRow.session) == ("kim", "t-2", "s-2"))
        let alias = LiteLLM.spend(metadata: #"{"user_api_key_team_alias":"T"}"#)
        #expect(try await Reading.row(alias).team == "T")
    }

    @Test(
        "tags: the list, then what the key's owner noted",
        arguments: [
            (#"["feature:chat","env:prod"]"#, "{}", "prod"), (#"["env:a:b"]"#, "{}", "a:b"),
            (#"["env:"]"#, "{}", ""), (#"["env"]"#, "{}", "true"),
            (#"["environment:x"]"#, "{}", ""),
            (#"["env:a","env:b"]"#, "{}", "a"), (#"[1,null,{"env":"x"}]"#, "{}", ""),
            ("null", "{}", ""), ("[]", #"{"env":"noted"}"#, "noted"),
            (#"["env:prod"]"#, #"{"env":"noted"}"#, "prod"), ("[]", "null", ""),
            (#"["env:gr\u00fcn"]"#, "{}", "grün"),
        ])
    func tags(list: String, noted: String, value: String) async throws {
        let metadata = #"{"spend_logs_metadata":\#(noted)}"#
        for column in [list, LiteLLM.asString(list)] {
            let row = try await Reading.row(
                LiteLLM.spend(metadata: metadata, #""request_tags":\#(column)"#))
            #expect(row.tags == [value, ""])
        }
        let payload = LiteLLM.payload(#""request_tags":\#(list)"#)
            .replacing(#""usage_object":{}"#, with: #""spend_logs_metadata":\#(noted)"#)
        #expect(try await Reading.row(payload).tags == [value, ""])
    }

    private static let chat =
        #"[{"role":"system","content":"Eine komplexe Analyse"},{"role":"user","content":"käse 👋"}]"#

    private func expectChat(_ row: Row) {
        #expect((row.messageCount, row.contentLength) == (2, 7))
        #expect(row.texts == [.present, .present])
    }

    @Test("messages that were kept")
    func messages() async throws {
        expectChat(try await Reading.row(LiteLLM.payload(#""messages":\#(Self.chat)"#)))
        for column in [Self.chat, LiteLLM.asString(Self.chat)] {
            expectChat(try await Reading.row(LiteLLM.spend(#""messages":\#(column)"#)))
        }
        let body = #"{"model":"other","max_tokens":9,"user":"x","messages":\#(Self.chat)}"#
        for column in [body, LiteLLM.asString(body)] {
            let row = try await Reading.row(LiteLLM.spend(#""proxy_server_request":\#(column)"#))
            expectChat(row)
            #expect((row.model, row.user, row.maxTokens) == ("smart", "", 9))
        }
    }

    @Test(
        "messages that were not kept, not kept whole, or redacted",
        arguments: [
            ("{}", nil), ("null", nil), (#""redacted-by-litellm""#, nil),
            (#"[{"role":"user","content":"redacted-by-litellm"}]"#, nil),
            (#"[{"role":"user","content":"abc... (litellm_truncated 90 chars) ...xyz"}]"#, 1),
        ] as [(String, Int64?)])
    func unkept(messages: String, count: Int64?) async throws {
        var lines = [
            LiteLLM.payload(#""messages":\#(messages)"#),
            LiteLLM.spend(#""proxy_server_request":{"messages":\#(messages)}"#),
        ]
        if messages.first != "\"" { lines.append(LiteLLM.spend(#""messages":\#(messages)"#)) }
        for line in lines where !line.contains(#"{"messages":{}"#) {
            let row = try await Reading.row(line)
            #expect(row.messageCount == count)
            #expect(row.contentLength == nil)
            #expect(row.texts == [.unknown, .unknown])
        }
    }

    @Test("what the request set: its limit and tier; the tier that served goes before")
    func parameters() async throws {
        let asked = #""model_parameters":{"max_tokens":256,"service_tier":"flex","user":"x"}"#
        let row = try await Reading.row(LiteLLM.payload(asked))
        #expect((row.maxTokens, row.serviceTier, row.user) == (256, "flex", ""))
        let served = #""response":{"service_tier":"priority"},"# + asked
        #expect(try await Reading.row(LiteLLM.payload(served)).serviceTier == "priority")
        let used = #"{"completion_tokens":50,"service_tier":"batch"}"#
        #expect(try await Reading.row(LiteLLM.payload(usage: used, asked)).serviceTier == "batch")
    }
}
