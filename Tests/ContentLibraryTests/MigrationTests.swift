import BinderyRuntime
import Foundation
import GRDB
import HTTPTypes
import Synchronization
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#endif

/// `Library.migrate`, and the task that it is.
@Suite struct MigrationTests {
    static let fast = [StorageBacking.Request(type: "DATASTORE", datastoreId: "fast")]
    /// Where a move may be stopped.
    static let points: [FaultPoint] = [
        .uploadBeforeWrite, .uploadBeforeSync, .uploadBeforeRename, .uploadAfterRename, .migrationBeforeTransaction,
        .migrationInsideTransaction, .migrationAfterTransaction, .garbageBeforeRemoval, .garbageAfterRemoval,
    ]

    @Test func theContentMovesWhileReadersRead() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let item = try await test.item(files: ["a": "abc", "b": "def"])
        let shared = try await test.core.items.copy(
            item, to: .init(libraryId: try await test.core.libraries.create(.local("other"), by: TestLibrary.anna)),
            by: TestLibrary.anna)
        let download = try await test.core.downloadSessions.create(item: item, by: TestLibrary.anna)
        _ = try await test.core.downloadSessions.prepare("a", of: download, by: TestLibrary.anna)
        let before = try await test.core.items.files(of: item)
        let open = try await test.core.items.open("b", of: item)
        try await test.core.migrations.migrate(test.library, to: Self.fast, by: TestLibrary.anna)
        let library = try await test.core.libraries.get(test.library)
        #expect(library.backing == .datastore("fast") && library.state == .active && library.migrationTaskId == nil)
        let after = try await test.core.items.files(of: item)
        #expect(after.map(\.version) == before.map(\.version) && after.map(\.sha256) == before.map(\.sha256))
        #expect(after.allSatisfy { $0.backing == .datastore("fast") })
        #expect(try await test.contents(of: item) == ["a": "abc", "b": "def"])
        #expect(try await test.contents(of: shared) == ["a": "abc", "b": "def"])
        #expect(try await text(open.chunks(0..<3)) == "def")
        let prepared = try await test.core.downloadSessions.open("a", of: download)
        #expect(try await text(prepared.chunks(0..<3)) == "abc")
        // Nobody but the copy in the other library and the download has the originals.
        #expect(try await test.objectCount == 2)
        try await test.core.items.delete(shared)
        try await test.core.downloadSessions.delete(download)
        #expect(try await test.objectCount == 0)
        try await test.change(item, files: ["a": "new"])
        #expect(try await test.contents(of: item) == ["a": "new", "b": "def"])
    }

    @Test func theTaskTells() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        _ = try await test.item(files: ["a": "abc", "b": "def"])
        try await test.core.migrations.migrate(test.library, to: Self.fast, by: TestLibrary.anna)
        let tasks = try await test.core.tasks.list(
            .init(services: ["com.vmware.content.library"]), by: TestLibrary.anna)
        let task = try #require(tasks.first)
        #expect(tasks.count == 1 && task.status == .succeeded && task.total == 6 && task.completed == 6)
        #expect(task.operation == "migrate" && task.targetId == test.library && task.endTime == test.clock.now)
        #expect(try await test.core.tasks.get(task.id, by: TestLibrary.anna) == task)
        #expect(
            try await kind { try await test.core.tasks.cancel(task.id, by: TestLibrary.anna) }
                == .notAllowedInCurrentState)
        test.clock.advance(TaskRecord.retention)
        try await test.core.sweeper.sweep()
        #expect(try await kind { _ = try await test.core.tasks.get(task.id, by: TestLibrary.anna) } == .notFound)
    }

    @Test func whatIsRefused() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"], missing: ["gone"])
        func refusal(_ requests: [StorageBacking.Request], _ library: String? = nil) async throws -> LibraryErrorKind? {
            try await kind {
                try await test.core.migrations.migrate(library ?? test.library, to: requests, by: TestLibrary.anna)
            }
        }
        #expect(try await refusal(Self.fast, "?") == .notFound)
        #expect(try await refusal([.init(type: "DATASTORE", datastoreId: "none")]) == .notFound)
        #expect(try await refusal([]) == .invalidArgument)
        #expect(try await refusal(Self.fast + Self.fast) == .invalidArgument)
        #expect(try await refusal([.init(type: "DATASTORE")]) == .invalidArgument)
        #expect(try await refusal([.datastore]) == .alreadyInDesiredState)
        #expect(
            try await refusal([.init(type: "OTHER", storageUri: "file://\(test.folder.path)/fast")]) == .unsupported)
        #expect(try await refusal([.init(type: "DATASTORE", datastoreId: "gone")]) == .error)
        let uri = "file://\(test.folder.path)/fast/below"
        try FileManager.default.createDirectory(
            atPath: test.folder.path + "/fast/below", withIntermediateDirectories: true)
        let other = try await test.core.libraries.create(.at(uri), by: TestLibrary.anna)
        #expect(try await refusal(Self.fast, other) == .unsupported)
        let session = try await test.session(on: try await test.item())
        #expect(try await refusal(Self.fast) == .notAllowedInCurrentState)
        try await test.core.updateSessions.cancel(session)
        try await test.core.libraries.enterMaintenance(test.library)
        #expect(try await refusal(Self.fast) == .notAllowedInCurrentState)
        try await test.core.libraries.exitMaintenance(test.library)
        // Clients cannot make one; a publisher may have.
        try await test.core.environment.store.write { db in
            try db.execute(sql: "UPDATE library_item SET type = 'vm-template'")
        }
        #expect(try await refusal(Self.fast) == .unsupported)
        #expect(try await test.core.libraries.get(test.library).state == .active)
    }

    /// While it runs: the library is in maintenance, nobody may delete it, and its task can be canceled.
    @Test func canceled() async throws {
        let gate = FaultGate()
        let test = try await TestLibrary.open(
            faults: gate.injector(.uploadBeforeRename, count: 2), datastores: ["fast"])
        let item = try await test.item(files: ["a": "abc"])
        let move = Task { try await test.core.migrations.migrate(test.library, to: Self.fast, by: TestLibrary.anna) }
        await gate.reached()
        let task = try #require(try await test.core.libraries.get(test.library).migrationTaskId)
        let running = try await test.core.tasks.get(task, by: TestLibrary.anna)
        #expect(running.status == .running && running.completed == 3 && test.core.tasks.isCancelable(running))
        #expect(try await kind { _ = try await test.core.tasks.get(task, by: TestLibrary.berta) } == .unauthorized)
        #expect(try await kind { try await test.core.tasks.cancel(task, by: TestLibrary.berta) } == .unauthorized)
        #expect(
            try await kind { try await test.core.libraries.delete(test.library, force: true) }
                == .notAllowedInCurrentState)
        #expect(
            try await kind { try await test.core.libraries.exitMaintenance(test.library) } == .notAllowedInCurrentState)
        #expect(try await test.contents(of: item) == ["a": "abc"])
        gate.fail()
        #expect(try await kind { try await move.value } == .error)
        let ended = try await test.core.tasks.get(task, by: TestLibrary.anna)
        #expect(ended.status == .failed && ended.error?.kind == .error && ended.endTime != nil)
        let library = try await test.core.libraries.get(test.library)
        #expect(library.state == .active && library.backing == .data)
        #expect(try test.core.environment.backings.folder(of: .datastore("fast")).objects().isEmpty)
        #expect(try await test.contents(of: item) == ["a": "abc"])
    }

    @Test func cancelingStopsTheCopying() async throws {
        let gate = FaultGate()
        let test = try await TestLibrary.open(faults: gate.injector(.uploadBeforeSync, count: 2), datastores: ["fast"])
        let item = try await test.item(files: ["a": "abc"])
        let move = Task { try await test.core.migrations.migrate(test.library, to: Self.fast, by: TestLibrary.anna) }
        await gate.reached()
        let task = try #require(try await test.core.libraries.get(test.library).migrationTaskId)
        try await test.core.tasks.cancel(task, by: TestLibrary.anna)
        gate.open()
        #expect(try await kind { try await move.value } == .error)
        let ended = try await test.core.tasks.get(task, by: TestLibrary.anna)
        #expect(ended.error?.messages.last?.id == "com.bindery.content.task.canceled")
        #expect(try await test.core.libraries.get(test.library).backing == .data)
        #expect(try await test.contents(of: item) == ["a": "abc"])
    }

    static func play(_ path: String, _ faults: FaultInjector) async throws {
        let quiet = try await TestLibrary.openCore(
            path + "/data", clock: TestClock(), datastores: ["fast"], below: path)
        let library = try await quiet.libraries.create(.local("library"), by: TestLibrary.anna)
        let item = try await quiet.items.create(.init(libraryId: library, name: "item"), by: TestLibrary.anna)
        try await RecoveryTests.change(quiet, item, RecoveryTests.before)
        try quiet.close()
        let core = try await TestLibrary.openCore(
            path + "/data", clock: TestClock(), faults: faults, datastores: ["fast"], below: path)
        defer { try? core.close() }
        try await core.migrations.migrate(library, to: fast, by: TestLibrary.anna)
        await core.environment.garbage.settled()
    }

    /// Before or after, never between: every file whole, nothing left over, and the library in use again.
    static func check(_ folder: TemporaryFolder, after point: FaultPoint) async throws {
        let test = try await TestLibrary.open(folder: folder, datastores: ["fast"])
        let moved = [.migrationAfterTransaction, .garbageBeforeRemoval, .garbageAfterRemoval].contains(point)
        let library = try await test.core.libraries.get(test.library)
        #expect(library.state == .active && library.backing == (moved ? .datastore("fast") : .data), "\(point)")
        let item = try #require(try await test.core.items.list(library: test.library).first)
        #expect(try await test.contents(of: item) == RecoveryTests.before, "\(point)")
        let backings = test.core.environment.backings
        let counts = try backings.accessible.reduce(into: [StorageBacking: Int]()) {
            $0[$1.backing] = try $1.folder.objects().count
        }
        #expect(
            counts[.data] == (moved ? 0 : 2) && counts[.datastore("fast"), default: 0] == (moved ? 2 : 0), "\(point)")
        for (_, folder) in backings.accessible { #expect(try folder.stagedUploads().isEmpty) }
        let tasks = try await test.core.tasks.list(
            .init(services: ["com.vmware.content.library"]), by: TestLibrary.anna)
        #expect(tasks.map(\.status) == [moved ? .succeeded : .failed], "\(point)")
        try await test.change(item, files: ["changed": "after"])
        if !moved { try await test.core.migrations.migrate(test.library, to: fast, by: TestLibrary.anna) }
        #expect(try await test.contents(of: item) == RecoveryTests.after)
        #expect(try await test.objectCount == 0)
    }

    @Test(arguments: points) func killed(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/fast", withIntermediateDirectories: true)
        let (path, name) = (folder.path, point.rawValue)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, name = name as String] in
            let faults = try #require(FaultInjector(killingAt: name))
            try await MigrationTests.play(path, faults)
        }
        try await Self.check(folder, after: point)
    }

    @Test(arguments: points) func failed(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/fast", withIntermediateDirectories: true)
        try? await Self.play(folder.path, .on(point) { throw Fault() })
        try await Self.check(folder, after: point)
    }
}

