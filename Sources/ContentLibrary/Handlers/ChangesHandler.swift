import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Item.Changes`: what became of an item.
struct ChangesHandler: ContentLibraryItemChangesHandler {
    typealias Operations = ContentLibraryItemChanges

    let changes: ItemChanges

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await changes.list(item: input.item).map { change in
            LibraryItemChangesSummary(
                version: String(change.version), time: change.time, user: change.user,
                shortMessage: change.shortMessage)
        }
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let change = try await changes.get(item: input.item, version: input.version)
        return LibraryItemChangesInfo(time: change.time, user: change.user, message: change.message)
    }
}
