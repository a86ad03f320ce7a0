import Foundation

/// A named folder of the server's that the API knows as a datastore (`library.StorageBacking`).
public struct Datastore: Hashable, Sendable {
    /// How clients name it, like `datastore-1`.
    public var id: String
    /// What people call it.
    public var name: String
    /// The folder.
    public var path: String

    /// Makes a datastore.
    public init(id: String, name: String, path: String) {
        self.id = id
        self.name = name
        self.path = path
    }
}

extension Datastore {
    /// Whether these can be the datastores of a server. Links are followed, so it looks at the disk.
    ///
    /// A server's folder in a datastore is its own, and clients may name every other file of a datastore. So no datastore
    /// may be, contain or be in another one or the data folder.
    /// - Parameters:
    ///   - datastores: what the server is to have beside its data folder.
    ///   - data: the data folder, if it is known.
    /// - Throws: ``DataFolderError`` if one has no valid identifier or path, two have the same identifier, or their
    ///   folders are not apart.
    public static func check(_ datastores: [Datastore], data: String? = nil) throws(DataFolderError) {
        var known: Set<String> = [StorageBacking.data.rawValue]
        for datastore in datastores {
            guard isIdentifier(datastore.id), datastore.path.hasPrefix("/") else {
                throw .malformedDatastore(id: datastore.id)
            }
            guard known.insert(datastore.id).inserted else { throw .duplicateDatastore(id: datastore.id) }
        }
        let own = StorageBacking.data.rawValue
        let all = (data.map { [Datastore(id: own, name: own, path: $0)] } ?? []) + datastores
        let places = all.map { (datastore: $0, names: realNames($0.path)) }
        for (index, one) in places.enumerated() {
            for other in places[..<index]
            where one.names.starts(with: other.names) || other.names.starts(with: one.names) {
                throw .nestedDatastores(
                    id: other.datastore.id, path: other.datastore.path, other: one.datastore.id,
                    otherPath: one.datastore.path)
            }
        }
    }

    /// The names on the way to a folder without symbolic links; those that are not there yet as they are written.
    private static func realNames(_ path: String) -> [String] {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var existing = absolute.split(separator: "/").map(String.init)
        var missing: [String] = []
        while let last = existing.last {
            if let real = realpath("/" + existing.joined(separator: "/"), nil) {
                defer { free(real) }
                return String(cString: real).split(separator: "/").map(String.init) + missing.reversed()
            }
            missing.append(last)
            existing.removeLast()
        }
        return missing.reversed()
    }

    private static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count) && id != "." && id != ".."
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
