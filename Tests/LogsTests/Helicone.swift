import Calls
import Foundation
import Logs

/// Exported requests of Helicone as text.
enum Helicone {
    static let header =
        "response_id,response_created_at,response_status,request_created_at,request_body,"
        + "request_properties,request_user_id,model,prompt_tokens,completion_tokens,latency,cost"

    /// A row of CSV; what is put in is a cell as it stands in the file.
    static func row(
        status: String = "200", time: String = "2026-01-05T08:15:30.123Z", body: String = "",
        properties: String = "", model: String = "gpt-4.1", prompt: String = "10",
        completion: String = "5", latency: String = "842", cost: String = "0.001"
    ) -> String {
        "r-1,2026-01-05T08:15:31Z,\(status),\(time),\(body),\(properties),u-1,\(model),"
            + "\(prompt),\(completion),\(latency),\(cost)"
    }

    /// A file of CSV with these rows.
    static func csv(_ rows: String...) -> String {
        ([header] + rows).joined(separator: "\n") + "\n"
    }

    /// A cell with JSON as the exporter writes it: its quotes are doubled, and doubled again.
    static func cell(_ json: String) -> String {
        "\"" + json.replacing("\"", with: "\"\"\"\"") + "\""
    }

    /// A line of JSON with some fields more.
    static func line(_ more: String = "") -> String {
        #"{"request_id":"q-1","response_id":"r-1","request_created_at":"2026-01-05 08:15:30.123","#
            + #""response_status":200,"request_model":"gpt-4.1","prompt_tokens":"10","#
            + #""completion_tokens":"5","cost":0.001"# + (more.isEmpty ? "" : "," + more) + "}"
    }
}

extension RecordID {
    /// The id that a text names.
    init(_ id: String) {
        self = Array(id.utf8).withUnsafeBufferPointer { RecordID($0) }
    }
}

extension Places {
    /// A log among the fixtures.
    static func fixture(_ path: String) -> LogInput {
        .file(fixtures.appending(path: path).filePath)
    }
}
