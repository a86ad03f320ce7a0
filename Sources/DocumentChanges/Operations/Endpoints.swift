internal import DocumentTree
internal import OpenAPI

/// Path items by the shape of their keys, since the names of variables mean nothing on the wire.
private struct PathTable {
    private(set) var items: [PathItem]
    private var byKey: [String: Int] = [:]
    private var byShape: [String: Int] = [:]

    init(_ items: [PathItem]) {
        self.items = items
        for (index, item) in items.enumerated() {
            byKey[item.key] = index
            let shape = Self.shape(item.key)
            if byShape[shape] == nil { byShape[shape] = index }
        }
    }

    func index(for key: String) -> Int? { byKey[key] ?? byShape[Self.shape(key)] }

    private static func shape(_ key: String) -> String {
        let template = PathTemplate(key)
        return template.shape + template.suffix
    }
}

extension DocumentComparer {
    /// The operations under `paths`, by method and path.
    mutating func compareEndpoints() {
        let (before, after) = (PathTable(old.paths), PathTable(new.paths))
        for item in after.items {
            let known = before.index(for: item.key).map { before.items[$0] }
            for operation in item.operations {
                let match = known?.operations.first { $0.method == operation.method }
                guard let known, let match else {
                    add(
                        "endpoint-added", .info, .operations([OperationName(method: operation.method, path: item.key)]),
                        "the operation is new", sides: [.servers], new: operation.location)
                    continue
                }
                compare(OperationPair(old: match, new: operation, oldItem: known, newItem: item))
            }
        }
        for item in before.items {
            let remaining = after.index(for: item.key).map { after.items[$0] }
            for operation in item.operations {
                guard remaining?.operations.contains(where: { $0.method == operation.method }) != true else { continue }
                noteRemoved(operation, in: item, isPathGone: remaining == nil)
            }
        }
        compareWebhooks()
    }

    private mutating func noteRemoved(_ operation: Operation, in item: PathItem, isPathGone: Bool) {
        let prefix = isPathGone ? "api-path" : "api"
        let lifecycle = operation.lifecycle
        let scope = Change.Scope.operations([OperationName(method: operation.method, path: item.key)])
        let what = isPathGone ? "the path and the operation are gone" : "the operation is gone"
        // A draft makes no promise to stay.
        if lifecycle.isUnstable { return }
        if !lifecycle.isDeprecated {
            add(
                "\(prefix)-removed-without-deprecation", .breaking, scope, "\(what), and was not deprecated before",
                sides: [.clients], old: operation.location)
        } else if let fault = lifecycle.sunsetFault {
            add(
                "api-path-sunset-parse", .breaking, scope, "\(what), and \(fault)", sides: [.clients],
                old: operation.location)
        } else {
            add(
                "\(prefix)-removed-with-deprecation", .info, scope, "\(what), which was deprecated before",
                old: operation.location)
        }
    }

    /// Requests that the server makes: what is a request there is what clients receive.
    private mutating func compareWebhooks() {
        for item in new.webhooks where !old.webhooks.contains(where: { $0.key == item.key }) {
            add(
                "webhook-added", .info, .operations([OperationName(method: "", path: item.key)]), "the webhook is new",
                new: item.keyLocation)
        }
        for item in old.webhooks {
            guard let match = new.webhooks.first(where: { $0.key == item.key }) else {
                add(
                    "webhook-removed", .breaking, .operations([OperationName(method: "", path: item.key)]),
                    "the webhook is gone", sides: [.clients], old: item.keyLocation)
                continue
            }
            compareReversed(item, match) { OperationName(method: $0, path: item.key) }
        }
    }

    /// The callbacks of an operation, by name and expression.
    mutating func compareCallbacks(_ pair: OperationPair) {
        let before = Self.callbackItems(pair.old)
        let after = Self.callbackItems(pair.new)
        for (name, item) in after where !before.contains(where: { $0.name == name }) {
            add("callback-added", .info, pair.scope, "the callback `\(name)` is new", new: item.keyLocation)
        }
        for (name, item) in before {
            guard let match = after.first(where: { $0.name == name })?.item else {
                add(
                    "callback-removed", .breaking, pair.scope, "the callback `\(name)` is gone", sides: [.clients],
                    old: item.keyLocation)
                continue
            }
            compareReversed(item, match) { method in
                OperationName(
                    method: pair.name.method, path: pair.name.path, callback: "\(method) \(name)")
            }
        }
    }

    private static func callbackItems(_ operation: Operation) -> [(name: String, item: PathItem)] {
        operation.callbacks.flatMap { callback in
            callback.pathItems.map { ("\(callback.name) \($0.key)", $0) }
        }
    }

    private mutating func compareReversed(_ before: PathItem, _ after: PathItem, name: (String) -> OperationName) {
        for operation in after.operations {
            guard let match = before.operations.first(where: { $0.method == operation.method }) else {
                add(
                    "webhook-operation-added", .info, .operations([name(operation.method)]), "the request is new",
                    new: operation.location)
                continue
            }
            compare(
                OperationPair(
                    old: match, new: operation, oldItem: before, newItem: after, reversedName: name(operation.method)))
        }
        for operation in before.operations
        where !after.operations.contains(where: { $0.method == operation.method }) {
            add(
                "webhook-operation-removed", .breaking, .operations([name(operation.method)]), "the request is gone",
                sides: [.clients], old: operation.location)
        }
    }
}

/// An operation that is in both documents.
struct OperationPair {
    let old: Operation
    let new: Operation
    let oldItem: PathItem
    let newItem: PathItem
    let name: OperationName
    /// Whether the server makes the request, as in webhooks and callbacks.
    let isReversed: Bool

    init(old: Operation, new: Operation, oldItem: PathItem, newItem: PathItem, reversedName: OperationName? = nil) {
        self.old = old
        self.new = new
        self.oldItem = oldItem
        self.newItem = newItem
        name = reversedName ?? OperationName(method: new.method, path: newItem.key)
        isReversed = reversedName != nil
    }

    var scope: Change.Scope { .operations([name]) }

    /// Which way a message really goes.
    func wire(_ direction: Direction) -> Direction { isReversed ? direction.opposite : direction }
}
