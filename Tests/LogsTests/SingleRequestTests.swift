import Calls
import Logs
import Pricing
import Testing

/// One request on its own, as `policy explain` is given it.
@Suite("A single request")
struct SingleRequestTests {
    private func row(
        _ json: String, assuming: [String] = [], _ demand: Demand = .everything
    ) throws -> Row {
        let request = try SingleRequest(
            Array(json.utf8), name: "request.json", demand: demand,
            assumptions: Assumptions(assuming))
        #expect(request.block.count == 1)
        return Row(request.block, 0)
    }

    @Test(
        "native record, pair, bodies of both interfaces",
        arguments: [
            #"{"model":"m","content_length":3,"message_count":1,"system":""}"#,
            #"{"request":{"model":"m","messages":[{"role":"user","content":"abc"}]}}"#,
            #"{"model":"m","messages":[{"role":"user","content":"abc"}]}"#,
            #"{"model":"m","input":"abc"}"#,
            "\u{FEFF}\n{\r\n  \"model\": \"m\",\n\t\"messages\": [\n {\"content\": \"abc\"}\n]}\n\n",
        ])
    func forms(json: String) throws {
        let row = try row(json)
        #expect(row.model == "m")
        #expect(row.contentLength == 3)
        #expect(row.messageCount == 1)
        #expect(row.texts[0] == .absent)
    }

    @Test("nothing has to be there, and assumptions hold as in a replay")
    func incomplete() throws {
        #expect(try row("{}").contentLength == nil)
        let assumed = ["model=gpt-4.1", "content_length=4*prompt_tokens", "system=none"]
        let record = try row(
            #"{"prompt_tokens":10,"completion_tokens":5}"#, assuming: assumed)
        #expect(record.model == "gpt-4.1")
        #expect(record.contentLength == 40)
        #expect(record.texts[0] == .absent)
        let pair = try row(
            #"{"request":{},"response":{"usage":\#(Pair.usage)}}"#, assuming: assumed)
        #expect(pair.contentLength == 40)
    }

    @Test("the period of a demand does not matter")
    func period() throws {
        var demand = Demand()
        demand.from = Timestamp(rfc3339: "2026-01-05T00:00:20Z")
        #expect(try row(#"{"model":"m"}"#, demand).model == "m")
    }

    @Test(
        "what can't be read",
        arguments: [
            ("", "not valid JSON: expected an object {…} at byte 1"),
            ("[]", "not valid JSON: expected an object {…} at byte 1"),
            (#"{"model":"m""#, "not valid JSON: expected ',' or '}' at byte 13"),
            (
                #"{"model":"m"} {}"#,
                "not valid JSON: expected the end of the line after the object at byte 15"
            ),
            (#"{"model":7}"#, "model is not a string: found 7"),
            (#"{"request":7}"#, "request is not an object: found 7"),
            (
                "{\"model\":\"a\u{0}\"}",
                "not valid JSON: a control character inside a string, or a string that is not closed at byte 12"
            ),
            (
                "{\"model\":\"a\nb\"}",
                "not valid JSON: a control character inside a string, or a string that is not closed at byte 12"
            ),
        ])
    func faults(json: String, message: String) {
        #expect { try row(json) } throws: { error in
            "\(error)" == "request.json: \(message); expected a native record or an OpenAI body"
        }
    }
}
