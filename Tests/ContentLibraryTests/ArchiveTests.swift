import ContentFormats
import ContentSamples
import Testing

@testable import ContentLibrary

/// OVAs, which are taken apart while they come.
@Suite struct ArchiveTests {
    private func begin(
        _ type: String = "ovf", folder: TemporaryFolder = TemporaryFolder(), faults: FaultInjector = .none
    ) async throws -> (test: TestLibrary, item: String, session: String) {
        let test = try await TestLibrary.open(folder: folder, faults: faults)
        let item = try await test.core.items.create(
            .init(libraryId: test.library, name: "vm", type: type), by: TestLibrary.anna)
        return (test, item, try await test.session(on: item))
    }

    private static let package = SamplePackage(disks: [
        ("disk.vmdk", [UInt8](repeating: 3, count: 1_500_000)), ("b", []),
    ])

    private static var members: [(String, [UInt8])] {
        [(package.descriptorName, package.descriptor), (package.manifestName, package.manifest())]
            + package.disks.map { ($0.name, $0.content) }
    }

    private func send(_ test: TestLibrary, _ session: String, _ bytes: [UInt8], pieces: Int = 97) async throws {
        try await test.core.uploads.upload(
            body(bytes, pieces: pieces), length: Int64(bytes.count), to: "vm.ova", of: session)
    }

    @Test(arguments: [TarArchive.Style.ustar, .gnu, .pax]) func eachMemberBecomesAFile(_ style: TarArchive.Style)
        async throws
    {
        let (test, item, session) = try await begin()
        let bytes = TarArchive.of(Self.members, style)
        try await test.push("vm.ova", to: session, size: Int64(bytes.count))
        try await send(test, session, bytes)
        let files = try await test.core.updateSessions.files(of: session)
        #expect(files.map(\.name) == ["vm.ova", "vm.ovf", "vm.mf", "disk.vmdk", "b"])
        #expect(files.allSatisfy { $0.status == .ready })
        #expect(files[0].size == Int64(bytes.count) && files[0].keepInStorage == false)
        #expect(try await test.core.updateSessions.get(session).preview?.state == .available)
        #expect(try await test.core.updateSessions.validate(session).hasErrors == false)
        try await test.core.updateSessions.complete(session)
        #expect(try await Set(test.contents(of: item).keys) == ["vm.ovf", "disk.vmdk", "b"])
        let disk = try await test.core.items.file("disk.vmdk", of: item)
        #expect(disk.sha256 == SamplePackage.digest(Self.package.disks[0].content, "SHA256"))
        #expect(try await test.objectCount == 3)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
    }

    @Test func anArchiveReplacesWhatItBroughtBefore() async throws {
        let (test, item, session) = try await begin()
        try await test.push("vm.ova", to: session)
        let first = SamplePackage(disks: [("old.vmdk", [1])])
        try await send(test, session, TarArchive.of([("vm.ovf", first.descriptor), ("old.vmdk", [1])]))
        try await send(test, session, TarArchive.of(Self.members))
        try await test.core.updateSessions.complete(session)
        #expect(try await Set(test.contents(of: item).keys) == ["vm.ovf", "disk.vmdk", "b"])
        let second = try await test.session(on: item)
        try await test.push("vm.ova", to: second)
        try await send(test, second, TarArchive.of(Self.members))
        try await test.core.updateSessions.removeFile("vm.ova", from: second)
        #expect(try await test.core.updateSessions.files(of: second).isEmpty)
    }

