import BinderyRuntime
import Crypto

/// `library.item.updatesession.file`: the files of an update session, and their bytes.
enum SessionFileChecks {
    static let all = adding + reading + removing + validating + transferring + refused

    private static func named(_ operation: String) -> String { "library.item.updatesession.file.\(operation)" }
    @Sendable private static func id(_ scene: Scene) -> Arguments { ["update_session_id": .string(scene.session)] }
    private static func file(_ name: JSONValue) -> @Sendable (Scene) -> Arguments {
        { ["update_session_id": .string($0.session), "file_name": name] }
    }
    private static func spec(_ spec: JSONValue) -> @Sendable (Scene) -> Arguments {
        { ["update_session_id": .string($0.session), "file_spec": spec] }
    }

    private static let adding: [Check] = [
        Check(
            named("add"), .session,
            .object("a file that waits, and where its bytes go") {
                $0["status"]?.string == "WAITING_FOR_TRANSFER" && $0["name"]?.string == "new.bin"
                    && $0["source_type"]?.string == "PUSH" && $0["upload_endpoint"]?["uri"]?.string != nil
            }, arguments: spec(["name": "new.bin", "source_type": "PUSH"])),
        Check(
            named("add"), .session, .anything, .files(["new.bin"]),
            arguments: spec(["name": "new.bin", "source_type": "PUSH"])),
        Check(
            named("add"), .waitingFile, .anything, .files(["new.bin"]),
            arguments: spec(["name": "new.bin", "source_type": "PUSH"])),
        Check(
            named("add"), .readyFile,
            .object("a file that waits again") {
                $0["status"]?.string == "WAITING_FOR_TRANSFER"
            }, arguments: spec(["name": "new.bin", "source_type": "PUSH"])),
        Check(
            named("add"), .sessionOfFilledItem, .anything, .files(["kept.bin", "new.bin"]),
            arguments: spec(["name": "new.bin", "source_type": "PUSH"])),
        Check(
            named("add"), .session, .anything, .itemHolds([]),
            arguments: spec(["name": "new.bin", "source_type": "PUSH"])),
        Check(named("add"), .session, .fails(.invalidArgument), .files([]), arguments: spec(["source_type": "PUSH"])),
        Check(
            named("add"), .session, .fails(.invalidArgument), .files([]),
            arguments: spec(["name": "", "source_type": "PUSH"])),
        Check(named("add"), .session, .fails(.invalidArgument), .files([]), arguments: spec(["name": "new.bin"])),
        Check(
            named("add"), .session, .fails(.invalidArgument), .files([]),
            arguments: spec(["name": "new.bin", "source_type": "PULL"])),
        Check(
            named("add"), .session, .fails(.invalidArgument), .files([]),
            arguments: spec([
                "name": "new.bin", "source_type": "PULL", "source_endpoint": ["uri": "gopher://example.com/new.bin"],
            ])),
        Check(
            named("add"), .session, .fails(.invalidArgument), .files([]),
            arguments: spec([
                "name": "new.bin", "source_type": "PUSH", "size": -1,
            ])),
        Check(
            named("add"), .session, .fails(.invalidArgument), .files([]),
            arguments: spec([
                "name": "new.bin", "source_type": "PUSH",
                "checksum_info": ["algorithm": "SHA256", "checksum": "no digest"],
            ])),
        Check(
            named("add"), .session, .fails(.invalidArgument), .files([]),
            arguments: spec(["name": "../new.bin", "source_type": "PUSH"])),
    ]

    private static let reading: [Check] = [
        Check(named("list"), .session, .list("none") { $0.isEmpty }, arguments: id),
        Check(named("list"), .waitingFile, .list("one") { $0.count == 1 }, arguments: id),
        Check(
            named("list"), .sessionOfFilledItem,
            .list("the item's file, not being changed") {
                $0.count == 1 && $0[0]["name"]?.string == "kept.bin" && $0[0]["source_type"]?.string == "NONE"
            }, arguments: id),
        Check(
            named("get"), .waitingFile,
            .object("WAITING_FOR_TRANSFER, 0 bytes and no size") {
                $0["status"]?.string == "WAITING_FOR_TRANSFER" && $0["bytes_transferred"] == .integer(0)
                    && $0["size"] == nil
            }, arguments: file("new.bin")),
        Check(
            named("get"), .readyFile,
            .object("READY, its size and as many bytes") {
                $0["status"]?.string == "READY" && $0["size"] == .integer(Int64(Specs.content.count))
                    && $0["bytes_transferred"] == .integer(Int64(Specs.content.count))
            }, arguments: file("new.bin")),
        Check(
            named("get"), .sessionOfFilledItem,
            .object("the source NONE") {
                $0["source_type"]?.string == "NONE"
            }, arguments: file("kept.bin")),
        Check(named("get"), .session, .fails(.invalidArgument), arguments: file("other.bin")),
        Check(
            named("get"), .doneSession, .object("READY") { $0["status"]?.string == "READY" }, arguments: file("new.bin")
        ),
    ]

    private static let removing: [Check] = [
        Check(named("remove"), .waitingFile, .nothing, .files([]), arguments: file("new.bin")),
        Check(named("remove"), .readyFile, .nothing, .files([]), arguments: file("new.bin")),
        Check(named("remove"), .sessionOfFilledItem, .nothing, .files([]), arguments: file("kept.bin")),
        Check(named("remove"), .sessionOfFilledItem, .nothing, .itemHolds(["kept.bin"]), arguments: file("kept.bin")),
        Check(named("remove"), .session, .fails(.invalidArgument), arguments: file("other.bin")),
        Check(named("remove"), .readyFile, .fails(.invalidArgument), .files(["new.bin"]), arguments: file("other.bin")),
    ]

