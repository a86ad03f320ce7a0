internal import DocumentTree
internal import OpenAPI

/// Webhooks and callbacks are operations whose address the document leaves open: whoever serves them chooses a path, whoever
/// calls them is told a URL (OpenAPI 3.1.1 §4.8.1, §4.8.18). All webhooks stand in one group, and so do all callbacks.
extension OperationBinder {
    /// The groups that have operations.
    func bindOpenOperations() -> [TagPlan] {
        let webhooks = document.webhooks.map { OpenItem(item: $0, name: $0.key) }
        let text = "What the server of “\(Documentation.summary(document.info.title))” calls"
        return [
            group("Webhooks", .webhooks, webhooks, "\(text), at addresses that it has been told."),
            group("Callbacks", .callbacks, callbacks(), "\(text) back, at addresses that calls have told."),
        ].compactMap { $0 }
    }

    /// A path item, and what it is called.
    private struct OpenItem {
        var item: PathItem
        var name: String
        /// The operation that the callback belongs to, as documentation names it.
        var caller: String?
    }

    private func callbacks() -> [OpenItem] {
        document.callbacks.flatMap { found in
            let caller = found.operation.operationID ?? "\(found.operation.method) \(found.item.key)"
            return found.callback.pathItems.map {
                OpenItem(item: $0, name: found.callback.name, caller: "`\(caller)`")
            }
        }
    }

    private func group(
        _ source: String, _ origin: TagPlan.Origin, _ items: [OpenItem], _ documentation: String
    ) -> TagPlan? {
        guard items.contains(where: { !$0.item.operations.isEmpty }) else { return nil }
        let name = binder.store.declare([groupName(source)], in: nil)
        binder.store.reserve(["Type", "Protocol"], in: name)
        var methods = NameScope(reserved: ["client", "init", "register"])
        var places = NameScope(reserved: ["router"])
        var operations: [OperationPlan] = []
        for item in items where !item.item.operations.isEmpty {
            let place = places.claim(Naming.member(Naming.lowerCamel(item.name)))
            for operation in item.item.operations {
                var plan = bind(operation, in: item.item, openName: item.name, tag: nil, tagName: name, &methods)
                plan.placeName = place
                if let caller = item.caller {
                    plan.callbackAddress = item.item.key
                    plan.documentation += ["", "Called back by \(caller)."]
                }
                reportPathParameters(operation, item.item)
                operations.append(plan)
            }
        }
        return TagPlan(
            tag: nil, origin: origin, name: name, memberName: Naming.lowerCamel(name.path),
            clientName: name.path + "Client", handlerName: name.path + "Handler",
            documentation: Documentation.lines(documentation), operations: operations)
    }

    /// Nobody can tell what they would stand for, since the path is not the document's.
    private func reportPathParameters(_ operation: OpenAPI.Operation, _ item: PathItem) {
        for parameter in operation.parameters where parameter.location == .path {
            log.warning(
                "unused-path-parameter",
                "'\(item.key.escapedForMessage)' has no path of its own; the parameter '\(parameter.name.escapedForMessage)' is never sent",
                at: parameter.sourceLocation)
        }
    }
}
