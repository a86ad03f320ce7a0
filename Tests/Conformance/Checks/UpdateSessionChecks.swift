import BinderyRuntime

/// `library.item.update_session`: every operation in every state, and what it does to the session and the item.
enum UpdateSessionChecks {
    private static let service = "library.item.update_session"

    static let all = creating + reading + changing + refused + completing

    private static func named(_ operation: String) -> String { "\(service).\(operation)" }
    @Sendable private static func id(_ scene: Scene) -> Arguments { ["update_session_id": .string(scene.session)] }
    @Sendable private static func onItem(_ scene: Scene) -> Arguments {
        ["create_spec": ["library_item_id": .string(scene.item)]]
    }

    private static let creating: [Check] = [
        Check(named("create"), .item, .identifier, .state("ACTIVE", made: true), arguments: onItem),
        Check(named("create"), .doneSession, .identifier, arguments: onItem),
        Check(named("create"), .canceledSession, .identifier, arguments: onItem),
        Check(named("create"), .failedSession, .identifier, arguments: onItem),
        Check(named("create"), .deletedSession, .identifier, arguments: onItem),
        Check(named("create"), .session, .fails(.resourceBusy), .state("ACTIVE"), arguments: onItem),
        Check(named("create"), .unknown, .fails(.notFound), arguments: onItem),
        Check(named("create"), .nothing, .fails(.invalidArgument)) { _ in ["create_spec": [:]] },
        Check(named("create"), .item.and("a client token that is no UUID") { _, _ in }, .fails(.invalidArgument)) {
            ["client_token": "token", "create_spec": ["library_item_id": .string($0.item)]]
        },
        Check(named("create"), tokenUsed, .same(\.session)) {
            ["client_token": .string($0.token), "create_spec": ["library_item_id": .string($0.item)]]
        },
    ]

    /// The first of two creations with one client token.
    private static let tokenUsed = Setting.item.and("a session created with the same client token") { stage, scene in
        scene.session = try await stage.text(
            named("create"),
            ["client_token": .string(scene.token), "create_spec": ["library_item_id": .string(scene.item)]])
    }

    private static let reading: [Check] =
        [
            (Setting.session, "ACTIVE"), (.doneSession, "DONE"), (.canceledSession, "CANCELED"),
            (.failedSession, "ERROR"),
        ].flatMap { setting, state in
            [
                Check(
                    named("get"), setting,
                    .object("the state \(state), the item, its version, progress and expiration") {
                        $0["state"]?.string == state && $0["library_item_id"] != nil
                            && $0["library_item_content_version"] != nil && $0["client_progress"] != nil
                            && $0["expiration_time"] != nil && ($0["error_message"] != nil) == (state == "ERROR")
                    }, arguments: id),
                Check(
                    named("list"), setting, .list(with: \.session), arguments: { ["library_item_id": .string($0.item)] }
                ),
            ]
        } + [
            Check(named("list"), .session, .list(with: \.session)),
            Check(named("list"), .deletedSession, .list(with: \.session, false)) {
                ["library_item_id": .string($0.item)]
            },
            Check(named("list"), .unknown, .fails(.notFound)) { ["library_item_id": .string($0.item)] },
        ]

    private static let changing: [Check] = [
        Check(named("keep_alive"), .session, .nothing, .state("ACTIVE"), arguments: id),
        Check(named("keep_alive"), .session, .nothing, .progress(40)) {
            ["update_session_id": .string($0.session), "client_progress": 40]
        },
        Check(named("keep_alive"), .session, .nothing, .progress(100)) {
            ["update_session_id": .string($0.session), "client_progress": 100]
        },
        Check(named("cancel"), .session, .nothing, .state("CANCELED"), arguments: id),
        Check(named("cancel"), .readyFile, .nothing, .itemHolds([]), arguments: id),
        Check(named("fail"), .session, .nothing, .state("ERROR")) {
            ["update_session_id": .string($0.session), "client_error_message": "no more"]
        },
        Check(named("fail"), .readyFile, .nothing, .itemHolds([])) {
            ["update_session_id": .string($0.session), "client_error_message": "no more"]
        },
        Check(named("update"), .session, .nothing, .state("ACTIVE")) {
            [
                "update_session_id": .string($0.session),
                "update_spec": ["warning_behavior": [["type": "SELF_SIGNED_CERTIFICATE", "ignored": true]]],
            ]
        },
        Check(named("update"), .session, .nothing, .state("ACTIVE")) {
            ["update_session_id": .string($0.session), "update_spec": ["state": "DONE", "client_progress": 77]]
        },
        Check(named("delete"), .doneSession, .nothing, .gone, arguments: id),
        Check(named("delete"), .canceledSession, .nothing, .gone, arguments: id),
        Check(named("delete"), .failedSession, .nothing, .gone, arguments: id),
        Check(named("delete"), .session, .fails(.notAllowedInCurrentState), .state("ACTIVE"), arguments: id),
    ]

    private static let ended: [(Setting, String)] = [
        (.doneSession, "DONE"), (.canceledSession, "CANCELED"), (.failedSession, "ERROR"),
    ]

