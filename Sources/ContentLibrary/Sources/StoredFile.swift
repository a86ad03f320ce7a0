import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file in one of the server's datastores: `file:///FOLDER/…` or `ds:///vmfs/volumes/DATASTORE/…`.
///
/// The path is walked one name at a time from the datastore's folder, and no link is followed, so that nothing outside
/// can be named, whoever changes the folder meanwhile.
struct StoredFile: Equatable, Sendable {
    let folder: String
    let names: [String]

    /// - Throws: InvalidArgument if it is not in a datastore, or in a folder that is a server's own there.
    init(uri: String, datastores: [Datastore]) throws(LibraryError) {
        guard uri.utf8.count <= SourceURI.lengthLimit, !uri.utf8.contains(0),
            let parts = URLComponents(string: uri), ["", "localhost"].contains(parts.host ?? ""),
            parts.query == nil, parts.fragment == nil, !parts.path.utf8.contains(0), parts.path.hasPrefix("/")
        else { throw .invalid("source_endpoint.uri", LibraryMessage("source.storage_uri", "It names no file.")) }
        let path = Self.names(parts.path)
        let isDatastore = parts.scheme?.lowercased() == "ds"
        let known = datastores.map { datastore in
            (datastore.path, isDatastore ? ["vmfs", "volumes", datastore.id] : Self.names(datastore.path))
        }
        let within = known.filter { path.starts(with: $0.1) && path.count > $0.1.count }
        guard !path.contains(where: { [".", ".."].contains($0) }),
            let (folder, base) = within.max(by: { $0.1.count < $1.1.count })
        else {
            throw .invalid(
                "source_endpoint.uri",
                LibraryMessage("source.outside", "It is in none of the storage backings that this server may read."))
        }
        self.folder = folder
        names = Array(path.dropFirst(base.count))
        guard !names.contains(where: StorageBackings.isContentFolder) else {
            throw .invalid(
                "source_endpoint.uri",
                LibraryMessage("source.content", "It is in a folder that a server keeps content in."))
        }
    }

    /// Opens the file. It blocks.
    /// - Throws: what the disk refuses; a link, and what is no regular file, is refused as well.
    func open() throws -> (descriptor: FileDescriptor, size: Int64) {
        var place = try FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY)
        for name in names.dropLast() { place = try place.open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) }
        // Without O_NONBLOCK a pipe would wait for its other end.
        let file = try place.open(names.last ?? "", O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        return (file, try file.sizeOfRegularFile())
    }

    private static func names(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }
}
