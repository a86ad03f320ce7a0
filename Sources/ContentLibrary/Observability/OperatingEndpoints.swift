import BinderyRuntime
import GRDB
import HTTPTypes
import PrometheusMetrics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What those who run the server ask it, beside the API: whether it lives, whether it can work, what it counts.
struct OperatingEndpoints: Sendable {
    static let paths: Set<Substring> = ["/health", "/ready", "/metrics"]

    let core: LibraryCore
    let logins: AccessService
    /// Whether `/metrics` is for everyone who reaches it.
    let hasOpenMetrics: Bool

    private var environment: LibraryEnvironment { core.environment }

    func register(in router: inout Router) {
        router.on(.get, "/health") { _, _ in Self.json(200, ["status": "alive"]) }
        router.on(.get, "/ready") { _, _ in await ready() }
        router.on(.get, "/metrics", handler: metrics)
    }

    /// 200, or 503 with the reasons.
    private func ready() async -> ServerResponse {
        var reasons: [JSONValue] = []
        if environment.drain.isDraining { reasons.append("the server is stopping") }
        if await !isFolderWritable() { reasons.append("the data folder cannot be written to") }
        do {
            _ = try await environment.store.read { db in try db.execute(sql: "SELECT 1") }
        } catch {
            reasons.append("the store does not answer")
        }
        let isReady = reasons.isEmpty
        return Self.json(
            isReady ? 200 : 503,
            isReady ? ["status": "ready"] : ["status": "not ready", "reasons": .array(reasons)])
    }

    private func isFolderWritable() async -> Bool {
        let path = environment.folder.path
        let isWritable = try? await environment.pools.reading.run {
            ["/staging", "/objects"].allSatisfy { access(path + $0, W_OK) == 0 }
        }
        return isWritable == true
    }

    /// The metrics as Prometheus reads them; they tell who uses what, so they take a login, or an address of their own.
    private func metrics(_ request: ServerRequest, _ context: RequestContext) async throws -> ServerResponse {
        if !hasOpenMetrics { _ = try await logins.authenticate(context.credentials) }
        guard let registry = environment.metrics.factory as? PrometheusRegistry else {
            throw LibraryError.notFound(.file, "metrics")
        }
        try await LibraryGauges(environment: environment).refresh()
        return ServerResponse(
            status: 200, headerFields: [.contentType: PrometheusRegistry.contentType],
            body: BodyStream(registry.exposition()))
    }

    private static func json(_ status: Int, _ members: KeyValuePairs<String, JSONValue>) -> ServerResponse {
        let object = JSONObject(members.map { .init(key: $0.key, value: $0.value) })
        // There is no number in it that could not be written.
        let body = (try? JSONValue.object(object).encoded()) ?? []
        return ServerResponse(
            status: status, headerFields: [.contentType: "application/json", .cacheControl: "no-store"],
            body: BodyStream(body))
    }
}
