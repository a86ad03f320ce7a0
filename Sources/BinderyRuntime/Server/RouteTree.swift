/// Answers the requests of one route.
struct Endpoint: Sendable {
    typealias Handler = @Sendable (ServerRequest, RequestContext, Router) async throws -> ServerResponse

    let route: Route
    let variables: [String]
    let handler: Handler
}

/// The path templates of a router as a tree of segments.
///
/// Literals come before variables, and of segments that have both (`{id}.json`), the one with more literal characters
/// comes first (OpenAPI 3.0.3 §4.7.8.2: concrete paths before templated ones). Where the first way leads nowhere, the
/// next is tried.
struct RouteTree: Sendable {
    private struct Pattern: Sendable {
        let segment: PathTemplate.Segment
        let node: Int
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var patterns: [Pattern] = []
        var endpoints: [Endpoint] = []
    }

    private var nodes = [Node()]

    /// Adds an endpoint; one of the same method, path and query is replaced.
    mutating func add(_ endpoint: Endpoint) {
        var index = 0
        for segment in endpoint.route.template.segments { index = child(of: index, for: segment) }
        let route = endpoint.route
        nodes[index].endpoints.removeAll {
            $0.route.method == route.method && Set($0.route.query) == Set(route.query)
        }
        nodes[index].endpoints.append(endpoint)
    }

    /// The endpoints at the most special path that matches, and what its variables stand for, still percent-encoded.
    /// - Parameter path: the path, percent-encoded, without the base path and the slash in front.
    func match(_ path: Substring) -> (endpoints: [Endpoint], values: [Substring])? {
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        var values: [Substring] = []
        guard let node = find(0, segments[...], &values) else { return nil }
        return (nodes[node].endpoints, values)
    }

    /// All routes, in the order in which they were added to their paths.
    var routes: [Route] { nodes.flatMap { $0.endpoints.map(\.route) } }

    private func find(_ index: Int, _ segments: ArraySlice<Substring>, _ values: inout [Substring]) -> Int? {
        guard let segment = segments.first else { return nodes[index].endpoints.isEmpty ? nil : index }
        let rest = segments.dropFirst()
        let node = nodes[index]
        if let text = PercentEncoding.decode(segment), let child = node.literals[text],
            let found = find(child, rest, &values)
        {
            return found
        }
        for pattern in node.patterns {
            guard let matched = pattern.segment.match(segment) else { continue }
            values.append(contentsOf: matched)
            if let found = find(pattern.node, rest, &values) { return found }
            values.removeLast(matched.count)
        }
        return nil
    }

    private mutating func child(of index: Int, for segment: PathTemplate.Segment) -> Int {
        if let literal = segment.literal {
            if let child = nodes[index].literals[literal] { return child }
            nodes[index].literals[literal] = nodes.count
        } else {
            if let known = nodes[index].patterns.first(where: { $0.segment.shape == segment.shape }) {
                return known.node
            }
            let place =
                nodes[index].patterns.firstIndex { $0.segment.literalLength < segment.literalLength }
                ?? nodes[index].patterns.endIndex
            nodes[index].patterns.insert(Pattern(segment: segment, node: nodes.count), at: place)
        }
        nodes.append(Node())
        return nodes.count - 1
    }
}