/// `cis.Tasks` over the wire.
@Suite struct TaskTests {
    @Test func listsInBothForms() async throws {
        let server = try await TestServer(datastores: ["fast"])
        let test = server.test
        _ = try await test.item(files: ["a": "abc"])
        let migrate = try await server.send(
            .post, "/content/library/\(test.library)?action=migrate",
            #"{"storage_backings":[{"type":"DATASTORE","datastore_id":"fast"}]}"#)
        #expect(migrate.status == 204)
        let filter = #"{"filter_spec":{"services":["com.vmware.content.library"]}}"#
        let published = try await server.send(.post, "/cis/tasks?action=list", filter)
        let described = try await server.send(.get, "/cis/tasks", filter, fields: [.contentType: "application/json"])
        #expect(published.status == 200 && described.status == 200 && published.json == described.json)
        guard case .object(let tasks) = published.json else { throw Fault() }
        let (id, task) = try #require(tasks.members.first.map { ($0.key, $0.value) })
        #expect(
            tasks.members.count == 1 && task["status"] == .string("SUCCEEDED") && task["cancelable"] == .bool(false))
        #expect(task["target"]?["id"] == .string(test.library) && task["user"] == .string("anna"))
        #expect(task["progress"]?["completed"] == task["progress"]?["total"])
        #expect(try await server.send(.get, "/cis/tasks/\(id)").json == task)
        let cancel = try await server.send(.post, "/cis/tasks/\(id)")
        #expect(cancel.status == 400 && cancel.json["error_type"] == .string("NOT_ALLOWED_IN_CURRENT_STATE"))
        #expect(try await server.send(.get, "/cis/tasks/none").status == 404)
        #expect(try await server.send(.post, "/cis/tasks/none").status == 404)
    }

