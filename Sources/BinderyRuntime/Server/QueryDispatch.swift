/// Tells operations of one path and method apart by the query.
///
/// vSphere's documents put routing into the query: `GET …/file` lists and `GET …/file?file_name=x` gets one; `POST` with
/// `?action=…` is one operation for each action. Of the operations whose constraints all hold, the one with the most
/// is meant. A name that some operation here fixes to a value selects operations and nothing else, so a request with
/// another value of it is for none of them, whatever else would match.
enum QueryDispatch {
    /// The one endpoint that a query selects.
    /// - Parameters:
    ///   - query: the query.
    ///   - endpoints: the endpoints of one path and method.
    /// - Returns: nil where it selects none.
    static func select(_ query: QueryString, among endpoints: [Endpoint]) -> Endpoint? {
        var best: Endpoint?
        for endpoint in endpoints where endpoint.route.query.allSatisfy({ holds($0, in: query) }) {
            if let best, rank(best.route) >= rank(endpoint.route) { continue }
            best = endpoint
        }
        guard let best else { return nil }
        let fixedHere = fixedNames(of: [best])
        let isForAnother = fixedNames(of: endpoints).contains { !fixedHere.contains($0) && query.contains($0) }
        return isForAnother ? nil : best
    }

    private static func holds(_ constraint: QueryConstraint, in query: QueryString) -> Bool {
        switch constraint {
        case .present(let name): return query.contains(name)
        case .equals(let name, let value):
            let values = query.values(of: name)
            return !values.isEmpty && values.allSatisfy { $0 == value }
        }
    }

    /// The more constraints the more special, and among equally many, the more fixed values.
    private static func rank(_ route: Route) -> Int {
        route.query.reduce(0) { if case .equals = $1 { $0 + 1_001 } else { $0 + 1_000 } }
    }

    private static func fixedNames(of endpoints: [Endpoint]) -> Set<String> {
        var names: Set<String> = []
        for endpoint in endpoints {
            for case .equals(let name, _) in endpoint.route.query { names.insert(name) }
        }
        return names
    }
}
