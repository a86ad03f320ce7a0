import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers

/// A library or item that no one has by this name.
struct NotFoundByName: Error, CustomStringConvertible {
    let description: String
}

/// Libraries and items by name: what people type, where the API speaks of identifiers.
struct Catalogue {
    let client: ContentLibraryClient

    func libraries() async throws -> [LibraryModel] {
        var libraries: [LibraryModel] = []
        for id in try await client.contentLibraryOperations.list() {
            libraries.append(try await client.contentLibraryOperations.get(libraryId: id))
        }
        return libraries.sorted { ($0.name ?? "") < ($1.name ?? "") }
    }

    func items(inLibrary id: String) async throws -> [LibraryItemModel] {
        var items: [LibraryItemModel] = []
        for item in try await client.contentLibraryItem.list(libraryId: id) {
            items.append(try await client.contentLibraryItem.get(libraryItemId: item))
        }
        return items.sorted { ($0.name ?? "") < ($1.name ?? "") }
    }

    func libraryID(named name: String) async throws -> String {
        guard let id = try await findLibrary(name) else {
            throw NotFoundByName(description: "there is no library named '\(name)'")
        }
        return id
    }

    func itemID(named name: String, inLibrary library: String) async throws -> String {
        let libraryID = try await libraryID(named: library)
        guard let id = try await findItem(name, libraryID) else {
            throw NotFoundByName(description: "there is no item named '\(name)' in the library '\(library)'")
        }
        return id
    }

    /// The library of that name, made on the datastore of the server where there is none.
    func libraryID(named name: String, makingItOn datastore: String, token: String) async throws -> String {
        if let id = try await findLibrary(name) { return id }
        return try await client.contentLocalLibrary.create(
            body: LibraryModel(
                name: name, storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: datastore)],
                type: .local),
            clientToken: token)
    }

    /// The item of that name, made where there is none.
    func itemID(named name: String, inLibraryWithID library: String, type: String?, token: String) async throws
        -> String
    {
        if let id = try await findItem(name, library) { return id }
        return try await client.contentLibraryItem.create(
            body: LibraryItemModel(libraryId: library, name: name, type: type), clientToken: token)
    }

    private func findLibrary(_ name: String) async throws -> String? {
        try await client.contentLibraryOperations.find(body: LibraryFindSpec(name: name)).first
    }

    private func findItem(_ name: String, _ library: String) async throws -> String? {
        try await client.contentLibraryItem.find(body: LibraryItemFindSpec(name: name, libraryId: library)).first
    }
}
