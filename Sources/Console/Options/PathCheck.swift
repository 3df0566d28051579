import Foundation

package enum PathCheck {
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
