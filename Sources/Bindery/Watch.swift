/// Generates again whenever something changes that decides what is generated: the configuration, the document, a file
/// that it refers to, a template.
///
/// It looks at the files when it is asked to, so whoever has it decides how often.
///
/// ```swift
/// var watch = Watch(request)
/// while !isAskedToEnd(within: .milliseconds(200)) {
///     if let report = watch.update() { … }
/// }
/// ```
public struct Watch: Sendable {
    private let request: GenerationRequest
    /// How the inputs were when they were last read; nil before that.
    private var stamps: [String: FileStamp?]?
    /// How the inputs were at the last look, where that was not as they were read.
    private var changed: [String: FileStamp?]?

    /// Watches what a request names.
    public init(_ request: GenerationRequest) {
        self.request = request
    }

    /// The files and folders that are looked at.
    public var inputs: [String] { stamps.map { $0.keys.sorted() } ?? [] }

    /// Generates the first time, and then where an input has changed since and is the same as in the last look, so that
    /// nothing half-written is read.
    ///
    /// - Returns: What came of it; nil where nothing was done. Errors are in it, and do not end the watch.
    public mutating func update() -> GenerationReport? {
        guard let stamps else { return generate(knowing: [:]) }
        let current = Self.stamps(of: stamps.keys)
        guard current != stamps else {
            changed = nil
            return nil
        }
        guard current == changed else {
            changed = current
            return nil
        }
        return generate(knowing: current)
    }

    /// What is known of the inputs was looked up before they are read, so that a change meanwhile is noticed.
    private mutating func generate(knowing current: [String: FileStamp?]) -> GenerationReport {
        let report = Bindery.generate(request)
        changed = nil
        stamps = Self.stamps(of: report.inputs).merging(current.filter { report.inputs.contains($0.key) }) { $1 }
        return report
    }

    private static func stamps(of paths: some Sequence<String>) -> [String: FileStamp?] {
        Dictionary(paths.map { ($0, FileStamp($0)) }) { first, _ in first }
    }
}
