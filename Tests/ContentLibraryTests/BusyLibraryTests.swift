import ContentFormats
import ContentSamples
import Foundation
import Testing

@testable import ContentLibrary

/// What may be done with a library while something else is done with it.
@Suite(.timeLimit(.minutes(10))) struct BusyLibraryTests {
    /// A session that the server fetches for lives on past its time, and so does its claim.
    @Test func whatIsFetchedForKeepsTheLibrary() async throws {
        let gate = Gate()
        let test = try await PullTests.library(ScriptedTransport(gate.step))
        let session = try await test.session(on: try await test.item(files: ["b": "before"]))
        try await test.pull("a", to: session)
        test.clock.advance(1000)
        #expect(
            try await kind { try await test.core.libraries.enterMaintenance(test.library) }
                == .notAllowedInCurrentState)
        #expect(try await kind { try await test.core.libraries.delete(test.library) } == .notAllowedInCurrentState)
        gate.finish("abc")
        try await test.wait("a", of: session) { $0.status == .ready }
        try await test.core.updateSessions.complete(session)
        try await test.core.libraries.enterMaintenance(test.library)
    }

    @Test func forceDeletesASubscribedLibraryThatIsUsed() async throws {
        let mirror = try await Mirror()
        let library = try await mirror.subscribe()
        _ = try await mirror.core.usages.add("urn:vmomi:vm:vm-1", to: library)
        try await mirror.core.libraries.enterMaintenance(library)
        #expect(
            try await kind { try await mirror.core.subscribedLibraries.delete(library) } == .notAllowedInCurrentState)
        try await mirror.core.subscribedLibraries.delete(library, force: true)
        #expect(try await kind { _ = try await mirror.core.libraries.get(library) } == .notFound)
    }

    /// A deletion that is refused leaves the library what it was: a synchronization goes on.
    @Test func aRefusedDeletionStopsNoSynchronization() async throws {
        let mirror = try await Mirror()
        let library = try await mirror.subscribe()
        _ = try await mirror.publisher.test.item("a", files: ["f": "abc"])
        let (entered, opened) = (Flag(), Flag())
        mirror.sources.intercept { request in
            guard !request.uri.contains(".json"), !opened.isSet else { return nil }
            entered.set()
            while !opened.isSet {
                try Task.checkCancellation()
                await Task.yield()
            }
            return nil
        }
        try await mirror.core.subscribedLibraries.synchronize(library)
        while !entered.isSet { await Task.yield() }
        let usage = try await mirror.core.usages.add("urn:vmomi:vm:vm-1", to: library)
        #expect(
            try await kind { try await mirror.core.subscribedLibraries.delete(library) } == .notAllowedInCurrentState)
        opened.set()
        await mirror.settle()
        #expect(try await mirror.contents(of: library) == ["a": ["f": "abc"]])
        #expect(try await mirror.core.libraries.details(library).subscription?.isSyncing == false)
        try await mirror.core.usages.remove(usage, from: library)
        try await mirror.core.subscribedLibraries.delete(library)
    }

    @Test func maintenanceRefusesSynchronization() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("a", files: ["f": "abc"])
        let library = try await mirror.subscribe(automatic: true)
        let item = try await mirror.item("a", of: library).record.id
        try await mirror.core.libraries.enterMaintenance(library)
        #expect(
            try await kind { try await mirror.core.subscribedLibraries.synchronize(library) }
                == .notAllowedInCurrentState)
        #expect(
            try await kind { try await mirror.core.subscribedItems.synchronize(item, content: true) }
                == .notAllowedInCurrentState)
        mirror.test.clock.advance(30 * 24 * 3600)
        #expect(try await mirror.core.synchronization.startDue().isEmpty)
        try await mirror.core.libraries.exitMaintenance(library)
        #expect(try await mirror.core.synchronization.startDue() == [library])
        await mirror.settle()
    }

    @Test(arguments: [true, false]) func quotasHoldForWhatIsMirrored(ofLibrary: Bool) async throws {
        let mirror = try await Mirror { settings in
            if ofLibrary { settings.limits.libraryQuota = 5 } else { settings.limits.storeQuota = 5 }
        }
        _ = try await mirror.publisher.test.item("a", files: ["f": "123456"])
        let library = try await mirror.subscribe()
        #expect(try await mirror.problem(of: library)?.contains("5 bytes") == true)
        #expect(try await !mirror.item("a", of: library).cached)
        #expect(!mirror.sources.names.contains("f"))
        #expect(try await mirror.test.objectCount == 0)
    }

    /// An archive of more files than a session may have is not taken apart to its end.
    @Test func filesOfAnArchive() async throws {
        let test = try await LimitTests.open { $0.filesPerSession = 3 }
        let item = try await test.core.items.create(
            .init(libraryId: test.library, name: "vm", type: "ovf"), by: TestLibrary.anna)
        let session = try await test.session(on: item)
        try await test.push("vm.ova", to: session)
        let members = (0..<5).map { ("\($0).vmdk", [UInt8](repeating: 1, count: 600)) }
        let bytes = TarArchive.of([("vm.ovf", SamplePackage(disks: []).descriptor)] + members)
        #expect(
            try await kind {
                try await test.core.uploads.upload(body(bytes, pieces: 9), to: "vm.ova", of: session)
            } == .unableToAllocateResource)
        #expect(try await test.core.updateSessions.file("vm.ova", of: session).status == .waitingForTransfer)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        #expect(try await test.objectCount == 0)
    }

    /// What the disk leaves to the database is left to it by content on datastores too: they may share it.
    @Test func reservedSpaceOfDatastores() async throws {
        var limits = LibraryLimits()
        limits.reservedSpace = .max
        let test = try await TestLibrary.open(limits: limits, datastores: ["fast"])
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let session = try await test.session(on: try await test.item("item", in: library))
        try await test.push("a", to: session)
        #expect(try await kind { try await test.upload("abc", to: "a", of: session) } == .unableToAllocateResource)
    }

    /// Where a library is, there was a folder: it is not made anew where its disk should be.
    @Test func aDatastoreThatIsAwayIsNotMadeAnew() async throws {
        let folder = TemporaryFolder()
        let before = try await TestLibrary.open(folder: folder, datastores: ["fast"])
        _ = try await before.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        try before.core.close()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/fast") {
            try FileManager.default.removeItem(atPath: folder.path + "/fast/" + name)
        }
        let test = try await TestLibrary.open(folder: folder, datastores: ["fast"])
        var other = LibraryService.CreateSpec.on("fast")
        other.name = "other"
        #expect(
            try await kind { _ = try await test.core.libraries.create(other, by: TestLibrary.anna) }
                == .invalidArgument)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/fast").isEmpty)
    }
}
