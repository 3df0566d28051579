import Dispatch
package import Logs

/// A line on standard error that says how far the reading is, with rate and time left.
package final class ProgressBar {
    private let queue = DispatchQueue(label: "tollgate.progress")
    private let timer: any DispatchSourceTimer

    /// Starts to draw how far the reading is.
    package convenience init(_ progress: ReadingProgress) {
        self.init { seconds in
            ProgressLine(bytesRead: progress.bytesRead, totalBytes: progress.totalBytes)
                .text(afterSeconds: seconds)
        }
    }

    /// Starts to draw, four times a second.
    ///
    /// - Parameter text: The line after so many seconds.
    package init(_ text: @escaping @Sendable (Double) -> String) {
        let start = DispatchTime.now().uptimeNanoseconds
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + .milliseconds(250), repeating: .milliseconds(250))
        timer.setEventHandler {
            let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
            StandardError.write("\r\u{1B}[K" + text(seconds))
        }
        timer.resume()
    }

    /// Stops and wipes the line.
    package func finish() {
        timer.cancel()
        // What is being drawn at this moment is drawn first.
        queue.sync {}
        StandardError.write("\r\u{1B}[K")
    }
}

/// How far the reading is at one moment.
package struct ProgressLine {
    package let bytesRead: Int
    /// Size of the whole; nil where it can't be known.
    package let totalBytes: Int?

    /// A line such as `[########------------]  42 %  1.2 GB/s  3 s left`.
    package func text(afterSeconds seconds: Double) -> String {
        let read = Double(bytesRead)
        let rate = seconds > 0 ? read / seconds : 0
        guard let total = totalBytes, total > 0 else {
            return "\(Self.size(read)) read, \(Self.size(rate))/s"
        }
        let share = min(1, read / Double(total))
        let left = rate > 0 ? Int(((Double(total) - read) / rate).rounded(.up)) : 0
        return "\(Self.bar(share))  \(Self.size(rate))/s  \(max(0, left)) s left"
    }

    /// A share as a bar and in percent: `[########------------] 42 %`.
    static func bar(_ share: Double) -> String {
        let filled = Int(share * 20)
        return "[" + String(repeating: "#", count: filled)
            + String(repeating: "-", count: 20 - filled) + "] \(Int(share * 100)) %"
    }

    private static func size(_ bytes: Double) -> String {
        let units = ["B", "KB", "MB", "GB", "TB"]
        var (value, unit) = (bytes, 0)
        while value >= 1000 && unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        let tenths = Int(value * 10)
        return value >= 100 || unit == 0
            ? "\(Int(value)) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
