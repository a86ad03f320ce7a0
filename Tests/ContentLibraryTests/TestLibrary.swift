import Foundation
import Logging
import Synchronization
import Testing

@testable import ContentLibrary

/// A clock that stands still until it is told otherwise.
final class TestClock: Sendable {
    private let time: Mutex<Date>
    private let slept = Mutex<[Duration]>([])

    init(_ seconds: TimeInterval = 1_700_000_000) {
        time = Mutex(Date(timeIntervalSince1970: seconds))
    }

    var now: Date { time.withLock(\.self) }
    /// Who sleeps makes the time pass, and no time passes otherwise.
    var wall: WallClock {
        WallClock {
            self.now
        } sleep: { pause in
            try Task.checkCancellation()
            self.slept.withLock { $0.append(pause) }
            self.advance(pause / .seconds(1))
        }
    }
    /// How long was slept, each time.
    var pauses: [Duration] { slept.withLock(\.self) }

    func advance(_ seconds: TimeInterval) {
        time.withLock { $0 = $0.addingTimeInterval(seconds) }
    }
}

/// A folder that goes when the test does.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "content-library-tests-" + UUID().uuidString
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// An open library in a temporary folder, with one library in it.
struct TestLibrary: Sendable {
    static let anna = Principal(name: "anna")
    static let berta = Principal(name: "berta", privileges: [.readStorage])

    let folder: TemporaryFolder
    let clock: TestClock
    let core: LibraryCore
    let library: String

    static func open(
        folder: TemporaryFolder = TemporaryFolder(), clock: TestClock = TestClock(), faults: FaultInjector = .none,
        limits: LibraryLimits = LibraryLimits(), audit: AuditLog? = nil, datastores: [String] = [],
        missing: [String] = [], adjust: (inout LibrarySettings) -> Void = { _ in }
    ) async throws -> TestLibrary {
        for datastore in datastores {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + datastore, withIntermediateDirectories: true)
        }
        let all = datastores + missing
        let core = try await openCore(
            folder.path + (all.isEmpty ? "" : "/data"), clock: clock, faults: faults, limits: limits, audit: audit,
            datastores: all, below: folder.path, adjust: adjust)
        let library: String
        if let known = try await core.libraries.list().first {
            library = known
        } else {
            library = try await core.libraries.create(.local("library"), by: anna)
        }
        return TestLibrary(folder: folder, clock: clock, core: core, library: library)
    }

    /// - Parameters:
    ///   - datastores: the identifiers of datastores, each a folder below `folder`.
    static func openCore(
        _ path: String, clock: TestClock, faults: FaultInjector = .none, limits: LibraryLimits = LibraryLimits(),
        audit: AuditLog? = nil, datastores: [String] = [], below folder: String = "",
        adjust: (inout LibrarySettings) -> Void = { _ in }
    ) async throws -> LibraryCore {
        var logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        var settings = LibrarySettings(
            fileThreads: 2, datastores: datastores.map { Datastore(id: $0, name: $0, path: folder + "/" + $0) },
            faults: faults)
        settings.limits = limits
        settings.auditLog = audit
        adjust(&settings)
        return try await LibraryCore.open(data: path, settings: settings, clock: clock.wall, logger: logger)
    }

    func item(_ name: String = "item", in other: String? = nil) async throws -> String {
        try await core.items.create(.init(libraryId: other ?? library, name: name), by: Self.anna)
    }

    func session(on item: String, by user: Principal = anna) async throws -> String {
        try await core.updateSessions.create(.init(itemId: item), by: user)
    }

    @discardableResult
    func push(
        _ name: String, to session: String, size: Int64? = nil,
        checksum: (algorithm: ChecksumAlgorithm?, value: String)? = nil
    ) async throws -> SessionFile {
        try await core.updateSessions.addFile(
            .init(name: name, sourceType: .push, size: size, checksum: checksum), to: session, by: Self.anna)
    }

    func upload(_ text: String, to name: String, of session: String) async throws {
        try await core.uploads.upload(body(text), length: Int64(text.utf8.count), to: name, of: session)
    }

    /// An item with these files, each with its own content, completed.
    func item(_ name: String = "item", in other: String? = nil, files: [String: String]) async throws -> String {
        let item = try await item(name, in: other)
        try await change(item, files: files)
        return item
    }

    func change(_ item: String, files: [String: String]) async throws {
        let session = try await session(on: item)
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            try await push(name, to: session)
            try await upload(text, to: name, of: session)
        }
        try await core.updateSessions.complete(session)
    }

    /// What everyone sees of an item.
    func contents(of item: String) async throws -> [String: String] {
        var contents: [String: String] = [:]
        for file in try await core.items.files(of: item) {
            let open = try await core.items.open(file.name, of: item)
            contents[file.name] = try await text(open.chunks(0..<open.size))
        }
        return contents
    }

    /// How many objects there are once the garbage that operations left has gone, which none of them waits for.
    var objectCount: Int {
        get async throws {
            await core.environment.garbage.settled()
            return try core.environment.folder.objects().count
        }
    }
}

extension LibraryService.CreateSpec {
    static func local(_ name: String) -> Self {
        Self(name: name, storageBackings: [.datastore])
    }

    /// A library on a datastore.
    static func on(_ datastore: String) -> Self {
        Self(name: "on \(datastore)", storageBackings: [.init(type: "DATASTORE", datastoreId: datastore)])
    }

    /// A library in a folder.
    static func at(_ uri: String) -> Self {
        Self(name: "elsewhere", storageBackings: [.init(type: "OTHER", storageUri: uri)])
    }
}

/// A body that arrives in small pieces.
func body(_ text: String, pieces: Int = 3) -> AsyncThrowingStream<ArraySlice<UInt8>, any Error> {
    body(Array(text.utf8), pieces: pieces)
}

func body(
    _ bytes: [UInt8], pieces: Int = 3, failing error: (any Error)? = nil
) -> AsyncThrowingStream<ArraySlice<UInt8>, any Error> {
    AsyncThrowingStream { continuation in
        let step = max(1, bytes.count / pieces)
        var rest = bytes[...]
        while !rest.isEmpty {
            continuation.yield(rest.prefix(step))
            rest = rest.dropFirst(step)
        }
        continuation.finish(throwing: error)
    }
}

func text(_ chunks: some AsyncSequence<ArraySlice<UInt8>, any Error>) async throws -> String {
    var bytes: [UInt8] = []
    for try await chunk in chunks { bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
}

/// The kind of library error that an operation throws; nil if it succeeds.
func kind(_ operation: () async throws -> Void) async throws -> LibraryErrorKind? {
    do {
        try await operation()
        return nil
    } catch let error as LibraryError {
        return error.kind
    }
}

/// What a connection that breaks looks like.
struct ConnectionReset: Error {}

/// What a test throws at a fault point.
struct Fault: Error {}
