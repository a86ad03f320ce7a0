import BinderyRuntime

/// Asks a server in the same process for the tides of a harbour, and for one that there is not.
///
/// All that is not declared here was generated while the target was built: `TidesClient`, `TidesHandlers`, `Harbour`, …
@main
struct Tides {
    static func main() async throws {
        var router = Router()
        TidesHandlers(harbours: Almanac()).register(in: &router)
        let client = TidesClient(
            APIClient(baseURL: try BaseURL("http://localhost"), transport: RouterTransport(router)))

        for harbour in try await client.harbours.listHarbours() {
            print(harbour.name)
            for tide in try await client.harbours.listTides(name: harbour.name, limit: 2) {
                print("  \(tide.kind.rawValue) water at minute \(tide.minutes): \(tide.height) m")
            }
        }
        do {
            _ = try await client.harbours.listTides(name: "Atlantis")
        } catch .notFound(let problem) {
            print(problem.detail)
        }
    }
}

/// The server: one method for each operation.
struct Almanac: HarboursHandler {
    private let tides: [String: [Tide]] = [
        "Cuxhaven": [
            Tide(kind: .high, minutes: 252, height: 3.4), Tide(kind: .low, minutes: 640, height: 0.4),
            Tide(kind: .high, minutes: 991, height: 3.3),
        ]
    ]

    func listHarbours(_ input: NoInput, context: RequestContext) async throws -> [Harbour] {
        tides.keys.sorted().map { Harbour(name: $0) }
    }

    func listTides(_ input: Harbours.ListTides.Input, context: RequestContext) async throws -> [Tide] {
        guard let tides = tides[input.name] else {
            throw Harbours.ListTides.Failure.notFound(Problem(detail: "There is no harbour \(input.name)."))
        }
        return Array(tides.prefix(input.limit ?? tides.count))
    }
}
