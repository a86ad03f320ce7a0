internal import OpenAPI

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The package that holds `BinderyRuntime`, as a written `Package.swift` depends on it.
public enum RuntimeDependency: Sendable, Equatable {
    /// A folder, relative to the folder that the program runs in.
    case folder(String)
    /// A repository, at the version of this generator or a later one of the same major version.
    case repository(url: String)

    /// Reads what a user wrote: a URL (`https://…`, `ssh://…`, `git@…`), else the path of a folder.
    public init(_ text: String) {
        self = text.contains("://") || text.hasPrefix("git@") ? .repository(url: text) : .folder(text)
    }

    /// The dependency as `Package.swift` in `folder` writes it.
    func declaration(from folder: String) -> String {
        switch self {
        case .folder(let path):
            #".package(path: \#(swiftLiteral(Self.path(path, from: folder))))"#
        case .repository(let url):
            #".package(url: \#(swiftLiteral(url)), from: "\#(Bindery.version)")"#
        }
    }

    /// The package's identity: the last part of its place.
    var identity: String {
        let path =
            switch self {
            case .folder(let path): Self.absolute(path)
            case .repository(let url): url
            }
        let last = path.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? "bindery"
        return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/")
            ? FilePath.normalized(path)
            : FilePath.normalized("\(FileManager.default.currentDirectoryPath)/\(path)")
    }

    /// `path` as it is written in `folder`: absolute ones as they are.
    static func path(_ path: String, from folder: String) -> String {
        path.hasPrefix("/") ? FilePath.normalized(path) : relative(absolute(path), to: absolute(folder))
    }

    /// The way from one absolute path to another.
    static func relative(_ path: String, to base: String) -> String {
        let target = path.split(separator: "/")
        let start = base.split(separator: "/")
        let shared = zip(target, start).prefix { $0 == $1 }.count
        let way = Array(repeating: "..", count: start.count - shared) + target.dropFirst(shared).map(String.init)
        return way.isEmpty ? "." : way.joined(separator: "/")
    }
}

/// A string literal of Swift.
func swiftLiteral(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\" + String(scalar)
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            result += "\\u{" + String(scalar.value, radix: 16) + "}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
