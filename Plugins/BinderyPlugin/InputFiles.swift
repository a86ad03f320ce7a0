import Foundation

/// Finds the files that a build has to watch, which it must know before anything that can read OpenAPI is built.
///
/// So texts are searched for words that are the paths of files: too many do no harm. What is not found this way, such as
/// a reference to a file with another extension outside the target's folder, gets a warning of `bindery` itself.
struct InputFiles {
    /// The files in the order in which they were found.
    private(set) var all: [URL] = []
    private var paths: Set<String> = []

    /// Adds a document, and all that it refers to.
    mutating func add(_ document: URL) {
        let document = document.standardized
        guard paths.insert(document.place).inserted else { return }
        all.append(document)
        for word in Self.words(in: document, Self.documentPaths) {
            let file = Self.resolved(word, beside: document)
            if Self.isFolder(file) == false { add(file) }
        }
    }

    /// Adds a configuration, the documents and all in the folders that it names.
    mutating func add(configuration: URL) {
        guard paths.insert(configuration.standardized.place).inserted else { return }
        all.append(configuration.standardized)
        for word in Self.words(in: configuration, Self.anyWords) where !word.allSatisfy({ $0 == "." || $0 == "/" }) {
            let file = Self.resolved(word, beside: configuration)
            switch Self.isFolder(file) {
            case true?: add(folder: file)
            case false? where Self.isDocument(file): add(file)
            default: break
            }
        }
    }

    /// Adds the documents and templates in a folder and the folders in it.
    mutating func add(folder: URL) {
        let files = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        let found = (files?.compactMap { $0 as? URL } ?? []).sorted { $0.place < $1.place }
        for file in found where Self.isFolder(file) == false {
            if Self.isDocument(file) {
                add(file)
            } else if file.pathExtension == "mustache", paths.insert(file.standardized.place).inserted {
                all.append(file.standardized)
            }
        }
    }

    // MARK: Words

    /// What ends as documents do, up to a quote or, where there is none, up to what ends a plain value of YAML.
    private static let documentPaths = [
        #"["']([^"'\n#]+?\.(?:ya?ml|json))[#"']"#, #"([^\s"'{}\[\],#]+\.(?:ya?ml|json))"#,
    ]
    private static let anyWords = [#"["']([^"'\n]+)["']"#, #"([^\s"'{}\[\],]+)"#]

    private static func words(in file: URL, _ patterns: [String]) -> Set<String> {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        let unescaped = text.replacingOccurrences(of: #"\/"#, with: "/")
        let range = NSRange(unescaped.startIndex..., in: unescaped)
        var words: Set<String> = []
        for pattern in patterns {
            guard let expression = try? NSRegularExpression(pattern: pattern) else { continue }
            for match in expression.matches(in: unescaped, range: range) {
                if let range = Range(match.range(at: 1), in: unescaped) { words.insert(String(unescaped[range])) }
            }
        }
        return words
    }

    // MARK: Paths

    private static func resolved(_ word: String, beside file: URL) -> URL {
        let path = word.removingPercentEncoding ?? word
        if path.hasPrefix("/") { return URL(filePath: path).standardized }
        return file.deletingLastPathComponent().appending(path: path).standardized
    }

    private static func isDocument(_ file: URL) -> Bool {
        ["yaml", "yml", "json"].contains(file.pathExtension)
    }

    /// Whether a folder is there; nil where nothing is.
    private static func isFolder(_ file: URL) -> Bool? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false), isDirectory: &isFolder) else {
            return nil
        }
        return isFolder.boolValue
    }
}

extension URL {
    /// The path as the file system has it.
    var place: String { path(percentEncoded: false) }
}
