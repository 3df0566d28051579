import Calls
import Logs
import Pricing
import Testing

@Suite("OpenAI pairs: the request")
struct OpenAIRequestTests {
    @Test func everyField() async throws {
        let row = try await Reading.row(
            Pair.line(
                request: #"{"model":"gpt-4.1","user":"u-1","service_tier":"auto","#
                    + #""max_tokens":100,"temperature":0,"tools":[{"messages":[1]}],"#
                    + #""metadata":{"env":"prod","x":"y","cost center":"7"},"#
                    + #""messages":[{"role":"system","content":"Eine komplexe Analyse."},"#
                    + #"{"role":"user","content":"Käse, kurz"},{"content":"käse","role":"user"}]}"#,
                response: #"{"id":"x","model":"gpt-4.1-2025-04-14","service_tier":"default","#
                    + #""choices":[{"message":{"content":"usage","model":"no"}}],"#
                    + #""usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"#
                    + #""prompt_tokens_details":{"cached_tokens":60,"audio_tokens":0},"#
                    + #""completion_tokens_details":{"reasoning_tokens":20}}}"#,
                #""latency_ms":842.25,"status":200"#))
        let expected = Row(
            time: "2026-01-05T08:15:30Z", model: "gpt-4.1", servedModel: "gpt-4.1-2025-04-14",
            serviceTier: "default", user: "u-1",
            tokens: TokenUsage(input: 40, cacheRead: 60, output: 50, reasoning: 20),
            contentLength: 4, messageCount: 3, maxTokens: 100, texts: [.present, .present],
            tags: ["prod", "7"])
        #expect(row == expected)
    }

    struct Chat: Sendable, CustomTestStringConvertible {
        let messages: String
        let count: Int64
        let length: Int64
        let system: TextPresence
        let last: TextPresence
        var testDescription: String { messages }

        init(
            _ messages: String, _ count: Int64, _ length: Int64,
            _ system: TextPresence = .absent, last: TextPresence = .absent
        ) {
            self.messages = messages
            self.count = count
            self.length = length
            self.system = system
            self.last = last
        }
    }

    private static let analysis = #"{"role":"system","content":"komplexe Analyse"}"#
    private static let other = #"{"role":"system","content":"Kurz!"}"#

    /// No system message means that its text is known: it is empty.
    static let chats: [Chat] = [
        Chat("[]", 0, 0),
        Chat(#"[{"role":"user","content":"käse"}]"#, 1, 4, last: .present),
        Chat(#"[{"role":"user","content":null}]"#, 1, 0),
        Chat(#"[{"role":"assistant","tool_calls":[{"content":"xyz"}]}]"#, 1, 0),
        Chat(#"[{"role":"user","content":"abc"},{"role":"assistant","content":null}]"#, 2, 0),
        Chat(#"[{"role":"user","content":""}]"#, 1, 0),
        Chat(#"[{"role":"user","content":[]}]"#, 1, 0),
        Chat(#"[{"role":"user","content":[{"type":"text","text":"ab"}]}]"#, 1, 2),
        // Parts are joined with nothing between; only text parts count.
        Chat(
            #"[{"role":"user","content":[{"type":"text","text":"kä"},{"type":"image_url","#
                + #""image_url":{"url":"data:…","text":"no"}},{"text":"s\u0065","type":"text"}]}]"#,
            1, 4, last: .present),
        Chat(
            #"[{"role":"user","content":[{"type":"input_audio","text":"x"},{"type":"text","text":null},"#
                + #"{"text":"no type"},{"type":"text"},{},7]}]"#, 1, 0),
        Chat("[\(analysis)]", 1, 16, .present),
        Chat("[\(analysis),{\"role\":\"user\",\"content\":\"x\"}]", 2, 1, .present),
        // The first system message counts, wherever it stands; a second one does not.
        Chat("[\(other),\(analysis)]", 2, 16, .absent),
        Chat("[\(analysis),\(other)]", 2, 5, .present),
        Chat("[{\"role\":\"user\",\"content\":\"x\"},\(analysis)]", 2, 16, .present),
        Chat(#"[{"role":"system","content":null},\#(analysis)]"#, 2, 16, .absent),
        Chat(#"[{"role":"system"},\#(analysis)]"#, 2, 16, .absent),
        // The role decides, exactly.
        Chat(#"[{"role":"developer","content":"komplexe Analyse"}]"#, 1, 16, .absent),
        Chat(#"[{"role":"System","content":"komplexe Analyse"}]"#, 1, 16, .absent),
        Chat(#"[{"role":null,"content":"komplexe Analyse"}]"#, 1, 16, .absent),
        Chat(#"[{"content":"komplexe Analyse"}]"#, 1, 16, .absent),
        Chat(#"[{"content":"komplexe Analyse","role":"system"}]"#, 1, 16, .present),
        Chat(#"[{"role":"s\u0079stem","content":"\u006bomplexe Analyse"}]"#, 1, 16, .present),
        Chat(#"[{"role":"system","content":"Komplexe Analyse"}]"#, 1, 16, .absent),
        Chat(
            #"[{"role":"system","content":[{"type":"text","text":"komplexe "},"#
                + #"{"type":"text","text":"Analyse"}]}]"#, 1, 16, .present),
        Chat(#"[{"role":"system","content":[]},\#(analysis)]"#, 2, 16, .absent),
    ]

    @Test("messages", arguments: chats)
    func messages(chat: Chat) async throws {
        for key in ["messages", "input"] {
            let line = Pair.line(request: #"{"model":"gpt-4.1","\#(key)":\#(chat.messages)}"#)
            let row = try await Reading.row(line)
            #expect(row.messageCount == chat.count)
            #expect(row.contentLength == chat.length)
            #expect(row.texts == [chat.system, chat.last])
        }
        // Nothing is left of them in the next record.
        let log = Pair.chat(chat.messages) + "\n" + Pair.line(request: #"{"model":"m"}"#)
        let bare = try await Reading.of(log).rows[1]
        #expect(bare.messageCount == nil && bare.contentLength == nil)
        #expect(bare.texts == [.unknown, .unknown])
    }

    @Test(
        "10 and 11 messages", arguments: [10, 11])
    func messageCount(count: Int) async throws {
        let messages = Array(repeating: #"{"role":"user","content":"x"}"#, count: count)
        let line = Pair.chat("[" + messages.joined(separator: ",") + "]")
        for demand in [Demand.everything, Demand(fields: .messageCount)] {
            #expect(try await Reading.row(line, demand).messageCount == Int64(count))
        }
    }

    @Test(
        "the Responses API",
        arguments: [
            Chat(#""input":"käse""#, 1, 4, last: .present),
            Chat(#""input":"""#, 1, 0),
            Chat(
                #""input":[{"role":"user","content":[{"type":"input_text","text":"abc"}]}]"#, 1, 3),
            Chat(
                #""input":[{"role":"user","content":"abcd"},{"type":"function_call_output","#
                    + #""call_id":"c","output":"käse"}]"#, 2, 4, last: .present),
            Chat(
                #""input":[{"type":"function_call_output","output":[{"type":"input_text","text":"xy"}]}]"#,
                1, 2),
            Chat(#""input":[{"type":"reasoning","summary":[{"type":"text","text":"x"}]}]"#, 1, 0),
            Chat(
                #""input":[{"role":"assistant","content":[{"type":"output_text","text":"abc"}]}]"#,
                1, 3),
            // Instructions are a system message in front of all others.
            Chat(#""instructions":"komplexe Analyse","input":"abc""#, 2, 3, .present),
            Chat(#""input":"abc","instructions":"komplexe Analyse""#, 2, 3, .present),
            Chat(#""instructions":"x","input":[\#(analysis)]"#, 2, 16, .absent),
            Chat(#""input":[\#(analysis)],"instructions":"x""#, 2, 16, .absent),
            Chat(#""input":[\#(analysis)],"instructions":null"#, 1, 16, .present),
            Chat(#""instructions":"komplexe Analyse","input":null"#, 1, 16, .present),
            Chat(#""instructions":"komplexe Analyse","input":[]"#, 1, 16, .present),
            Chat(#""input":[],"instructions":"komplexe Analyse""#, 1, 16, .present),
        ])
    func responsesAPI(chat: Chat) async throws {
        let row = try await Reading.row(Pair.line(request: "{\(chat.messages)}"))
        #expect(row.messageCount == chat.count)
        #expect(row.contentLength == chat.length)
        #expect(row.texts == [chat.system, chat.last])
    }

    @Test(
        "inputs of embeddings",
        arguments: [
            (#""abc""#, 1, 3), (#"["abc","de"]"#, 2, 2), (#"["é😀"]"#, 1, 3),
            // Tokens instead of text: how long the text was can't be known.
            ("[15496,995]", nil, nil), ("[[15496,995],[11]]", nil, nil),
        ] as [(String, Int64?, Int64?)])
    func embeddings(input: String, count: Int64?, length: Int64?) async throws {
        let row = try await Reading.row(
            Pair.line(
                request: #"{"model":"text-embedding-3-small","input":\#(input)}"#,
                response: #"{"usage":{"prompt_tokens":8,"total_tokens":8},"data":[]}"#))
        #expect(row.messageCount == count)
        #expect(row.contentLength == length)
        #expect(row.texts[0] == (length == nil ? .unknown : .absent))
        #expect(row.tokens == TokenUsage(input: 8))
        #expect(row.usage == .known)
    }

    @Test(
        "limits on the output",
        arguments: [
            (#""max_tokens":7"#, 7), (#""max_completion_tokens":8"#, 8),
            (#""max_output_tokens":9"#, 9), (#""max_tokens":null,"max_completion_tokens":8"#, 8),
            (#""max_completion_tokens":8,"max_tokens":null"#, 8), (#""x":1"#, nil),
        ] as [(String, Int64?)])
    func maxTokens(fields: String, limit: Int64?) async throws {
        #expect(try await Reading.row(Pair.line(request: "{\(fields)}")).maxTokens == limit)
    }

    @Test(
        "damaged requests",
        arguments: [
            (#"null"#, "request is not an object: found null"),
            (#""text""#, #"request is not an object: found "text""#),
            (#"{"model":1}"#, "model is not a string: found 1"),
            (#"{"messages":{"a":1}}"#, #"messages is not a list of messages: found {"a":1}"#),
            (#"{"input":true}"#, "input is not a list of messages: found true"),
            (#"{"instructions":[1]}"#, "instructions is not a string: found [1]"),
            (#"{"metadata":"x"}"#, #"metadata is not an object: found "x""#),
            (
                #"{"messages":[{"role":"a","role":"b"}]}"#,
                #"the key "role" stands twice in one object"#
            ),
            (
                #"{"messages":[{"content":[{"text":"a","text":"b"}]}]}"#,
                #"the key "text" stands twice in one object"#
            ),
            (#"{"model":"a","model":"b"}"#, #"the key "model" stands twice in one object"#),
            (#"{"messages":[{},]}"#, "not valid JSON: expected a value at byte"),
            (#"{"messages":[{}"#, "not valid JSON: expected ',' or ']' at byte"),
        ])
    func damage(request: String, message: String) async throws {
        let fault = try await Reading.fault(of: Pair.line(request: request))
        #expect(fault?.hasPrefix("log:1: \(message)") == true, "\(fault ?? "accepted")")
    }

    @Test(
        "clients may send anything, which is no fault of the log",
        arguments: [
            (#"{"model":"a","messages":[null,7]}"#, nil, nil),
            (#"{"model":"a","messages":[true]}"#, 1, 0),
            (#"{"model":"a","messages":["x",null]}"#, 2, 0),
            (#"{"model":"a","messages":[{"role":1,"content":"ab"}]}"#, 1, 2),
            (#"{"model":"a","messages":[{"role":{},"content":{"a":1}}]}"#, 1, 0),
            (#"{"model":"a","messages":[{"content":[{"type":1,"text":2},3]}]}"#, 1, 0),
        ] as [(String, Int64?, Int64?)])
    func clientsSendAnything(request: String, messages: Int64?, length: Int64?) async throws {
        let row = try await Reading.row(Pair.line(request: request))
        #expect(row.messageCount == messages)
        #expect(row.contentLength == length)
    }

    @Test("what nobody asks for may be wrong, as long as it is JSON")
    func unread() async throws {
        let line = Pair.line(
            request: #"{"messages":7,"messages":[null],"metadata":"x","metadata":1,"user":1,"#
                + #""instructions":2,"input":{},"max_tokens":-1}"#)
        #expect(try await Reading.row(line, Demand()).tokens.total == 15)
        let fault = try await Reading.fault(of: Pair.line(request: #"{"messages":[}"#), Demand())
        #expect(fault?.contains("expected a value at byte") == true, "\(fault ?? "accepted")")
    }
}
