/// The operations of one tag. Generated enums conform, around the operations that have the tag first.
public protocol APITag {
    /// The tag's name in the document; nil for the operations without one.
    static var tag: String? { get }
}

/// The routes that a middleware takes part in.
struct RouteScope: Sendable {
    private let contains: @Sendable (Route) -> Bool

    /// The operations of a tag, be it their first or not.
    init<Tag: APITag>(_ type: Tag.Type) {
        let tag = type.tag
        contains = { route in tag.map { route.tags.contains($0) } ?? route.tags.isEmpty }
    }

    /// One operation.
    init<Operation: APIOperation>(_ type: Operation.Type) {
        let operation = type.route
        contains = { $0.isRoute(of: operation) }
    }

    func contains(_ route: Route?) -> Bool { route.map(contains) ?? false }
}
