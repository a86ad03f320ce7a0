import DocumentTree

extension Response {
    /// OpenAPI 3.0.3 §4.7.17. The status is the key that leads here, and filled in by ``readAll(_:in:)``.
    static func read(_ node: Node, in context: ReadingContext) -> Response? {
        ObjectCursor.read(node, as: .response, in: context) { cursor in
            let version = context.version(at: node.location)
            let description = cursor.text("description")
            if cursor.node["description"] == nil, version != .v3_2 {
                // Only documentation is lost, so this does not stop anybody.
                cursor.reportMissing("description", severity: .warning)
            }
            return Response(
                status: .default,
                summary: version == .v3_2 ? cursor.text("summary") : nil,
                description: description ?? "",
                headers: Header.readAll(cursor.map("headers"), in: context),
                content: MediaType.readAll(cursor.map("content"), in: context),
                links: Link.readAll(cursor.map("links"), in: context),
                location: node.location,
                componentName: nil,
                extensions: cursor.extensions
            )
        }
    }

    /// An operation's `responses`, OpenAPI 3.0.3 §4.7.16.
    static func readAll(_ node: Node, in context: ReadingContext) -> [Response] {
        ObjectCursor.read(node, as: .responses, in: context) { cursor in
            let members = cursor.takeAll().filter { !$0.isExtension }
            return members.compactMap { member -> Response? in
                let found = context.resolve(member.value, as: .response, memo: context.responses, read: read)
                let status = Status.read(member, in: context)
                guard var found, let status else { return nil }
                found.value.status = status
                found.value.componentName = found.componentName
                if let description = found.description { found.value.description = description }
                if let summary = found.summary { found.value.summary = summary }
                return found.value
            }
        } ?? []
    }
}

extension Response.Status {
    /// A key of `responses`: three digits, `default`, or from OpenAPI 3.0 on `NXX` (OpenAPI 3.0.3 §4.7.16.2).
    static func read(_ member: Node.Member, in context: ReadingContext) -> Self? {
        if let status = Self(key: member.key) {
            if case .range = status, context.version(at: member.keyLocation) == .v2_0 {
                context.log.warning(
                    "status-key",
                    "Swagger 2.0 has no ranges of statuses; '\(member.key)' is understood as in OpenAPI 3.0",
                    at: member.keyLocation
                )
            }
            return status
        }
        if let status = Self(key: member.key.uppercased()) ?? Self(key: member.key.lowercased()) {
            context.log.warning(
                "status-key",
                "the status '\(member.key.escapedForMessage)' must be written '\(status.key)'",
                at: member.keyLocation
            )
            return status
        }
        context.log.error(
            "status-key",
            "'\(member.key.escapedForMessage)' is not a status",
            at: member.keyLocation,
            help: "a status is three digits such as '404', a range such as '4XX', or 'default'"
        )
        return nil
    }

    private init?(key: String) {
        if key == "default" {
            self = .default
            return
        }
        let bytes = Array(key.utf8)
        guard bytes.count == 3, (0x31...0x39).contains(bytes[0]) else { return nil }
        if bytes[1] == UInt8(ascii: "X"), bytes[2] == UInt8(ascii: "X") {
            guard bytes[0] <= 0x35 else { return nil }
            self = .range(Int(bytes[0]) - 0x30)
        } else if let code = Int(key) {
            self = .code(code)
        } else {
            return nil
        }
    }

    /// As it is written in a document.
    var key: String {
        switch self {
        case .code(let code): String(code)
        case .range(let first): "\(first)XX"
        case .default: "default"
        }
    }
}
