import BinderyRuntime

/// One line of the suite: an operation, what is the case when it is called, and what must follow.
struct Check: Sendable {
    /// The operation, like `library.item.update_session.complete`.
    let operation: String
    /// What is the case, in words, like `a canceled session`.
    let given: String
    /// What must follow, in words, like `NOT_ALLOWED_IN_CURRENT_STATE`.
    let expected: String
    /// Brings the case about, calls, and looks.
    let run: @Sendable (Stage) async throws -> Void

    /// What names the check on the command line and in the report.
    var name: String { "\(operation): \(given) → \(expected)" }
}

/// What a call must answer.
enum Expectation: Sendable {
    /// It succeeds, and the value is such.
    case success(String, @Sendable (JSONValue, Scene) throws -> Bool)
    /// It fails with one of these standard errors.
    case failure([StandardErrorType])

    var words: String {
        switch self {
        case .success(let words, _): words
        case .failure(let types): types.map(\.rawValue).joined(separator: " or ")
        }
    }

    func verify(_ answer: Answer, in form: any WireForm, _ scene: Scene = Scene()) throws {
        switch (self, answer.result) {
        case (.success(_, let holds), .success(let value)):
            guard try holds(value, scene) else { throw Disagreement("answered \(value.text)") }
        case (.failure(let types), .failure(let failure)):
            guard let type = types.first(where: { $0 == failure.type }) else {
                throw Disagreement("failed with \(failure.type.rawValue): \(failure.message)")
            }
            if let status = form.status(of: type), status != answer.status {
                throw Disagreement("status \(answer.status), expected \(status)")
            }
            guard !failure.message.isEmpty else { throw Disagreement("the error has no message") }
        case (.success, .failure(let failure)):
            throw Disagreement("failed with \(failure.type.rawValue): \(failure.message)")
        case (.failure, .success(let value)):
            throw Disagreement("succeeded with \(value.text)")
        }
    }
}

/// What the server did that it must not do.
struct Disagreement: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// What follows from a call beyond its answer.
struct Effect: Sendable {
    let words: String
    let verify: @Sendable (Stage, Scene) async throws -> Void

    init(_ words: String, _ verify: @escaping @Sendable (Stage, Scene) async throws -> Void) {
        self.words = words
        self.verify = verify
    }
}

typealias Arguments = [String: JSONValue]

extension Check {
    /// A row: in this scene, the operation with these arguments answers so, and this follows.
    init(
        _ operation: String, _ setting: Setting, _ expectation: Expectation, _ effect: Effect? = nil,
        arguments: @escaping @Sendable (Scene) -> Arguments = { _ in [:] }
    ) {
        self.operation = operation
        given = setting.words
        expected = [expectation.words, effect?.words].compactMap(\.self).joined(separator: ", ")
        run = { stage in
            let scene = try await setting.make(stage)
            let answer = try await stage.form.send(
                Call(operation, arguments(scene)), as: scene.credential ?? stage.credential)
            try expectation.verify(answer, in: stage.form, scene)
            try await effect?.verify(stage, scene)
        }
    }
}

extension Expectation {
    static let nothing = Expectation.success("nothing") { value, _ in value == .null }
    static let identifier = Expectation.success("an identifier") { id, _ in id.string?.isEmpty == false }
    static let anything = Expectation.success("an answer") { _, _ in true }

    static func fails(_ types: StandardErrorType...) -> Expectation { .failure(types) }

    static func object(_ words: String, _ holds: @escaping @Sendable (JSONObject) throws -> Bool) -> Expectation {
        .success(words) { value, _ in
            guard case .object(let object) = value else { return false }
            return try holds(object)
        }
    }

    static func list(_ words: String, _ holds: @escaping @Sendable ([JSONValue]) throws -> Bool) -> Expectation {
        .success(words) { value, _ in
            guard case .array(let array) = value else { return false }
            return try holds(array)
        }
    }
}

extension Expectation {
    /// A list of identifiers with this one of the scene in it, or without it.
    static func list(with id: any KeyPath<Scene, String> & Sendable, _ isListed: Bool = true) -> Expectation {
        .success(isListed ? "a list with it" : "a list without it") { value, scene in
            guard case .array(let ids) = value else { return false }
            return ids.contains(.string(scene[keyPath: id])) == isListed
        }
    }

    /// The identifier of what the scene has already.
    static func same(_ id: any KeyPath<Scene, String> & Sendable) -> Expectation {
        .success("the identifier of what is there") { value, scene in value.string == scene[keyPath: id] }
    }
}
