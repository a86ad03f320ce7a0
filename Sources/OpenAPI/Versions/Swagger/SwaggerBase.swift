import DocumentTree

/// Where the API is served: `host`, `basePath` and `schemes`, Swagger 2.0 "Swagger Object".
struct SwaggerBase {
    var host: String?
    /// Without a slash at its end; empty where the API is served under the root.
    var path: String
    var schemes: [Scheme]
    var location: SourceLocation

    struct Scheme {
        var name: String
        var location: SourceLocation
    }

    static func read(_ cursor: inout ObjectCursor) -> SwaggerBase {
        let host = readHost(&cursor)
        let path = readPath(&cursor)
        var schemes = readSchemes(&cursor) ?? []
        let location = (cursor.node["host"] ?? cursor.node["basePath"])?.location ?? cursor.location
        if host != nil, schemes.isEmpty {
            cursor.context.noteAssumption(
                "assumed-scheme",
                "the document does not say which 'schemes' its host has; 'https' is assumed",
                at: location,
                help: "write 'schemes: [https]' into the document"
            )
            schemes = [Scheme(name: "https", location: location)]
        }
        return SwaggerBase(host: host, path: path, schemes: schemes, location: location)
    }

    /// The servers of the document, one for each scheme; a relative one where there is a path only.
    func servers() -> [Server] {
        if host == nil { return path.isEmpty ? [] : [server(path, at: location)] }
        return servers(schemes)
    }

    /// The `schemes` of an operation, which replace those of the document (Swagger 2.0, "Operation Object").
    func servers(of cursor: inout ObjectCursor) -> [Server] {
        guard let own = Self.readSchemes(&cursor) else { return [] }
        if host == nil, !own.isEmpty {
            cursor.context.log.warning(
                "no-effect",
                "'schemes' has no effect, since the document has no 'host'",
                at: cursor.node["schemes"]?.location ?? cursor.location
            )
        }
        return servers(own)
    }

    private func servers(_ schemes: [Scheme]) -> [Server] {
        guard let host else { return [] }
        return schemes.map { server("\($0.name)://\(host)\(path)", at: $0.location) }
    }

    private func server(_ url: String, at location: SourceLocation) -> Server {
        Server(url: url, description: nil, variables: [], location: location, extensions: [])
    }
}

extension SwaggerBase {
    /// "This MUST be the host only and does not include the scheme nor sub-paths", nor templates.
    private static func readHost(_ cursor: inout ObjectCursor) -> String? {
        guard let host = cursor.string("host"), !host.isEmpty else { return nil }
        if host.contains("/") || host.contains("{") {
            cursor.context.log.error(
                "host",
                "'\(host.escapedForMessage)' is not a host",
                at: cursor.node["host"]?.location ?? cursor.location,
                help: "write the host's name and port only; the rest belongs to 'schemes' and 'basePath'"
            )
            return nil
        }
        return host
    }

    /// "The value MUST start with a leading slash", and has no templates.
    private static func readPath(_ cursor: inout ObjectCursor) -> String {
        guard var path = cursor.string("basePath") else { return "" }
        let location = cursor.node["basePath"]?.location ?? cursor.location
        if path.contains("{") {
            cursor.context.log.error(
                "base-path",
                "'basePath' cannot have variables",
                at: location,
                help: "put the variable part into the keys of 'paths'"
            )
            return ""
        }
        while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        if path.isEmpty || path.utf8.first == UInt8(ascii: "/") { return path }
        cursor.context.log.warning(
            "base-path",
            "'basePath' must begin with '/'; it is understood as '/\(path.escapedForMessage)'",
            at: location
        )
        return "/" + path
    }

    /// - Returns: nil where the key is absent.
    private static func readSchemes(_ cursor: inout ObjectCursor) -> [Scheme]? {
        let context = cursor.context
        let names = ["http", "https", "ws", "wss"]
        let isStated = cursor.node["schemes"] != nil
        let schemes = cursor.list("schemes").compactMap { item -> Scheme? in
            guard let name = item.stringText else {
                context.reportWrongType(item, of: "each item of 'schemes'", expected: "a string")
                return nil
            }
            if names.contains(name) { return Scheme(name: name, location: item.location) }
            context.log.error(
                "unknown-scheme",
                "'\(name.escapedForMessage)' is not a scheme that Swagger 2.0 knows",
                at: item.location,
                help: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "the schemes are http, https, ws and wss"
            )
            return nil
        }
        return isStated ? schemes : nil
    }
}
