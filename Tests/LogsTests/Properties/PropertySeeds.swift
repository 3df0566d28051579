import Foundation

@testable import Logs

/// Small logs with which the properties are tried first, and which are then changed at random.
enum PropertySeeds {
    /// A longer log slows everything down and shows nothing more.
    private static let longest = 16_000

    /// Pieces of all fixtures, and logs written by hand for what these don't show.
    static func all(in fixtures: URL) throws -> [(target: PropertyTarget, log: [UInt8])] {
        let files = try logs(in: fixtures).flatMap { try pieces(of: Data(contentsOf: $0)) }
        return files + handmade.map { ($0.target, Array($0.log.utf8)) }
    }

    private static func logs(in folder: URL) throws -> [URL] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
        return files.sorted().filter { $0.hasSuffix(".jsonl") || $0.hasSuffix(".csv") }
            .map { folder.appending(path: $0) }
    }

    /// The first records of a log, alone and together, for its reader and for what reads any log.
    private static func pieces(of data: Data) -> [(target: PropertyTarget, log: [UInt8])] {
        let bytes = Array(data)
        guard
            let shape = try? bytes.withUnsafeBufferPointer({ head throws(LogError) in
                try LogShape.detect(head, in: "log")
            })
        else { return [] }
        let records = LogRecords(bytes, delimiter: shape.header?.delimiter).records.prefix(8)
        let header = shape.header == nil ? [] : records[0]
        let singles = records.map { header + $0 }
        let together = records.reduce(into: [UInt8]()) { log, record in
            if log.count + record.count < longest { log += record }
        }
        var targets: [PropertyTarget] = [
            .format(shape.format), shape.header == nil ? .scanner : .rowsOfCSV, .detected,
        ]
        if shape.format == .mooncake { targets.append(.sharedPrefixes) }
        let logs = (singles + [together]).filter { !$0.isEmpty && $0.count < longest }
        return logs.flatMap { log in targets.map { ($0, log) } }
    }

    private static let handmade: [(target: PropertyTarget, log: String)] =
        [
            #"{"a":[],"b":{},"c":[{}],"d":"\ud83d\ude00 \u00fc\\\"\/","e":-0.5e+10,"f":[true,false,null]}"#,
            #"{"ü":"日本語","":"","x":{"y":{"z":[[[["😀"]]]]}},"n":[0,-0,1.0,1E5,123456789012345678901]}"#,
            "{ \"a\" : 1 ,\t\"b\" : [ 1 , 2 ] , \"c\" : { } }\r",
        ].map { (.scanner, $0) }
        + [
            (.rowsOfCSV, "a,\"b\"\"c\r\nd\",,é\r\n\"\",x\n"),
            (.format(.native), native), (.detected, native),
            (
                .format(.jsonl),
                #"{"at":"2026-01-05T08:15:30Z","request":{"model":"m","messages":[{"role":"user","content":"käse"}]},"in":100,"out":50,"cached":5,"cost":"1.5","outcome":"error","took":0.25,"who":"u","id":7,"labels":"{\"env\":\"a\"}"}"#
            ),
            (
                .format(.csv),
                """
                at;request;in;out;cached;cost;outcome;took;who;id;labels
                2026-01-05T08:15:30Z;"{""model"":""m"",""messages"":[]}";100;50;5;1.5;ok;0.25;u;7;"{""env"":""a""}"

                """
            ),
        ]

    private static let native = """
        {"ts":"2026-01-05T08:15:30.123456789+01:30","model":"gpt-4.1","served_model":"gpt-4.1-x","prompt_tokens":100,"completion_tokens":50,"cached_tokens":20,"cache_write_tokens":10,"cache_write_1h_tokens":5,"reasoning_tokens":4,"status":200,"error":null,"cost_usd":"0.0123","operation_id":"o1","service_tier":"flex","content_length":7,"message_count":1,"max_tokens":8,"user":"u","team":"t","session":"s","tags":{"env":"a","cost center":7},"system":"komplexe Analyse","id":"r1","latency_ms":1.5,"ttft_ms":"2"}
        {"ts":"2026-01-05 08:15:31Z","model":"gpt-4.1","prompt_tokens":8e2,"completion_tokens":50.0,"cost_usd":0.5,"system_contains":{"komplexe Analyse":true},"user":"\\u00fc"}

        {"ts":"2026-01-05T08:15:32Z","model":"gpt-4.1","usage":"none","error":{"code":1},"status":500}
        """
}
