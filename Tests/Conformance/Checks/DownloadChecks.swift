import BinderyRuntime

/// `library.item.download_session` and its files, and the bytes that come.
enum DownloadChecks {
    private static let service = "library.item.download_session"
    private static let file = "library.item.downloadsession.file"

    static let all = sessions + files + bytes + refused

    @Sendable private static func id(_ scene: Scene) -> Arguments { ["download_session_id": .string(scene.download)] }
    @Sendable private static func onItem(_ scene: Scene) -> Arguments {
        ["create_spec": ["library_item_id": .string(scene.item)]]
    }
    private static func named(_ name: String, _ more: Arguments = [:]) -> @Sendable (Scene) -> Arguments {
        { ["download_session_id": .string($0.download), "file_name": .string(name)].merging(more) { $1 } }
    }

    private static let sessions: [Check] = [
        Check("\(service).create", .filledItem, .identifier, arguments: onItem),
        Check("\(service).create", .download, .identifier, arguments: onItem),
        Check("\(service).create", .unknown, .fails(.notFound), arguments: onItem),
        Check("\(service).create", .nothing, .fails(.invalidArgument)) { _ in ["create_spec": [:]] },
        Check("\(service).create", .filledItem, .fails(.invalidArgument)) {
            ["client_token": "token", "create_spec": ["library_item_id": .string($0.item)]]
        },
        Check("\(service).create", tokenUsed, .same(\.download)) {
            ["client_token": .string($0.token), "create_spec": ["library_item_id": .string($0.item)]]
        },
        Check("\(service).get", .download, model("ACTIVE"), arguments: id),
        Check("\(service).get", .canceledDownload, model("CANCELED"), arguments: id),
        Check("\(service).get", .failedDownload, model("ERROR"), arguments: id),
        Check("\(service).list", .download, .list(with: \.download)),
        Check("\(service).list", .download, .list(with: \.download)) { ["library_item_id": .string($0.item)] },
        Check("\(service).list", .unknown, .fails(.notFound)) { ["library_item_id": .string($0.item)] },
        Check("\(service).keep_alive", .download, .nothing, .download("ACTIVE"), arguments: id),
        Check("\(service).keep_alive", .download, .nothing, .download("ACTIVE")) {
            ["download_session_id": .string($0.download), "progress": 50]
        },
        Check("\(service).cancel", .download, .nothing, .download("CANCELED"), arguments: id),
        Check("\(service).fail", .download, .nothing, .download("ERROR")) {
            ["download_session_id": .string($0.download), "client_error_message": "no more"]
        },
        Check("\(service).delete", .download, .nothing, .downloadGone, arguments: id),
        Check("\(service).delete", .canceledDownload, .nothing, .downloadGone, arguments: id),
        Check("\(service).delete", .failedDownload, .nothing, .downloadGone, arguments: id),
    ]

    private static func model(_ state: String) -> Expectation {
        .object("the state \(state), the item, its version, progress and expiration") {
            $0["state"]?.string == state && $0["library_item_id"] != nil && $0["library_item_content_version"] != nil
                && $0["client_progress"] != nil && $0["expiration_time"] != nil
        }
    }

    private static let tokenUsed = Setting.filledItem.and("a session created with the same client token") {
        stage, scene in
        scene.download = try await stage.text(
            "\(service).create",
            ["client_token": .string(scene.token), "create_spec": ["library_item_id": .string(scene.item)]])
    }

    private static let prepared = Setting.download.and("a prepared file") { stage, scene in
        try await stage.call(
            "\(file).prepare", ["download_session_id": .string(scene.download), "file_name": "kept.bin"])
    }

    private static let files: [Check] = [
        Check(
            "\(file).list", .download,
            .list("one, unprepared") {
                $0.count == 1 && $0[0]["name"]?.string == "kept.bin" && $0[0]["status"]?.string == "UNPREPARED"
                    && $0[0]["download_endpoint"] == nil
            }, arguments: id),
        Check(
            "\(file).get", .download,
            .object("UNPREPARED, without an endpoint") {
                $0["status"]?.string == "UNPREPARED" && $0["download_endpoint"] == nil
            }, arguments: named("kept.bin")),
        Check("\(file).get", .download, .fails(.invalidArgument), arguments: named("other.bin")),
        Check(
            "\(file).prepare", .download,
            .object("that it is asked for") {
                ["PREPARE_REQUESTED", "PREPARING", "PREPARED"].contains($0["status"]?.string)
            }, arguments: named("kept.bin")),
        Check(
            "\(file).prepare", .download, .anything, .prepared, arguments: named("kept.bin", ["endpoint_type": "HTTPS"])
        ),
        Check("\(file).prepare", prepared, .anything, .prepared, arguments: named("kept.bin")),
        Check("\(file).prepare", .download, .fails(.invalidArgument), arguments: named("other.bin")),
    ]

