import Foundation

enum PathCheck {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
