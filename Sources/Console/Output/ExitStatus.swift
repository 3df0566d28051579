package import ArgumentParser
import Foundation
import Reports

/// How the program ends.
package enum ExitStatus: Int32 {
    case fine = 0
    case checkFailed = 1
    case error = 2

    /// Ends the program as an error demands.
    ///
    /// Help and wrong usage are the argument parser's; a reader that closed the pipe is no error;
    /// all else is one line on standard error.
    package static func end(with error: any Error, of program: any ParsableArguments.Type) -> Never
    {
        if error is ClosedPipe { exit(fine.rawValue) }
        if let code = error as? ExitCode { exit(code.rawValue) }
        if program.exitCode(for: error) != .failure { program.exit(withError: error) }
        StandardError.write("tollgate: \(TerminalText.harmless("\(error)"))\n")
        exit(Self.error.rawValue)
    }
}

/// Ends the program with 1: a check that the user asked for has failed.
package struct FailedCheck {
    package static var code: ExitCode { ExitCode(ExitStatus.checkFailed.rawValue) }
}