    private static func verdict(_ words: String, errors: Bool) -> Expectation {
        .object(words) {
            guard case .bool(errors)? = $0["has_errors"], $0["missing_files"] != nil, $0["invalid_files"] != nil else {
                return false
            }
            return true
        }
    }

    private static let validating: [Check] = [
        Check(named("validate"), .session, verdict("no errors", errors: false), arguments: id),
        Check(named("validate"), .readyFile, verdict("no errors", errors: false), .state("ACTIVE"), arguments: id),
        Check(named("validate"), .sessionOfFilledItem, verdict("no errors", errors: false), arguments: id),
    ]

    /// Bytes sent to the endpoint of a file, with what the client declared of them.
    private static func transfer(
        _ given: String, _ declared: Arguments, succeeds: Bool, _ effect: Effect
    ) -> Check {
        let expected = "\(succeeds ? "taken" : "refused"), \(effect.words)"
        return Check(operation: "PUT upload_endpoint", given: given, expected: expected) { stage in
            let scene = try await Setting.session.make(stage)
            let status = try await stage.send("new.bin", Specs.content, to: scene.session, declared)
            guard (200..<300).contains(status) == succeeds else { throw Disagreement("status \(status)") }
            try await effect.verify(stage, scene)
        }
    }

    private static func checksum(_ algorithm: String, _ digest: String) -> Arguments {
        ["checksum_info": ["algorithm": .string(algorithm), "checksum": .string(digest)]]
    }

    private static let transferring: [Check] = [
        transfer("nothing declared", [:], succeeds: true, .fileStatus("READY")),
        transfer(
            "the right size", ["size": .integer(Int64(Specs.content.count))], succeeds: true, .fileStatus("READY")),
        transfer(
            "the right MD5", checksum("MD5", Specs.content.digest(Insecure.MD5.self)), succeeds: true,
            .fileStatus("READY")),
        transfer(
            "the right SHA1", checksum("SHA1", Specs.content.digest(Insecure.SHA1.self)), succeeds: true,
            .fileStatus("READY")),
        transfer(
            "the right SHA256", checksum("SHA256", Specs.content.digest(SHA256.self)), succeeds: true,
            .fileStatus("READY")),
        transfer(
            "the right SHA512", checksum("SHA512", Specs.content.digest(SHA512.self)), succeeds: true,
            .fileStatus("READY")),
        transfer(
            "a wrong SHA256", checksum("SHA256", Specs.content.digest(SHA256.self).reversedText), succeeds: false,
            .fileStatus("ERROR")),
        transfer(
            "a wrong MD5", checksum("MD5", Specs.content.digest(Insecure.MD5.self).reversedText), succeeds: false,
            .fileStatus("ERROR")),
        transfer(
            "a wrong SHA1", checksum("SHA1", Specs.content.digest(Insecure.SHA1.self).reversedText), succeeds: false,
            .state("ERROR")),
        transfer(
            "a wrong SHA512", checksum("SHA512", Specs.content.digest(SHA512.self).reversedText), succeeds: false,
            .state("ERROR")),
        transfer("a larger size", ["size": .integer(Int64(Specs.content.count) + 1)], succeeds: false, .itemHolds([])),
        transfer("a smaller size", ["size": 1], succeeds: false, .itemHolds([])),
        transfer("nothing declared, without completion", [:], succeeds: true, .itemHolds([])),
    ]

    private static let operations: [(String, Arguments)] = [
        ("add", ["file_spec": ["name": "new.bin", "source_type": "PUSH"]]), ("remove", ["file_name": "new.bin"]),
        ("get", ["file_name": "new.bin"]), ("list", [:]), ("validate", [:]),
    ]

    private static let refused: [Check] =
        operations.flatMap { operation, more in
            let arguments = { @Sendable (scene: Scene) in id(scene).merging(more) { $1 } }
            return [
                Check(named(operation), .unknown, .fails(.notFound), arguments: arguments),
                Check(named(operation), .deletedSession, .fails(.notFound), arguments: arguments),
            ]
        }
        + ["add", "validate"].flatMap { operation in
            let more = operations.first { $0.0 == operation }?.1 ?? [:]
            let arguments = { @Sendable (scene: Scene) in id(scene).merging(more) { $1 } }
            return [
                (Setting.doneSession, "DONE"), (.canceledSession, "CANCELED"), (.failedSession, "ERROR"),
            ].map { setting, state in
                Check(named(operation), setting, .fails(.notAllowedInCurrentState), .state(state), arguments: arguments)
            }
        }
}

extension Effect {
    static func files(_ names: [String]) -> Effect {
        Effect("the session holds \(names.isEmpty ? "nothing" : names.joined(separator: ", "))") { stage, scene in
            let files = try await stage.list(
                "library.item.updatesession.file.list", ["update_session_id": .string(scene.session)])
            let found = files.compactMap { $0["name"]?.string }.sorted()
            guard found == names else { throw Disagreement("the session holds \(found)") }
        }
    }

    static func fileStatus(_ status: String) -> Effect {
        Effect("the file is \(status)") { stage, scene in
            let file = try await stage.object(
                "library.item.updatesession.file.get",
                ["update_session_id": .string(scene.session), "file_name": "new.bin"])
            guard file["status"]?.string == status else {
                throw Disagreement("the file is \(file["status"]?.text ?? "without status")")
            }
        }
    }
}

extension [UInt8] {
    func digest<Function: HashFunction>(_ function: Function.Type) -> String {
        var function = Function()
        function.update(data: self)
        return function.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension String {
    /// A digest of the same length that is another one.
    var reversedText: String {
        let reversed = String(reversed())
        return reversed == self ? String(repeating: "0", count: count) : reversed
    }
}
