internal import BindingChanges
internal import DocumentChanges
internal import DocumentTree

extension ComparisonReport {
    /// The report for programs, whose members stay as they are within a `version`.
    ///
    /// ```json
    /// {
    ///   "version": 1,
    ///   "old": "HEAD~1:openapi.yaml", "new": "openapi.yaml",
    ///   "ignored": 0,
    ///   "changes": [
    ///     {
    ///       "id": "request-parameter-became-required", "level": "breaking", "sides": ["clients"],
    ///       "message": "…",
    ///       "operations": [{"method": "GET", "path": "/pets"}],
    ///       "old": {"file": "openapi.yaml", "line": 9, "column": 11},
    ///       "new": {"file": "openapi.yaml", "line": 9, "column": 11}
    ///     }
    ///   ],
    ///   "bindings": [
    ///     {
    ///       "id": "swift-method-changed", "verdict": "source-breaking", "audience": "callers of the client",
    ///       "kind": "changed", "declaration": "method", "name": "PetsClient.list(limit:)", "message": "…",
    ///       "operation": {"method": "GET", "path": "/pets"}, "new": {"file": "openapi.yaml", "line": 5, "column": 5}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// `level` is `info`, `warning` or `breaking`. A change of a component has `component` in place of `operations`, and
    /// one of the document neither. `bindings` is there where
    /// the bindings were compared, with `verdict` as `source-breaking`, `additive` or `none`. `old` and `new` are there where the change has a place in that document.
    public var json: String {
        var members: [ReportValue.Member] = [
            ("version", .number(1)), ("old", .string(names.old)), ("new", .string(names.new)),
            ("ignored", .number(ignoredCount)), ("changes", .array(changes.map { .object(Self.members($0)) })),
        ]
        if let bindingChanges {
            members.append(("bindings", .array(bindingChanges.map { .object(Self.members($0)) })))
        }
        return ReportValue.object(members).text
    }

    private static func members(_ change: BindingChange) -> [ReportValue.Member] {
        var members: [ReportValue.Member] = [
            ("id", .string(change.id)), ("verdict", .string(change.verdictText)),
            ("audience", .string(change.audience.rawValue)), ("kind", .string(change.kind.rawValue)),
            ("declaration", .string(change.declarationKind.rawValue)), ("name", .string(change.name)),
        ]
        if let newName = change.newName { members.append(("newName", .string(newName))) }
        members.append(("message", .string(change.reason)))
        if let operation = change.operationName { members.append(("operation", value(operation))) }
        return members + places(change.oldLocation, change.newLocation)
    }

    private static func members(_ change: Change) -> [ReportValue.Member] {
        var members: [ReportValue.Member] = [
            ("id", .string(change.id)), ("level", .string(change.level.rawValue)),
            ("sides", .array(change.sides.map { .string($0.rawValue) })), ("message", .string(change.message)),
        ]
        switch change.scope {
        case .document: break
        case .component(let name): members.append(("component", .string(name)))
        case .operations(let names): members.append(("operations", .array(names.map(value))))
        }
        return members + places(change.old, change.new)
    }

    private static func value(_ name: OperationName) -> ReportValue {
        var members: [ReportValue.Member] = [("method", .string(name.method)), ("path", .string(name.path))]
        if let callback = name.callback { members.append(("callback", .string(callback))) }
        return .object(members)
    }

    static func places(_ old: SourceLocation?, _ new: SourceLocation?) -> [ReportValue.Member] {
        [("old", old), ("new", new)].compactMap { name, location in
            location.map { location in
                let members: [ReportValue.Member] = [
                    ("file", .string(location.file.path)), ("line", .number(Int(location.line))),
                    ("column", .number(Int(location.column))),
                ]
                return (name, .object(members))
            }
        }
    }

    /// The report in the Static Analysis Results Interchange Format, SARIF 2.1.0: each change is a result at its place in
    /// the new document, or in the old one where it has none there.
    public var sarif: String {
        let results = sections.flatMap(\.changes).map { change in
            let operations = Self.heading(change.heading)
            let origin = change.new == nil ? "" : change.old.map { "\nbefore: \($0)" } ?? ""
            return Diagnostic(
                id: change.id, severity: change.severity, message: "\(operations): \(change.message)\(origin)",
                location: change.new ?? change.old)
        }
        return DiagnosticReport.sarif(diagnostics + results, version: Bindery.version, succeeded: succeeded)
    }
}