    private static func read(_ words: String, _ change: @escaping @Sendable (Stage, Scene) async throws -> Void)
        -> Check
    {
        Check(operation: "GET download_endpoint", given: prepared.words, expected: words) { stage in
            try await change(stage, prepared.make(stage))
        }
    }

    private static let bytes: [Check] = [
        read("the bytes") { stage, scene in
            let (status, bytes) = try await stage.fetch("kept.bin", of: scene.download)
            guard status == 200, bytes == Specs.content else {
                throw Disagreement("status \(status), \(bytes.count) bytes")
            }
        },
        read("the part that Range asks for") { stage, scene in
            let (status, bytes) = try await stage.fetch("kept.bin", of: scene.download, range: "bytes=3-9")
            guard status == 206, bytes == Array(Specs.content[3...9]) else {
                throw Disagreement("status \(status), \(bytes.count) bytes")
            }
        },
        read("416 for a range beyond the end") { stage, scene in
            let (status, _) = try await stage.fetch("kept.bin", of: scene.download, range: "bytes=100000-")
            guard status == 416 else { throw Disagreement("status \(status)") }
        },
        read("the old bytes although an update completes meanwhile") { stage, scene in
            let session = try await stage.text(
                "library.item.update_session.create", ["create_spec": ["library_item_id": .string(scene.item)]])
            try await stage.push("kept.bin", Array("new".utf8), to: session)
            try await stage.call("library.item.update_session.complete", ["update_session_id": .string(session)])
            let (status, bytes) = try await stage.fetch("kept.bin", of: scene.download)
            guard status == 200, bytes == Specs.content else {
                throw Disagreement("status \(status), \(bytes.count) bytes")
            }
        },
    ]

    private static let operations: [(String, Arguments)] = [
        ("\(service).keep_alive", [:]), ("\(service).cancel", [:]),
        ("\(service).fail", ["client_error_message": "no more"]),
    ]

    private static let refused: [Check] =
        operations.flatMap { operation, more in
            let arguments = { @Sendable (scene: Scene) in id(scene).merging(more) { $1 } }
            return [
                Check(
                    operation, .canceledDownload, .fails(.notAllowedInCurrentState), .download("CANCELED"),
                    arguments: arguments),
                Check(
                    operation, .failedDownload, .fails(.notAllowedInCurrentState), .download("ERROR"),
                    arguments: arguments),
                Check(operation, .unknown, .fails(.notFound), arguments: arguments),
            ]
        } + [
            Check("\(service).get", .unknown, .fails(.notFound), arguments: id),
            Check("\(service).delete", .unknown, .fails(.notFound), arguments: id),
            Check("\(file).list", .unknown, .fails(.notFound), arguments: id),
            Check("\(file).get", .unknown, .fails(.notFound), arguments: named("kept.bin")),
            Check("\(file).prepare", .unknown, .fails(.notFound), arguments: named("kept.bin")),
        ]
}

extension Stage {
    func fetch(_ name: String, of download: String, range: String? = nil) async throws -> (Int, [UInt8]) {
        let info = try await object(
            "library.item.downloadsession.file.get",
            ["download_session_id": .string(download), "file_name": .string(name)])
        return try await files.get(Self.uri(info, "download_endpoint"), range: range, as: credential)
    }
}

extension Effect {
    static func download(_ state: String) -> Effect {
        Effect("the session is \(state)") { stage, scene in
            let model = try await stage.object(
                "library.item.download_session.get", ["download_session_id": .string(scene.download)])
            guard model["state"]?.string == state else {
                throw Disagreement("the session is \(model["state"]?.text ?? "stateless")")
            }
        }
    }

    static let downloadGone = Effect("the session is gone") { stage, scene in
        let answer = try await stage.form.send(
            Call("library.item.download_session.get", ["download_session_id": .string(scene.download)]),
            as: stage.credential)
        try Expectation.fails(.notFound).verify(answer, in: stage.form)
    }

    /// Content that is not here yet takes a while to prepare.
    static let prepared = Effect("it becomes PREPARED, with an endpoint") { stage, scene in
        let file = try await stage.object(
            "library.item.downloadsession.file.get",
            ["download_session_id": .string(scene.download), "file_name": "kept.bin"])
        switch file["status"]?.string {
        case "PREPARED":
            guard file["download_endpoint"]?["uri"]?.string != nil else { throw Disagreement("there is no endpoint") }
        case "PREPARE_REQUESTED", "PREPARING":
            guard file["download_endpoint"] == nil else { throw Disagreement("there is an endpoint already") }
        default:
            throw Disagreement("it is \(file["status"]?.text ?? "without status")")
        }
    }
}
