import BinderyRuntime
import Foundation

extension Setting {
    static let nothing = Setting("nothing") { _ in Scene() }

    /// Identifiers that name nothing.
    static let unknown = Setting("an unknown identifier") { _ in
        var scene = Scene()
        let id = UUID().uuidString.lowercased()
        (scene.library, scene.item, scene.session, scene.download, scene.other) = (id, id, id, id, id)
        return scene
    }

    static let library = Setting("a library") { stage in
        var scene = Scene()
        scene.library = try await stage.text(
            "local_library.create", ["create_spec": Specs.library(scene.name, on: stage.datastore)])
        await stage.made.add(scene.library)
        return scene
    }

    static let item = library.and("an item") { stage, scene in
        scene.item = try await stage.text(
            "library.item.create", ["create_spec": Specs.item(scene.name, in: scene.library)])
    }

    /// An item with the file `kept.bin`.
    static let filledItem = item.and("a file in it") { stage, scene in
        let session = try await stage.text(
            "library.item.update_session.create", ["create_spec": ["library_item_id": .string(scene.item)]])
        try await stage.push("kept.bin", Specs.content, to: session)
        try await stage.call("library.item.update_session.complete", ["update_session_id": .string(session)])
    }

    static let session = item.and("an ACTIVE session") { stage, scene in
        scene.session = try await stage.text(
            "library.item.update_session.create", ["create_spec": ["library_item_id": .string(scene.item)]])
    }

    static let sessionOfFilledItem = filledItem.and("an ACTIVE session") { stage, scene in
        scene.session = try await stage.text(
            "library.item.update_session.create", ["create_spec": ["library_item_id": .string(scene.item)]])
    }

    static let waitingFile = session.and("a file that waits for its bytes") { stage, scene in
        try await stage.add("new.bin", to: scene.session)
    }

    static let readyFile = session.and("a READY file") { stage, scene in
        try await stage.push("new.bin", Specs.content, to: scene.session)
    }

    static let doneSession = readyFile.and("completed") { stage, scene in
        try await stage.call("library.item.update_session.complete", ["update_session_id": .string(scene.session)])
    }

    static let canceledSession = readyFile.and("canceled") { stage, scene in
        try await stage.call("library.item.update_session.cancel", ["update_session_id": .string(scene.session)])
    }

    static let failedSession = readyFile.and("failed") { stage, scene in
        try await stage.call(
            "library.item.update_session.fail",
            ["update_session_id": .string(scene.session), "client_error_message": "the client gave up"])
    }

    static let deletedSession = canceledSession.and("deleted") { stage, scene in
        try await stage.call("library.item.update_session.delete", ["update_session_id": .string(scene.session)])
    }

    static let download = filledItem.and("an ACTIVE download session") { stage, scene in
        scene.download = try await stage.text(
            "library.item.download_session.create", ["create_spec": ["library_item_id": .string(scene.item)]])
    }

    static let canceledDownload = download.and("canceled") { stage, scene in
        try await stage.call("library.item.download_session.cancel", ["download_session_id": .string(scene.download)])
    }

    static let failedDownload = download.and("failed") { stage, scene in
        try await stage.call(
            "library.item.download_session.fail",
            ["download_session_id": .string(scene.download), "client_error_message": "the client gave up"])
    }
}

/// What is sent to make things.
enum Specs {
    static let content: [UInt8] = Array("Nothing of this is visible before the session is complete.\n".utf8)

    static func library(_ name: String, on datastore: String) -> JSONValue {
        [
            "name": .string(name), "type": "LOCAL",
            "storage_backings": [["type": "DATASTORE", "datastore_id": .string(datastore)]],
        ]
    }

    static func item(_ name: String, in library: String) -> JSONValue {
        ["name": .string(name), "library_id": .string(library)]
    }
}

extension Stage {
    /// Adds a file to a session and returns what the server says of it.
    @discardableResult
    func add(_ name: String, to session: String, _ more: Arguments = [:]) async throws -> JSONObject {
        var spec = JSONObject([.init(key: "name", value: .string(name)), .init(key: "source_type", value: "PUSH")])
        for (key, value) in more { spec[key] = value }
        return try await object(
            "library.item.updatesession.file.add", ["update_session_id": .string(session), "file_spec": .object(spec)])
    }

    /// Adds a file and sends its bytes, which must be taken.
    func push(_ name: String, _ content: [UInt8], to session: String, _ more: Arguments = [:]) async throws {
        let status = try await send(name, content, to: session, more)
        guard (200..<300).contains(status) else {
            throw Disagreement("the bytes of \(name) were answered with \(status)")
        }
    }

    /// Adds a file and sends bytes, whatever is answered.
    /// - Returns: the status.
    func send(_ name: String, _ content: [UInt8], to session: String, _ more: Arguments = [:]) async throws -> Int {
        let info = try await add(name, to: session, more)
        return try await files.put(content, to: Self.uri(info, "upload_endpoint"), as: credential)
    }

    static func uri(_ info: JSONObject, _ endpoint: String) throws -> String {
        guard case .object(let endpoint)? = info[endpoint], case .string(let uri)? = endpoint["uri"] else {
            throw Disagreement("there is no \(endpoint).uri")
        }
        return uri
    }

    /// The names of the files that an item has for everyone to see.
    func names(ofItem item: String) async throws -> [String] {
        try await list("library.item.file.list", ["library_item_id": .string(item)]).compactMap { $0["name"]?.string }
            .sorted()
    }
}
