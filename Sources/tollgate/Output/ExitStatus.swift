import ArgumentParser
import Foundation
import Reports

/// How the program ends.
enum ExitStatus: Int32 {
    case fine = 0
    case checkFailed = 1
    case error = 2

    /// Ends the program as an error demands.
    ///
    /// Help and wrong usage are the argument parser's; a reader that closed the pipe is no error;
    /// all else is one line on standard error.
    static func end(with error: any Error) -> Never {
        if error is ClosedPipe { exit(fine.rawValue) }
        if let code = error as? ExitCode { exit(code.rawValue) }
        if Tollgate.exitCode(for: error) != .failure { Tollgate.exit(withError: error) }
        StandardError.write("tollgate: \(TerminalText.harmless("\(error)"))\n")
        exit(Self.error.rawValue)
    }
}

/// Ends the program with 1: a check that the user asked for has failed.
struct FailedCheck {
    static var code: ExitCode { ExitCode(ExitStatus.checkFailed.rawValue) }
}
