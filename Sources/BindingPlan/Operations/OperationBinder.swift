internal import DocumentTree
internal import OpenAPI

/// Decides names, routes, inputs and outputs of all operations. Operations stand under their first tag, in the order in
/// which the document has the tags and then the operations; those without a tag under `Default`.
final class OperationBinder {
    let document: Document
    let configuration: Configuration
    let binder: SchemaBinder
    var log = DiagnosticLog()

    /// The keys of the operations by method, path and query, variables without their names.
    private var addresses: [String: String] = [:]

    private struct Group {
        var tag: String?
        var operations: [(PathItem, OpenAPI.Operation)] = []
    }

    init(document: Document, configuration: Configuration, binder: SchemaBinder) {
        self.document = document
        self.configuration = configuration
        self.binder = binder
    }

    func bindTags() -> [TagPlan] {
        var members = NameScope(reserved: ["client", "init", "router", "register"])
        let groups = groups()
        var names: [(tag: String?, TypeName, String)] = []
        for group in groups {
            let name = tagName(group.tag)
            if configuration.moduleLayout == .single {
                for suffix in ["Client", "Handler"] { binder.store.reserveTopLevel(name + suffix) }
            }
            names.append(
                (
                    group.tag, binder.store.declare([name], in: nil),
                    members.claim(
                        Naming.member(Naming.lowerCamel(name)), Naming.lowerCamel(name) + "Operations")
                ))
        }
        return zip(groups, names).map { group, name in bind(group, name: name.1, memberName: name.2) }
    }

    private func groups() -> [Group] {
        var groups: [Group] = document.tags.map { Group(tag: $0.name) }
        var indices: [String: Int] = [:]
        for (index, group) in groups.enumerated() { indices[group.tag ?? ""] = indices[group.tag ?? ""] ?? index }
        var untagged = Group()
        for item in document.paths {
            for operation in item.operations {
                guard let tag = operation.tags.first else {
                    untagged.operations.append((item, operation))
                    continue
                }
                if let index = indices[tag] {
                    groups[index].operations.append((item, operation))
                } else {
                    indices[tag] = groups.count
                    groups.append(Group(tag: tag, operations: [(item, operation)]))
                }
            }
        }
        return (groups + [untagged]).filter { !$0.operations.isEmpty }
    }

    /// A name for the tag's enum that leaves room for `…Client` and `…Handler` beside the models.
    private func tagName(_ tag: String?) -> String {
        groupName(tag.map { configuration.tagNames.apply(to: $0) } ?? "Default")
    }

    /// A name for the enum of a group of operations.
    func groupName(_ source: String) -> String {
        let name = ReservedNames.typeName(Naming.upperCamel(source, prefix: "Tag"), suffix: "Operations")
        let isFree = [name, name + "Client", name + "Handler"].allSatisfy { binder.store.isFree($0) }
        return isFree || name.hasSuffix("Operations") ? name : name + "Operations"
    }

    private func bind(_ group: Group, name: TypeName, memberName: String) -> TagPlan {
        let tag = document.tags.first { $0.name == group.tag }
        var methods = NameScope(reserved: ["client", "init"])
        binder.store.reserve(["Type", "Protocol"], in: name)
        let operations = group.operations.map { bind($0.1, in: $0.0, tag: group.tag, tagName: name, &methods) }
        return TagPlan(
            tag: group.tag, name: name, memberName: memberName, clientName: name.path + "Client",
            handlerName: name.path + "Handler", documentation: Documentation.lines(tag?.description),
            operations: operations, extensions: ExtensionPlan.plans(tag?.extensions ?? []))
    }

