package import DocumentTree

/// Takes out repetitions: what several references lead to may be read, and bound, several times.
package enum DistinctDiagnostics {
    private struct Key: Hashable {
        let id: String
        let message: String
        let file: ObjectIdentifier?
        let line: UInt32
        let column: UInt32
    }

    package static func of(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Key> = []
        return diagnostics.filter { diagnostic in
            let place = diagnostic.location
            let key = Key(
                id: diagnostic.id,
                message: diagnostic.message,
                file: place.map { ObjectIdentifier($0.file) },
                line: place?.line ?? 0,
                column: place?.column ?? 0
            )
            return seen.insert(key).inserted
        }
    }
}
