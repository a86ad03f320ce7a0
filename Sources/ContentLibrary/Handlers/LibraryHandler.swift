import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library`: libraries of either type.
struct LibraryHandler: ContentLibraryOperationsHandler {
    typealias Operations = ContentLibraryOperations

    let libraries: LibraryService
    let migrations: LibraryMigration
    let endpoints: TransferEndpoints
    let subscribed: SubscribedLibraryService

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        try await libraries.details(input.libraryId).model(endpoints, context)
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await libraries.list()
    }

    func find(_ input: Operations.Find.Input, context: RequestContext) async throws -> Operations.Find.Output {
        try await libraries.find(input.body.findSpec())
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        let spec = try input.body.updateSpec()
        let type = try await checkType(
            of: input.libraryId, context, local: .updateLocalLibrary, subscribed: .updateSubscribedLibrary)
        switch type {
        case .local: try await libraries.update(input.libraryId, spec)
        case .subscribed: try await subscribed.update(input.libraryId, spec)
        }
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await checkDeletion(of: input.libraryId, context)
        try await libraries.delete(input.libraryId)
    }

    func forceDelete(
        _ input: Operations.ForceDelete.Input, context: RequestContext
    ) async throws -> Operations.ForceDelete.Output {
        try await checkDeletion(of: input.libraryId, context)
        try await libraries.delete(input.libraryId, force: true)
    }

    func migrate(_ input: Operations.Migrate.Input, context: RequestContext) async throws -> Operations.Migrate.Output {
        try await migrations.migrate(
            input.libraryId, to: input.body.storageBackings.map(\.request), by: context.user())
    }

    func convert(_ input: Operations.Convert.Input, context: RequestContext) async throws -> Operations.Convert.Output {
        try await libraries.convert(
            input.libraryId, try input.body.conversionType.known(as: "conversion_type"))
    }

    func enterMaintenance(
        _ input: Operations.EnterMaintenance.Input, context: RequestContext
    ) async throws -> Operations.EnterMaintenance.Output {
        try await libraries.enterMaintenance(input.libraryId)
    }

    func exitMaintenance(
        _ input: Operations.ExitMaintenance.Input, context: RequestContext
    ) async throws -> Operations.ExitMaintenance.Output {
        try await libraries.exitMaintenance(input.libraryId)
    }

    private func checkDeletion(of library: String, _ context: RequestContext) async throws {
        _ = try await checkType(of: library, context, local: .deleteLocalLibrary, subscribed: .deleteSubscribedLibrary)
    }

    /// Whether the user may do to libraries of this one's type what the operation does to those of any.
    /// - Returns: the type.
    /// - Throws: Unauthorized if the user lacks the type's privilege; NotFound.
    private func checkType(
        of library: String, _ context: RequestContext, local: Principal.Privilege, subscribed: Principal.Privilege
    ) async throws -> LibraryType {
        let type = try await libraries.get(library).type
        try context.user().require(type == .local ? local : subscribed)
        return type
    }
}
