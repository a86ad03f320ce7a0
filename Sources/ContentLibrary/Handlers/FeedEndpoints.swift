import BinderyRuntime
import HTTPTypes

/// The feed of published libraries: where subscribers find what `publish_url` begins with. It is outside of the API,
/// and so are its users: a published library has its own password, or none.
struct FeedEndpoints: Sendable {
    static let basePath = "/cls/vcsp/lib"

    let feed: FeedService
    let items: ItemService

    static func libraryPath(_ id: String) -> String { "\(basePath)/\(PathSegment.encoded(id))/lib.json" }

    /// Where an `item.json` is, from `lib.json`.
    static func itemReference(_ id: String) -> String { "item/\(PathSegment.encoded(id))/item.json" }

    /// Where a file is, from `lib.json`. One version of it: a subscriber never takes another for it.
    static func fileReference(_ name: String, version: Int64, ofItem id: String) -> String {
        "item/\(PathSegment.encoded(id))/file/\(PathSegment.encoded(name))?version=\(version)"
    }

    func register(in router: inout Router) {
        router.on(.get, "/{library}/lib.json") { request, context in
            let library = try await library(context)
            return try Self.document(library.json.encoded(), tag: library.entityTag, request)
        }
        router.on(.get, "/{library}/items.json") { request, context in
            let library = try await library(context)
            return Self.document(BodyStream(feed.items(of: library)), tag: library.entityTag, request)
        }
        router.on(.get, "/{library}/item/{item}/item.json") { request, context in
            let item = try await feed.item(context.path("item"), of: library(context))
            return try Self.document(item.json.encoded(), tag: item.entityTag, request)
        }
        router.on(.get, "/{library}/item/{item}/file/{file}") { request, context in
            let library = try await library(context)
            let content = try await items.open(
                context.path("file"), of: context.path("item"), in: library.library.id,
                version: context.query.values(of: "version").first)
            return content.response(to: request)
        }
    }

    private func library(_ context: RequestContext) async throws -> FeedLibrary {
        try await feed.library(
            context.path("library"), authorization: context.head.headerFields[.authorization],
            from: context.remoteAddress)
    }

    private static func document(_ bytes: [UInt8], tag: String, _ request: ServerRequest) -> ServerResponse {
        document(BodyStream(bytes), tag: tag, request)
    }

    /// The document, or word that the one that the subscriber has is still the same (RFC 9110 §13.1.2).
    private static func document(_ body: BodyStream, tag: String, _ request: ServerRequest) -> ServerResponse {
        let fields: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        if let known = request.head.headerFields[.ifNoneMatch], EntityTags.contain(tag, in: known) {
            return ServerResponse(status: 304, headerFields: fields)
        }
        var response = ServerResponse(status: 200, headerFields: fields, body: body)
        response.head.headerFields[.contentType] = "application/json"
        return response
    }
}

/// The field `If-None-Match`: tags with commas between them, or a star for any.
enum EntityTags {
    static func contain(_ tag: String, in field: String) -> Bool {
        field.split(separator: ",").contains { element in
            let known = element.trimmingPrefix { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            // The comparison is a weak one.
            return known == "*" || (known.hasPrefix("W/") ? known.dropFirst(2) : known) == tag
        }
    }
}
