import DocumentTree

/// Follows `$ref` texts to the nodes that they lead to, in the same file and in others (OpenAPI 3.0.3 §4.7.23,
/// 3.1.1 §4.8.23).
final class ReferenceResolver {
    private struct Spelling: Hashable {
        let file: ObjectIdentifier
        let text: String
    }

    private let library: FileLibrary
    private var targets: [Spelling: ReferenceTarget] = [:]
    private var suggestionsLeft = 200

    init(library: FileLibrary) {
        self.library = library
    }

    /// Where a reference leads.
    ///
    /// - Parameters:
    ///   - text: The value of `$ref`, or of a discriminator's mapping.
    ///   - location: Where it was written; its file is the base of relative references.
    /// - Returns: nil where it leads nowhere, which the log says.
    func target(of text: String, at location: SourceLocation, log: inout DiagnosticLog) -> ReferenceTarget? {
        let spelling = Spelling(file: ObjectIdentifier(location.file), text: text)
        if let known = targets[spelling] { return known }
        guard let target = follow(text, at: location, log: &log) else { return nil }
        targets[spelling] = target
        return target
    }

    private func follow(_ text: String, at location: SourceLocation, log: inout DiagnosticLog) -> ReferenceTarget? {
        let uri = ReferenceURI(text)
        guard let file = file(uri, text: text, at: location, log: &log) else { return nil }
        guard let pointer = pointer(uri.fragment, in: file, text: text, at: location, log: &log) else { return nil }
        switch file.place(at: pointer) {
        case .found(let place):
            return ReferenceTarget(file: file, pointer: pointer, place: place)
        case .missing(let token, let parent, let parentPointer):
            suggestionsLeft -= 1
            let advice = ReferenceAdvice(file: file, pointer: pointer, isBrief: suggestionsLeft < 0)
            log.error(
                "unresolved-reference",
                "the reference '\(text.escapedForMessage)' leads nowhere: \(advice.reason(token, parentPointer))",
                at: location,
                help: advice.help(missing: token, in: parent, at: parentPointer, reference: text)
            )
            return nil
        }
    }

    private func file(
        _ uri: ReferenceURI,
        text: String,
        at location: SourceLocation,
        log: inout DiagnosticLog
    ) -> LoadedFile? {
        if let own = library.file(of: location), let name = own.selfURI, text.prefix(while: { $0 != "#" }) == name {
            return own
        }
        switch uri.file {
        case .same:
            return library.file(of: location)
        case .path(let relative):
            return file(at: FilePath.resolving(relative, against: location.file.path), from: location, log: &log)
        case .remote:
            if let path = library.remotes.path(of: text.prefix { $0 != "#" }) {
                return file(at: path, from: location, log: &log)
            }
            log.error(
                "remote-reference",
                "the reference '\(text.escapedForMessage)' leads to the network, which is never read",
                at: location,
                help: "save the file and refer to its path, or name its folder under 'remotes' in bindery.yaml"
            )
        case .foreign:
            log.error(
                "unresolved-reference",
                "the reference '\(text.escapedForMessage)' has a scheme that cannot be followed",
                at: location,
                help: "refer to '#/components/…' or to a file by its relative path"
            )
        case .malformed:
            log.error("unresolved-reference", "the reference '\(text.escapedForMessage)' is not a URI", at: location)
        }
        return nil
    }

    private func file(at path: String, from location: SourceLocation, log: inout DiagnosticLog) -> LoadedFile? {
        let version = library.file(of: location)?.version ?? .v3_1
        return library.file(at: path, from: location, version: version, log: &log)
    }

    private func pointer(
        _ fragment: String,
        in file: LoadedFile,
        text: String,
        at location: SourceLocation,
        log: inout DiagnosticLog
    ) -> JSONPointer? {
        if let pointer = JSONPointer(fragment: fragment) { return pointer }
        if !fragment.hasPrefix("/"), let name = PercentEncoding.decode(fragment) {
            if let pointer = file.pointer(toAnchor: name) { return pointer }
            log.error(
                "unresolved-reference",
                "the reference '\(text.escapedForMessage)' leads nowhere: no schema has the '$anchor' '\(name.escapedForMessage)'",
                at: location,
                help: fragment.contains("/") ? "a JSON Pointer begins with '/': '#/\(fragment.escapedForMessage)'" : nil
            )
            return nil
        }
        log.error(
            "unresolved-reference",
            "the fragment of '\(text.escapedForMessage)' is not a JSON Pointer",
            at: location,
            help: "in a pointer '~' is written '~0' and '/' inside a key is written '~1'"
        )
        return nil
    }
}
