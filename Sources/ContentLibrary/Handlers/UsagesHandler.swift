import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Usages`: who depends on a library.
struct UsagesHandler: ContentLibraryUsagesHandler {
    typealias Operations = ContentLibraryUsages

    let usages: LibraryUsages

    func add(_ input: Operations.Add.Input, context: RequestContext) async throws -> Operations.Add.Output {
        try await usages.add(input.body.resourceUrn, to: input.library)
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        LibraryUsagesListResult(
            libraryUsageList: try await usages.list(library: input.library).map {
                LibraryUsagesSummary(usage: $0.id, resourceUrn: $0.resourceUrn)
            })
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let usage = try await usages.get(input.usage, of: input.library)
        return LibraryUsagesInfo(usage: usage.id, resourceUrn: usage.resourceUrn, additionTime: usage.additionTime)
    }

    func remove(_ input: Operations.Remove.Input, context: RequestContext) async throws -> Operations.Remove.Output {
        try await usages.remove(input.usage, from: input.library)
    }
}