    /// What needs an ACTIVE session, in each state that is not, in none and of one that is gone.
    private static let refused: [Check] =
        [
            ("complete", [:]), ("cancel", [:]), ("keep_alive", [:]), ("fail", ["client_error_message": "no more"]),
            ("update", ["update_spec": [:]]),
        ].flatMap { (operation: String, more: Arguments) in
            let arguments = { @Sendable (scene: Scene) in id(scene).merging(more) { $1 } }
            return ended.map { setting, state in
                Check(
                    named(operation), setting, .fails(.notAllowedInCurrentState), .state(state), arguments: arguments)
            } + [
                Check(named(operation), .unknown, .fails(.notFound), arguments: arguments),
                Check(named(operation), .deletedSession, .fails(.notFound), arguments: arguments),
            ]
        }
        + ["get", "delete"].flatMap { operation in
            [
                Check(named(operation), .unknown, .fails(.notFound), arguments: id),
                Check(named(operation), .deletedSession, .fails(.notFound), arguments: id),
            ]
        }

    private static let completing: [Check] = [
        Check(named("complete"), .session, .nothing, .state("DONE"), arguments: id),
        Check(named("complete"), .session, .nothing, .itemHolds([]), arguments: id),
        Check(named("complete"), .readyFile, .nothing, .itemHolds(["new.bin"]), arguments: id),
        Check(named("complete"), .readyFile, .nothing, .contentVersion(raised: true), arguments: id),
        Check(
            named("complete"), .waitingFile, .fails(.notAllowedInCurrentState), .state("ACTIVE"), arguments: id),
        Check(
            named("complete"), .waitingFile, .fails(.notAllowedInCurrentState), .itemHolds([]), arguments: id),
        Check(named("complete"), .sessionOfFilledItem, .nothing, .itemHolds(["kept.bin"]), arguments: id),
        Check(named("complete"), removed, .nothing, .itemHolds([]), arguments: id),
        Check(named("complete"), replaced, .nothing, .itemHolds(["kept.bin"]), arguments: id),
        Check(named("complete"), replaced, .nothing, .fileSize("kept.bin", 3), arguments: id),
        Check(named("complete"), added, .nothing, .itemHolds(["kept.bin", "new.bin"]), arguments: id),
        Check(
            named("get"), added.and("not completed") { _, _ in },
            .object("ACTIVE") {
                $0["state"]?.string == "ACTIVE"
            }, .itemHolds(["kept.bin"]), arguments: id),
        Check(named("cancel"), removed, .nothing, .itemHolds(["kept.bin"]), arguments: id),
        Check(named("cancel"), replaced, .nothing, .fileSize("kept.bin", Int64(Specs.content.count)), arguments: id),
    ]

    private static let removed = Setting.sessionOfFilledItem.and("the file removed in it") { stage, scene in
        try await stage.call(
            "library.item.updatesession.file.remove",
            ["update_session_id": .string(scene.session), "file_name": "kept.bin"])
    }
    private static let replaced = Setting.sessionOfFilledItem.and("the file replaced in it") { stage, scene in
        try await stage.push("kept.bin", Array("new".utf8), to: scene.session)
    }
    private static let added = Setting.sessionOfFilledItem.and("a file added in it") { stage, scene in
        try await stage.push("new.bin", Array("new".utf8), to: scene.session)
    }
}

extension Scene {
    /// A client token of this scene's own.
    var token: String { String(name.dropFirst("conformance-".count)) }
}

extension Effect {
    /// - Parameter made: whether the session is one that the call made, of the scene's item.
    static func state(_ state: String, made: Bool = false) -> Effect {
        Effect("the session is \(state)") { stage, scene in
            var session = scene.session
            if made {
                let sessions = try await stage.list(
                    "library.item.update_session.list", ["library_item_id": .string(scene.item)])
                guard sessions.count == 1, let id = sessions[0].string else {
                    throw Disagreement("\(sessions.count) sessions are listed")
                }
                session = id
            }
            let model = try await stage.object(
                "library.item.update_session.get", ["update_session_id": .string(session)])
            guard model["state"]?.string == state else {
                throw Disagreement("the session is \(model["state"]?.text ?? "stateless")")
            }
        }
    }

    static func progress(_ progress: Int64) -> Effect {
        Effect("the progress is \(progress)") { stage, scene in
            let model = try await stage.object(
                "library.item.update_session.get", ["update_session_id": .string(scene.session)])
            guard model["client_progress"] == .integer(progress) else {
                throw Disagreement("the progress is \(model["client_progress"]?.text ?? "unset")")
            }
        }
    }

    static let gone = Effect("the session is gone") { stage, scene in
        let answer = try await stage.form.send(
            Call("library.item.update_session.get", ["update_session_id": .string(scene.session)]),
            as: stage.credential)
        try Expectation.fails(.notFound).verify(answer, in: stage.form)
    }

    static func itemHolds(_ names: [String]) -> Effect {
        Effect("the item holds \(names.isEmpty ? "nothing" : names.joined(separator: ", "))") { stage, scene in
            let found = try await stage.names(ofItem: scene.item)
            guard found == names else { throw Disagreement("the item holds \(found)") }
        }
    }

    static func fileSize(_ name: String, _ size: Int64) -> Effect {
        Effect("\(name) has \(size) bytes") { stage, scene in
            let file = try await stage.object(
                "library.item.file.get", ["library_item_id": .string(scene.item), "name": .string(name)])
            guard file["size"] == .integer(size) else {
                throw Disagreement("it has \(file["size"]?.text ?? "no size")")
            }
        }
    }

    static func contentVersion(raised: Bool) -> Effect {
        Effect(raised ? "the content version is another" : "the content version is the same") { stage, scene in
            let session = try await stage.object(
                "library.item.update_session.get", ["update_session_id": .string(scene.session)])
            let item = try await stage.object("library.item.get", ["library_item_id": .string(scene.item)])
            let differs = session["library_item_content_version"] != item["content_version"]
            guard differs == raised else {
                throw Disagreement("the content version is \(item["content_version"]?.text ?? "unset")")
            }
        }
    }
}
