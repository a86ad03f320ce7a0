/// Paths of files as references write them: relative to the referring file, with `/` between segments.
package enum FilePath {
    /// The path without `.` segments and with every `a/..` taken out; leading `..` segments stay.
    package static func normalized(_ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var segments: [Substring] = []
        for segment in path.split(separator: "/") {
            switch segment {
            case ".":
                continue
            case ".." where !segments.isEmpty && segments.last != "..":
                segments.removeLast()
            case ".." where isAbsolute:
                continue
            default:
                segments.append(segment)
            }
        }
        let joined = segments.joined(separator: "/")
        return isAbsolute ? "/" + joined : (joined.isEmpty ? "." : joined)
    }

    /// Where a reference in the file at `base` leads (RFC 3986 §5.2, for paths).
    package static func resolving(_ relative: String, against base: String) -> String {
        if relative.utf8.first == UInt8(ascii: "/") { return normalized(relative) }
        guard let slash = base.utf8.lastIndex(of: UInt8(ascii: "/")) else { return normalized(relative) }
        return normalized(base[...slash] + relative)
    }

    /// The last segment without its extension: `pet.v1` for `schemas/pet.v1.yaml`.
    package static func baseName(_ path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return String(file) }
        return String(file[..<dot])
    }
}