    /// - Parameter openName: what the operation may be called after where its address is open.
    func bind(
        _ operation: OpenAPI.Operation, in item: PathItem, openName: String? = nil, tag: String?, tagName: TypeName,
        _ methods: inout NameScope
    ) -> OperationPlan {
        let key = openName.map { PathKey(open: item.key, name: $0) } ?? PathKey(item.key)
        let candidates = OperationNames.candidates(operation, tag: tag, key: key)
        let configured = configuration.operationNames.renamed(operation.filterName(key: item.key))
        let method = methods.claim(
            (configured.map { [$0] } ?? []) + candidates.map { Naming.member(Naming.lowerCamel($0)) })
        let name = binder.store.declare([OperationNames.typeName(method)], in: tagName)
        binder.store.reserve(["Input", "Output", "Failure"], in: name)
        var scope = NameScope(reserved: operation.requestBody == nil ? [] : ["body"])
        let parameters = parameters(operation, key: key, in: name, &scope)
        let body = operation.requestBody.flatMap { self.body($0, in: name) }
        let (output, failures) = responses(operation, in: name)
        var plan = OperationPlan(
            name: name, methodName: method, operationID: operation.operationID, method: operation.method,
            pathKey: item.key, route: route(operation, key, item), documentation: [], summary: [],
            isDeprecated: operation.isDeprecated,
            parameters: parameters.sorted { rank($0) < rank($1) }, body: body, output: output, failures: failures,
            failureName: nil, location: operation.location)
        plan.documentation = documentation(operation, item, plan)
        plan.summary = summary(operation, item)
        plan.extensions = ExtensionPlan.plans(operation.extensions + item.extensions)
        if openName != nil { return plan }
        let address = "\(operation.method) \(plan.route.shape)"
        if let other = addresses.updateValue(item.key, forKey: address) {
            log.warning(
                "indistinct-routes", "'\(operation.method) \(item.key)' cannot be told from '\(other)' by a request",
                at: item.keyLocation, help: "a fragment does not travel; tell the operations apart by path or query")
        }
        return plan
    }

    /// Path parameters, then other required ones, then (after the body) optional ones.
    private func rank(_ parameter: ParameterPlan) -> Int {
        if parameter.place == .path { return 0 }
        return parameter.isRequired ? 1 : 2
    }

    private func body(_ body: RequestBody, in name: TypeName) -> BodyPlan? {
        let place = Place(parent: name, hint: "Body", depth: 0)
        guard let bound = bind(body.content, "the request's body", in: name, at: place, body.location) else {
            log.warning(
                "no-content", "the request's body has no content, and is not bound", at: body.location,
                help: "describe its content under the media type that it has, such as 'application/json'")
            return nil
        }
        return BodyPlan(
            name: "body", type: body.isRequired ? bound.type : bound.type.unwrapped, coding: bound.coding,
            contentType: bound.contentType, isRequired: body.isRequired,
            documentation: Documentation.lines(body.description),
            checks: BodyChecks(binder: binder).plans(MediaTypeKind.bindable(body.content), bound))
    }

    func bind(
        _ content: [MediaType], _ subject: String, in name: TypeName, at place: Place, streams: Bool = true,
        _ location: SourceLocation
    ) -> BoundBody? {
        var bodies = BodyBinder(
            binder: binder, log: DiagnosticLog(), subject: subject, scope: name, place: place, streams: streams,
            location: location)
        let bound = bodies.bind(content)
        for diagnostic in bodies.log.diagnostics { log.report(diagnostic) }
        return bound
    }

    private func route(_ operation: OpenAPI.Operation, _ key: PathKey, _ item: PathItem) -> RoutePlan {
        RoutePlan(
            path: key.path, query: key.query, tags: operation.tags,
            security: Security.requirements(operation, document), server: Servers.own(operation, item))
    }

    /// The address stands behind the first paragraph.
    private func documentation(_ operation: OpenAPI.Operation, _ item: PathItem, _ plan: OperationPlan) -> [String] {
        let summary = Documentation.lines(operation.summary ?? item.summary)
        let description = Documentation.lines(operation.description ?? item.description)
        let text = summary == description ? summary : Documentation.paragraphs(summary, description)
        let scopes = (operation.security ?? document.security ?? []).flatMap(\.entries).filter { !$0.scopes.isEmpty }
        let needs = scopes.flatMap {
            Documentation.lines(
                "Needs `\($0.schemeName)` with \($0.scopes.map { "`\($0)`" }.joined(separator: ", ")).")
        }
        let first = text.prefix { !$0.isEmpty }
        let rest = Array(text.dropFirst(first.count + 1))
        return Documentation.paragraphs(
            Documentation.ended(Array(first), with: plan.address), rest, needs, Links.documentation(operation))
    }

    /// The summary, or the first sentence of the description.
    private func summary(_ operation: OpenAPI.Operation, _ item: PathItem) -> [String] {
        let summary = Documentation.lines(operation.summary ?? item.summary)
        if !summary.isEmpty { return summary }
        return Documentation.firstSentence(operation.description ?? item.description)
    }
}
