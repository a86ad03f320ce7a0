import BinderyRuntime
import ContentLibraryAPI
import Logging
import Synchronization

/// What is found out about the sender while a request is answered.
final class AuditTrail: Sendable {
    @TaskLocal static var current: AuditTrail?

    private let name = Mutex<String?>(nil)

    /// The user, as soon as a password or a session names one.
    var user: String? {
        get { name.withLock(\.self) }
        set { name.withLock { $0 = newValue } }
    }
}

/// Writes a record of every changing operation, every login, and every refusal of somebody who says who they are.
struct AuditMiddleware: ServerMiddleware {
    let log: AuditLog
    let environment: LibraryEnvironment
    /// What the paths of endpoints that are no operations begin with, where that is not the API's.
    var basePath = ""

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        let isChange = context.route.map(Self.isChange) ?? false
        if isChange { try await log.checkWritable() }
        let trail = AuditTrail()
        let response = await AuditTrail.$current.withValue(trail) { await next(request, context) }
        let isRefusal = [401, 403].contains(response.status) && trail.user != nil
        guard let route = context.route, isChange || isRefusal else { return response }
        await write(record(of: response, to: route, context, trail))
        return response
    }

    private func write(_ record: AuditRecord) async {
        do { try await log.append(record) } catch {
            environment.logger.error(
                "the audit log cannot be written: changing operations are refused",
                metadata: ["error": "\(error)", "request": "\(record.request)", "operation": "\(record.operation)"])
        }
    }

    /// Whether a request to a route changes anything. What searches by a `POST` does not.
    static func isChange(_ route: Route) -> Bool {
        guard route.method != .get else { return false }
        guard let operation = route.operationID else { return true }
        switch OperationPrivileges.table[operation] {
        case .privilege(.read), .privilege(.probeSubscription): return false
        default: return true
        }
    }

    private func record(
        of response: ServerResponse, to route: Route, _ context: RequestContext, _ trail: AuditTrail
    ) -> AuditRecord {
        var ids: [String: String] = [:]
        for match in route.path.matches(of: /\{([^}]*)\}/) {
            ids[String(match.output.1)] = try? context.path(String(match.output.1))
        }
        // The identifier of a login session is a secret.
        let isLogin = route.operationID == CisSession.Create.route.operationID
        let body = response.body?.availableBytes
        return AuditRecord(
            time: environment.clock.now(), request: context.requestID, user: trail.user, address: context.remoteAddress,
            operation: route.operationID ?? "\(route.method.rawValue) \(basePath)\(route.path)",
            status: response.status,
            error: response.status < 400
                ? nil : body.flatMap { try? StandardError.decode(from: $0) }?.errorType.rawValue,
            ids: ids, result: isLogin || response.status != 201 ? nil : body.flatMap { try? String.decode(from: $0) })
    }
}
