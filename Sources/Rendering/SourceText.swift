/// The text of a Swift file by its sections, so that several files can become one.
struct SourceText {
    /// The comment lines at the head.
    private(set) var header: [Substring] = []
    /// The modules that are imported, with the line of each.
    private(set) var imports: [(module: Substring, access: Int, line: Substring)] = []
    /// The imports under conditions: each from its `#if` to its `#endif`.
    private(set) var conditions: [[Substring]] = []
    /// The declarations.
    private(set) var body: ArraySlice<Substring> = []

    init(_ text: String) {
        var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = rest.first, line.hasPrefix("//"), !line.hasPrefix("///") { header.append(rest.removeFirst()) }
        while let line = rest.first {
            if line.allSatisfy({ $0 == " " }) {
                rest.removeFirst()
            } else if let parsed = Self.parsedImport(line) {
                imports.append((parsed.module, parsed.access, rest.removeFirst()))
            } else if let condition = Self.condition(rest) {
                conditions.append(condition)
                rest = rest.dropFirst(condition.count)
            } else {
                break
            }
        }
        while rest.last?.isEmpty == true { rest.removeLast() }
        body = rest
    }

    /// One file of several: what they all have at their heads only once, of imports the most visible.
    static func merged(_ texts: [SourceText]) -> String {
        var header: [Substring] = []
        var imports: [Substring: (access: Int, line: Substring)] = [:]
        var conditions: [[Substring]] = []
        for text in texts {
            for line in text.header where !header.contains(line) { header.append(line) }
            for (module, access, line) in text.imports where access > imports[module]?.access ?? -1 {
                imports[module] = (access, line)
            }
            for condition in text.conditions where !conditions.contains(condition) { conditions.append(condition) }
        }
        if header.isEmpty { header = ["\(Renderer.generatedMark). Do not edit."] }
        let head = header + imports.sorted { $0.key < $1.key }.map(\.value.line)
        let sections = [head] + conditions + texts.map { Array($0.body) }.filter { !$0.isEmpty }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The levels of an import from the least visible; one without a level stands where `public` may be meant.
    private static let accessLevels: [Substring] = ["private", "fileprivate", "internal", "package", "", "public"]

    /// The module that a line imports and how visible it is: `public import BinderyRuntime`.
    private static func parsedImport(_ line: Substring) -> (module: Substring, access: Int)? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), words.indices.contains(keyword + 1) else { return nil }
        let modifiers = words[..<keyword].filter { !$0.hasPrefix("@") }
        guard modifiers.count <= 1, let access = accessLevels.firstIndex(of: modifiers.first ?? "") else { return nil }
        return (words[(keyword + 1)...].joined(separator: " ")[...], access)
    }

    /// The lines from `#if` to `#endif`, where nothing but imports is between them.
    private static func condition(_ lines: ArraySlice<Substring>) -> [Substring]? {
        guard lines.first?.hasPrefix("#if") == true, let end = lines.firstIndex(where: { $0.hasPrefix("#endif") })
        else { return nil }
        let condition = Array(lines[lines.startIndex...end])
        return condition.allSatisfy { $0.hasPrefix("#") || parsedImport($0) != nil } ? condition : nil
    }
}