    @Test func wrongArchivesFailFileAndSession() async throws {
        let whole = TarArchive.of(Self.members)
        var link = TarArchive()
        link.add("vm.ovf", Self.package.descriptor)
        link.add("disk.vmdk", [], type: "2")
        link.end()
        for bytes in [
            Array(whole.prefix(700)), Array(whole.prefix(1_000_000)), Array(whole.dropLast(1024)), [1, 2, 3], [],
            link.bytes, TarArchive.of([("vm.ovf", []), ("../x", [1])]),
            TarArchive.of([("vm.ovf", []), ("/etc/x", [1])]),
            TarArchive.of(Self.members + Self.members), TarArchive.of([("disk.vmdk", [1])]),
        ] {
            let (test, _, session) = try await begin()
            try await test.push("vm.ova", to: session)
            #expect(try await kind { try await send(test, session, bytes) } == .invalidArgument)
            let file = try await test.core.updateSessions.file("vm.ova", of: session)
            #expect(file.status == .error && file.errorMessage?.id.hasSuffix("session.file.not_ova") == true)
            #expect(try await test.core.updateSessions.get(session).state == .error)
            #expect(try await test.core.updateSessions.files(of: session).count == 1)
            #expect(try await test.objectCount == 0)
            #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        }
    }

    @Test func aDroppedConnectionLeavesTheArchiveWaiting() async throws {
        let (test, item, session) = try await begin()
        let bytes = TarArchive.of(Self.members)
        try await test.push("vm.ova", to: session)
        await #expect(throws: ConnectionReset.self) {
            try await test.core.uploads.upload(
                body(Array(bytes.prefix(1_200_000)), failing: ConnectionReset()), length: Int64(bytes.count),
                to: "vm.ova", of: session)
        }
        #expect(try await test.core.updateSessions.file("vm.ova", of: session).status == .waitingForTransfer)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        try await send(test, session, bytes)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item).count == 3)
    }

    @Test func noChecksumOfAnArchive() async throws {
        let (test, _, session) = try await begin()
        #expect(
            try await kind {
                try await test.push("vm.ova", to: session, checksum: (nil, String(repeating: "a", count: 40)))
            } == .invalidArgument)
    }

    static let points: [FaultPoint] = [
        .uploadBeforeWrite, .uploadChunkWritten, .uploadBeforeSync, .uploadBeforeRename, .uploadAfterRename,
        .uploadInsideTransaction,
    ]

    /// Whatever stops an archive in the middle, nothing of it stays, and it can be sent again.
    @Test(arguments: points, [1, 2, 3]) func stopped(at point: FaultPoint, _ count: Int) async throws {
        let faults = FaultInjector.on(point, count: count) { throw Fault() }
        let (test, item, session) = try await begin(faults: faults)
        try await test.push("vm.ova", to: session)
        let bytes = TarArchive.of(Self.members)
        do {
            try await send(test, session, bytes)
        } catch is Fault {
            #expect(try test.core.environment.folder.stagedUploads().isEmpty)
            #expect(try await test.objectCount == 0)
            #expect(try await test.core.updateSessions.files(of: session).map(\.status) == [.waitingForTransfer])
            try await send(test, session, bytes)
        }
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item).count == 3)
    }

    static func play(_ path: String, _ faults: FaultInjector) async throws {
        let core = try await TestLibrary.openCore(path, clock: TestClock(), faults: faults)
        let library = try await core.libraries.create(.local("library"), by: TestLibrary.anna)
        let item = try await core.items.create(.init(libraryId: library, name: "vm", type: "ovf"), by: TestLibrary.anna)
        let session = try await core.updateSessions.create(.init(itemId: item), by: TestLibrary.anna)
        _ = try await core.updateSessions.addFile(
            .init(name: "vm.ova", sourceType: .push), to: session, by: TestLibrary.anna)
        try await core.uploads.upload(body(TarArchive.of(members), pieces: 97), to: "vm.ova", of: session)
    }

    @Test(arguments: points, [1, 2, 3]) func killed(at point: FaultPoint, _ count: Int) async throws {
        // There is one transaction, and one write for each part of a file.
        guard point != .uploadInsideTransaction || count == 1 else { return }
        let folder = TemporaryFolder()
        let (path, fault) = (folder.path, "\(point.rawValue):\(count)")
        await #expect(processExitsWith: .signal(9)) { [path = path as String, fault = fault as String] in
            try await ArchiveTests.play(path, try #require(FaultInjector(killingAt: fault)))
        }
        let test = try await TestLibrary.open(folder: folder)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        #expect(try await test.objectCount == 0)
        let items = try await test.core.items.list(library: test.library)
        let session = try #require(
            try await test.core.updateSessions.list(item: items[0], by: TestLibrary.anna).first)
        #expect(try await test.core.updateSessions.files(of: session).map(\.status) == [.waitingForTransfer])
        try await send(test, session, TarArchive.of(Self.members))
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: items[0]).count == 3)
    }
}
