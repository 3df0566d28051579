import Foundation

/// What the environment asks for.
package enum Environment {
    /// The `NO_COLOR` convention: set to anything but the empty text.
    package static var asksForNoColor: Bool {
        ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    }
}
