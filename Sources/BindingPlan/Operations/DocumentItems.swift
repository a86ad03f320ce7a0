internal import OpenAPI

extension Document {
    /// A callback, with the path item and operation that it was found in.
    struct FoundCallback {
        var callback: Callback
        var operation: OpenAPI.Operation
        var item: PathItem
    }

    /// The callbacks of all operations, those of callbacks behind them. One of the components stands here once.
    var callbacks: [FoundCallback] {
        var found: [FoundCallback] = []
        var components: Set<String> = []
        var waiting = paths + webhooks
        var next = 0
        while next < waiting.count {
            let item = waiting[next]
            next += 1
            for operation in item.operations {
                for callback in operation.callbacks {
                    if let name = callback.componentName, !components.insert(name).inserted { continue }
                    found.append(FoundCallback(callback: callback, operation: operation, item: item))
                    waiting += callback.pathItems
                }
            }
        }
        return found
    }

    /// The path items of the paths, of the webhooks, and of the callbacks.
    var everyItem: [PathItem] { paths + webhooks + callbacks.flatMap(\.callback.pathItems) }
}
