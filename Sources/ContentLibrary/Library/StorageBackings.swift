import Foundation
import Logging
import Synchronization

/// The storage backings that content may be in, and the folder of each.
///
/// The server's own is its data folder. In each of the others it has one folder, named by the server, so that several
/// servers may share a datastore and other files may lie beside. A folder that content was in is never made anew: where
/// it is missing, its disk is, and what it holds is inaccessible until that is back.
final class StorageBackings: Sendable {
    /// The folder of each datastore by its identifier.
    let datastores: [String: Datastore]
    let serverGuid: String
    private let data: ContentFolder
    /// What the name of a server's folder in the backings that are not its own begins with.
    private static let folderPrefix = "contentlib-"
    /// The name of this server's.
    private let folderName: String
    private let opened = Mutex<[StorageBacking: ContentFolder]>([:])
    /// Held while a backing is opened: its folder cannot be opened twice, and a disk may take long.
    private let openings = Mutex<[StorageBacking: NSLock]>([:])
    private let open: Opener

    /// Opens a folder.
    typealias Opener = @Sendable (_ path: String, StorageBacking, ContentFolder.Making) throws -> ContentFolder

    /// - Parameter open: how folders are opened, where not as by a server.
    /// - Throws: `DataFolderError` if the datastores are not as they must be.
    init(data: ContentFolder, datastores: [Datastore], serverGuid: String, open: Opener? = nil) throws {
        self.data = data
        self.open =
            open ?? { path, backing, making in
                try ContentFolder(
                    path: path, backing: backing, making: making, faults: data.faults,
                    reservedSpace: data.reservedSpace)
            }
        self.serverGuid = serverGuid
        folderName = Self.folderPrefix + serverGuid
        try Datastore.check(datastores, data: data.path)
        self.datastores = Dictionary(datastores.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var faults: FaultInjector { data.faults }

    /// The backings whose folders are open.
    var accessible: [(backing: StorageBacking, folder: ContentFolder)] {
        [(.data, data)] + opened.withLock { $0.map { ($0.key, $0.value) } }.sorted { $0.0.rawValue < $1.0.rawValue }
    }

    /// The folder of a backing. It blocks where the folder is not open yet, and those only who ask for the same one.
    ///
    /// - Parameter isNew: whether no content was ever put there, so that the folder may be made.
    /// - Throws: ResourceInaccessible if it is not there.
    func folder(of backing: StorageBacking, isNew: Bool = false) throws -> ContentFolder {
        if backing == .data { return data }
        if let folder = opened.withLock({ $0[backing] }) { return folder }
        guard let root = path(of: backing) else { throw Self.inaccessible(backing, "it is not configured") }
        let opening = openings.withLock { openings in
            let lock = openings[backing] ?? NSLock()
            openings[backing] = lock
            return lock
        }
        return try opening.withLock {
            if let folder = opened.withLock({ $0[backing] }) { return folder }
            do {
                let folder = try open(root + "/" + folderName, backing, isNew ? .itself : .nothing)
                opened.withLock { $0[backing] = folder }
                return folder
            } catch let error as FileSystemError {
                throw Self.inaccessible(backing, String(cString: strerror(error.code)))
            }
        }
    }

    /// Opens a folder that a server works with meanwhile: nothing is locked, made or changed.
    static let reading: Opener = { path, backing, _ in
        let folder = ContentFolder(reading: path, backing: backing)
        _ = try folder.objects()
        return folder
    }

    /// Whether a name in a datastore is that of a folder which a server keeps content in.
    static func isContentFolder(_ name: some StringProtocol) -> Bool { name.hasPrefix(folderPrefix) }

    func close() {
        for (_, folder) in accessible { folder.close() }
    }

    /// Where an object is (`item.Storage.Info.storage_uris`).
    func uri(ofObject object: String, in backing: StorageBacking) -> String {
        switch backing {
        case .data: "ds:///vmfs/volumes/\(backing.rawValue)/objects/\(object)"
        case .datastore(let id): "ds:///vmfs/volumes/\(id)/\(folderName)/objects/\(object)"
        case .other(let uri): "\(uri)/\(folderName)/objects/\(object)"
        }
    }

    private func path(of backing: StorageBacking) -> String? {
        switch backing {
        case .data: data.path
        case .datastore(let id): datastores[id]?.path
        case .other(let uri): Self.folder(uri)
        }
    }

    static func inaccessible(_ backing: StorageBacking, _ reason: String) -> LibraryError {
        LibraryError(
            .resourceInaccessible,
            LibraryMessage(
                "storage.inaccessible", "The storage backing {0} cannot be reached: {1}.", backing.rawValue, reason))
    }
}

extension StorageBackings {
    /// How long a URI may be.
    static let uriLimit = 2048

    /// The backing that a client names for a library.
    ///
    /// - Throws: InvalidArgument for anything but one backing that is there and may be used, and Unsupported for a
    ///   share that the server does not mount (`LocalLibrary.create`).
    func backing(of requests: [StorageBacking.Request]?) throws(LibraryError) -> StorageBacking {
        guard let requests, !requests.isEmpty else { throw .missing("storage_backings") }
        guard requests.count == 1, let request = requests.first else {
            throw Self.invalid("A library has exactly one storage backing.")
        }
        switch try kind(of: request) {
        case .datastore:
            guard let id = request.datastoreId else { throw .missing("storage_backings.datastore_id") }
            guard request.storageUri == nil else { throw Self.invalid("A datastore is named by its identifier only.") }
            let backing = StorageBacking.datastore(id)
            guard backing == .data || datastores[id] != nil else {
                throw Self.invalid("There is no datastore {0}.", id)
            }
            return backing
        case .other:
            guard let uri = request.storageUri else { throw .missing("storage_backings.storage_uri") }
            guard request.datastoreId == nil else { throw Self.invalid("A URI names no datastore.") }
            return try other(uri)
        }
    }

    /// The backing that a client looks for; nil if no library can have it.
    func lookedFor(_ request: StorageBacking.Request) -> StorageBacking? {
        switch (request.type.flatMap(StorageBacking.Kind.init(rawValue:)), request.datastoreId, request.storageUri) {
        case (.datastore?, let id?, nil), (nil, let id?, nil): .datastore(id)
        case (.other?, nil, let uri?), (nil, nil, let uri?): Self.folder(uri).map { Self.spelled(Self.real($0) ?? $0) }
        default: nil
        }
    }

    private func kind(of request: StorageBacking.Request) throws(LibraryError) -> StorageBacking.Kind {
        guard let type = request.type else { throw .missing("storage_backings.type") }
        guard let kind = StorageBacking.Kind(rawValue: type) else {
            throw Self.invalid("{0} is no kind of storage backing.", type)
        }
        return kind
    }

    /// A folder of the server's, which has to be in one of the datastores: a client names no other path.
    private func other(_ uri: String) throws(LibraryError) -> StorageBacking {
        guard uri.utf8.count <= Self.uriLimit else {
            throw Self.invalid("A URI has at most {0} bytes.", "\(Self.uriLimit)")
        }
        let scheme = uri.prefix { $0 != ":" }.lowercased()
        guard scheme == "file" else {
            throw LibraryError(
                .unsupported,
                LibraryMessage("storage.scheme", "A storage backing is a folder of the server, not {0}.", uri))
        }
        guard let path = Self.folder(uri), let real = Self.real(path) else {
            throw Self.invalid("{0} names no folder.", uri)
        }
        let names = real.split(separator: "/")
        let roots = datastores.values.compactMap { Self.real($0.path)?.split(separator: "/") }
        guard let root = roots.first(where: { names.starts(with: $0) && names.count > $0.count }) else {
            throw Self.invalid("{0} is in none of the datastores.", uri)
        }
        guard !names[root.count...].contains(where: Self.isContentFolder) else {
            throw Self.invalid("{0} is in a folder that a server keeps content in.", uri)
        }
        return Self.spelled(real)
    }

    /// The path of a `file:` URI of this machine, nil if it is none or leads upwards.
    private static func folder(_ uri: String) -> String? {
        guard uri.lowercased().hasPrefix("file://") else { return nil }
        let rest = uri.dropFirst("file://".count)
        guard rest.first == "/" || rest.lowercased().hasPrefix("localhost/"), let slash = rest.firstIndex(of: "/"),
            let path = String(rest[slash...]).removingPercentEncoding, !path.utf8.contains(0),
            !path.split(separator: "/").contains("..")
        else { return nil }
        return path
    }

    /// The one spelling of a folder's URI.
    private static func spelled(_ path: String) -> StorageBacking {
        let parts = path.split(separator: "/").filter { $0 != "." }
        let encoded = parts.map { $0.addingPercentEncoding(withAllowedCharacters: unreserved) ?? String($0) }
        return .other("file:///" + encoded.joined(separator: "/"))
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// The folder without symbolic links; nil if it is not there.
    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func invalid(_ text: String, _ arguments: String...) -> LibraryError {
        var message = LibraryMessage("library.backing", text)
        message.args = arguments
        return .invalid("storage_backings", message)
    }
}
