import BinderyRuntime
import Foundation

/// Where checks play: a server, reached in one form by one user, and what the checks made in it.
final class Stage: Sendable {
    let form: any WireForm
    let credential: Credential
    /// What the user logs in with.
    let login: Credential
    let files: FileTransfers
    let datastore: String
    /// What is left when the checks end, to be deleted.
    let made = Made()

    init(form: any WireForm, credential: Credential, login: Credential, files: FileTransfers, datastore: String) {
        self.form = form
        self.credential = credential
        self.login = login
        self.files = files
        self.datastore = datastore
    }

    /// Calls an operation that must succeed for the check to go on.
    @discardableResult
    func call(_ operation: String, _ arguments: Arguments = [:]) async throws -> JSONValue {
        let answer = try await form.send(Call(operation, arguments), as: credential)
        switch answer.result {
        case .success(let value): return value
        case .failure(let failure):
            throw Disagreement(
                "\(operation), which the check needs, failed with \(failure.type.rawValue): \(failure.message)")
        }
    }

    func text(_ operation: String, _ arguments: Arguments = [:]) async throws -> String {
        guard case .string(let text) = try await call(operation, arguments) else {
            throw Disagreement("\(operation) answered no string")
        }
        return text
    }

    func object(_ operation: String, _ arguments: Arguments = [:]) async throws -> JSONObject {
        guard case .object(let object) = try await call(operation, arguments) else {
            throw Disagreement("\(operation) answered no object")
        }
        return object
    }

    func list(_ operation: String, _ arguments: Arguments = [:]) async throws -> [JSONValue] {
        guard case .array(let array) = try await call(operation, arguments) else {
            throw Disagreement("\(operation) answered no list")
        }
        return array
    }

    /// Deletes the libraries that the checks made, with all that is in them.
    func clear() async {
        for library in await made.libraries() {
            _ = try? await form.send(Call("library.force_delete", ["library_id": .string(library)]), as: credential)
        }
    }
}

/// Remembers libraries.
actor Made {
    private var ids: [String] = []

    func add(_ library: String) { ids.append(library) }

    func libraries() -> [String] {
        defer { ids = [] }
        return ids
    }
}

/// What a check plays with.
struct Scene: Sendable {
    var library = ""
    var item = ""
    var session = ""
    var download = ""
    /// Anything else that a check needs to name.
    var other = ""
    /// Who calls, if it is not the usual user.
    var credential: Credential?
    /// A name that is used nowhere else.
    let name = "conformance-" + UUID().uuidString.lowercased()
}

/// What is the case before a call.
struct Setting: Sendable {
    let words: String
    let make: @Sendable (Stage) async throws -> Scene

    init(_ words: String, _ make: @escaping @Sendable (Stage) async throws -> Scene) {
        self.words = words
        self.make = make
    }

    /// This case, and something more.
    func and(_ more: String, _ change: @escaping @Sendable (Stage, inout Scene) async throws -> Void) -> Setting {
        Setting("\(words), \(more)") { stage in
            var scene = try await make(stage)
            try await change(stage, &scene)
            return scene
        }
    }
}
