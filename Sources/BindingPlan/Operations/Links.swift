internal import DocumentTree
internal import OpenAPI

/// What the documentation of an operation says about what belongs to it: the operations that its responses lead to, and
/// those that are called back.
enum Links {
    /// A list item for each link (OpenAPI 3.0.3 §4.7.20) and each callback.
    static func documentation(_ operation: OpenAPI.Operation) -> [String] {
        let links = operation.responses.flatMap { response in response.links.map { item($0, response.status.text) } }
        let callbacks = operation.callbacks.flatMap { callback in
            callback.pathItems.flatMap { item in item.operations.map { self.item($0, callback, item) } }
        }
        return Documentation.paragraphs(
            links.isEmpty ? [] : ["What may follow:"] + links.flatMap { Documentation.lines($0) },
            callbacks.isEmpty ? [] : ["Calls back:"] + callbacks.flatMap { Documentation.lines($0) })
    }

    private static func item(_ link: Link, _ status: String) -> String {
        let target = link.operationID ?? link.operationReference ?? link.name
        var values = link.parameters.map { "`\($0.key)` from \(value($0.value))" }
        if let body = link.requestBody { values.append("the body from \(value(body))") }
        let server = link.server.map { " at `\($0.url)`" } ?? ""
        let inputs = values.isEmpty ? "" : " with \(values.joined(separator: ", "))"
        let text = Documentation.summary(link.description)
        return "- after \(status), `\(target)`\(inputs)\(server)" + (text.isEmpty ? "" : ": \(text)")
    }

    private static func item(_ operation: OpenAPI.Operation, _ callback: Callback, _ item: PathItem) -> String {
        let text = Documentation.summary(operation.summary ?? operation.description)
        return "- `\(operation.operationID ?? callback.name)` at `\(item.key)`" + (text.isEmpty ? "" : ": \(text)")
    }

    /// A constant or a runtime expression; what is no scalar is the document's to show.
    private static func value(_ node: Node) -> String { Documentation.code(node) ?? "what the document says" }
}