    @Test func filters() async throws {
        let server = try await TestServer(datastores: ["fast", "slow"])
        let test = server.test
        for name in ["fast", "slow"] {
            let backing = [StorageBacking.Request(type: "DATASTORE", datastoreId: name)]
            try await test.core.migrations.migrate(test.library, to: backing, by: TestLibrary.anna)
        }
        let all = try await test.core.tasks.list(.init(services: ["com.vmware.content.library"]), by: TestLibrary.anna)
        let first = try #require(all.first)
        let rows: [(filter: String, count: Int)] = [
            (#"{"tasks":["\#(first.id)"]}"#, 1), (#"{"tasks":["none"]}"#, 0), (#"{"services":["none"]}"#, 0),
            (#"{"services":["com.vmware.content.library"],"operations":["migrate"]}"#, 2),
            (#"{"services":["com.vmware.content.library"],"operations":["copy"]}"#, 0),
            (#"{"services":["com.vmware.content.library"],"status":["RUNNING"]}"#, 0),
            (#"{"services":["com.vmware.content.library"],"status":["RUNNING","SUCCEEDED"]}"#, 2),
            (#"{"services":["com.vmware.content.library"],"users":["berta"]}"#, 0),
            (
                #"{"services":["com.vmware.content.library"],"targets":[{"type":"com.vmware.content.Library","id":"\#(test.library)"}]}"#,
                2
            ),
            (#"{"services":["com.vmware.content.library"],"targets":[{"type":"x","id":"\#(test.library)"}]}"#, 0),
        ]
        for row in rows {
            let answer = try await server.send(.post, "/cis/tasks?action=list", #"{"filter_spec":\#(row.filter)}"#)
            guard case .object(let tasks) = answer.json else { throw Fault() }
            #expect(tasks.members.count == row.count, "\(row.filter)")
        }
        for body in [
            "", "{}", #"{"filter_spec":{}}"#, #"{"filter_spec":{"operations":["migrate"],"tasks":["a"]}}"#,
            #"{"filter_spec":{"services":["s"],"status":["DONE"]}}"#, #"{"filter_spec":3}"#, "{",
        ] {
            let answer = try await server.send(.post, "/cis/tasks?action=list", body)
            #expect(answer.status == 400 && answer.json["error_type"] == .string("INVALID_ARGUMENT"), "\(body)")
        }
        #expect(try await server.send(.post, "/cis/tasks?action=list", "{}", signedIn: false).status == 401)
    }
}

/// Holds whoever reaches a fault point until it is opened.
final class FaultGate: Sendable {
    private let entered = DispatchSemaphore(value: 0)
    private let exit = DispatchSemaphore(value: 0)
    private let failing = Flag()

    func injector(_ point: FaultPoint, count: Int = 1) -> FaultInjector {
        .on(point, count: count) {
            self.entered.signal()
            self.exit.wait()
            if self.failing.isSet { throw Fault() }
        }
    }

    /// Returns when somebody is held.
    func reached() async {
        let entered = entered
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "gate").async {
                entered.wait()
                continuation.resume()
            }
        }
    }

    func open() { exit.signal() }

    func fail() {
        failing.set()
        exit.signal()
    }
}

/// Something that becomes true once.
final class Flag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock(\.self) }
    func set() { value.withLock { $0 = true } }
}
