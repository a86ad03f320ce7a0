import DocumentTree

/// Keys of `paths` begin with `/`, and no two of them match the same requests (OpenAPI 3.0.3 §4.7.8).
///
/// A query string or fragment in a key is outside of the specification but in wide use to tell operations on one path
/// apart, so keys that differ in it are different.
enum PathKeys {
    private struct Route: Hashable {
        let shape: String
        let suffix: String
        let method: String
    }

    static func check(_ paths: [PathItem], log: inout DiagnosticLog) {
        var first: [Route: PathItem] = [:]
        for item in paths {
            checkForm(item, log: &log)
            let template = PathTemplate(item.key)
            for operation in item.operations {
                let route = Route(
                    shape: PercentEncoding.decode(template.shape) ?? template.shape,
                    suffix: canonicalSuffix(template.suffix),
                    method: operation.method)
                guard let other = first[route] else {
                    first[route] = item
                    continue
                }
                log.error(
                    "ambiguous-path",
                    "'\(operation.method.escapedForMessage) \(item.key.escapedForMessage)' matches the same requests as '\(other.key.escapedForMessage)' \(other.place)",
                    at: item.keyLocation
                )
                break
            }
        }
    }

    /// The query string with its parts in one order, since requests match whatever their order is.
    private static func canonicalSuffix(_ suffix: String) -> String {
        guard suffix.utf8.first == UInt8(ascii: "?") else { return suffix }
        let end = suffix.firstIndex(of: "#") ?? suffix.endIndex
        let parts = suffix[suffix.index(after: suffix.startIndex)..<end].split(separator: "&").sorted()
        return "?" + parts.joined(separator: "&") + suffix[end...]
    }

    private static func checkForm(_ item: PathItem, log: inout DiagnosticLog) {
        if item.key.utf8.first != UInt8(ascii: "/") {
            log.error(
                "path-key",
                "the path '\(item.key.escapedForMessage)' must begin with '/'",
                at: item.keyLocation,
                help: "did you mean '/\(item.key.escapedForMessage)'?"
            )
        }
        if !PathTemplate(item.key).isBalanced {
            log.error(
                "path-key",
                "the braces of the path '\(item.key.escapedForMessage)' do not match",
                at: item.keyLocation
            )
        }
    }
}

extension PathItem {
    /// Where it stands, for messages that compare two.
    fileprivate var place: String { "(line \(keyLocation.line))" }
}
