import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

@Suite struct SynchronizationTests {
    @Test func wholeItemsComeWithTheLibrary() async throws {
        let mirror = try await Mirror()
        let files = ["disk ü.vmdk": "disk", "x.ovf": "<Envelope/>"]
        let original = try await mirror.publisher.test.item("ä", files: files)
        try await mirror.publisher.test.core.items.update(original, .init(description: "d", type: "ovf"))
        _ = try await mirror.publisher.test.item("empty")
        let library = try await mirror.subscribe()

        #expect(try await mirror.contents(of: library) == ["ä": files, "empty": [:]])
        let item = try await mirror.item("ä", of: library)
        #expect(item.record.sourceId == original && item.record.type == "ovf" && item.record.description == "d")
        #expect(item.cached && item.size == 15 && item.subscribed?.lastSyncTime == mirror.test.clock.now)
        let model = try await mirror.core.libraries.details(library)
        #expect(model.record.type == .subscribed && model.subscription?.lastSyncTime == mirror.test.clock.now)
        #expect(model.subscription?.isSyncing == false && model.subscription?.lastError == nil)
        // What comes from the publisher is not changed by clients.
        let id = item.record.id
        #expect(try await kind { _ = try await mirror.test.session(on: id) } == .invalidElementType)
        #expect(try await kind { try await mirror.core.items.update(id, .init(name: "x")) } == .invalidElementType)
        #expect(try await kind { try await mirror.core.items.delete(id) } == .invalidElementType)
    }

    @Test func onlyWhatChangedIsFetched() async throws {
        let mirror = try await Mirror()
        let publisher = mirror.publisher.test
        let changed = try await publisher.item("changed", files: ["same": "1", "new": "2"])
        let removed = try await publisher.item("removed", files: ["gone": "3"])
        let library = try await mirror.subscribe()
        #expect(mirror.sources.names.sorted() == ["gone", "items.json", "lib.json", "lib.json", "new", "same"])

        mirror.sources.forget()
        try await mirror.synchronize(library)
        #expect(Set(mirror.sources.names) == ["lib.json"])

        let before = try await mirror.item("changed", of: library).record
        mirror.sources.forget()
        try await publisher.change(changed, files: ["new": "4"])
        try await publisher.core.items.delete(removed)
        // The same content under another name is here already.
        _ = try await publisher.item("copy", files: ["other name": "1"])
        try await mirror.synchronize(library)
        #expect(mirror.sources.names.filter { !$0.hasSuffix(".json") } == ["new"])
        #expect(
            try await mirror.contents(of: library) == [
                "changed": ["same": "1", "new": "4"], "copy": ["other name": "1"],
            ])
        let after = try await mirror.item("changed", of: library).record
        #expect(after.id == before.id && after.contentVersion == before.contentVersion + 1)
        #expect(after.metadataVersion == before.metadataVersion)
        #expect(try await mirror.test.objectCount == 2)

        // Metadata alone fetches no file, and changes no content.
        mirror.sources.forget()
        try await publisher.core.items.update(changed, .init(name: "renamed"))
        try await mirror.synchronize(library)
        #expect(mirror.sources.names.allSatisfy { $0.hasSuffix(".json") })
        let renamed = try await mirror.item("renamed", of: library).record
        #expect(renamed.id == before.id && renamed.contentVersion == after.contentVersion)
        #expect(renamed.metadataVersion == after.metadataVersion + 1)
    }

    @Test func namesMayBeExchanged() async throws {
        let mirror = try await Mirror()
        let items = mirror.publisher.test.core.items
        let (a, b) = (
            try await mirror.publisher.test.item("a", files: ["f": "a"]),
            try await mirror.publisher.test.item("b", files: ["f": "b"])
        )
        let library = try await mirror.subscribe()
        try await items.update(a, .init(name: "c"))
        try await items.update(b, .init(name: "a"))
        try await items.update(a, .init(name: "b"))
        try await mirror.synchronize(library)
        #expect(try await mirror.contents(of: library) == ["a": ["f": "b"], "b": ["f": "a"]])
        #expect(try await mirror.problem(of: library) == nil)
    }

    @Test func onDemandOnlyTheMetadataComes() async throws {
        let mirror = try await Mirror()
        let original = try await mirror.publisher.test.item("item", files: ["f": "content", "g": "more"])
        _ = try await mirror.publisher.test.item("other", files: ["h": "x"])
        let library = try await mirror.subscribe(onDemand: true)
        #expect(mirror.sources.names.allSatisfy { $0.hasSuffix(".json") })
        let item = try await mirror.item("item", of: library)
        let id = item.record.id
        #expect(!item.cached && item.size == 0)
        let announced = try await mirror.core.items.files(of: id)
        #expect(announced.map(\.name) == ["f", "g"] && announced.map(\.size) == [7, 4])
        #expect(announced.allSatisfy { !$0.cached && $0.checksum == nil && $0.storageURIs.isEmpty })
        #expect(try await mirror.core.items.find(.init(libraryId: library, cached: true)).isEmpty)
        #expect(try await mirror.core.items.find(.init(libraryId: library, cached: false)).count == 2)
        #expect(try await kind { try await mirror.core.subscribedItems.evict(id) } == .notAllowedInCurrentState)

        try await mirror.core.subscribedItems.synchronize(id, content: false)
        await mirror.settle()
        #expect(try await !mirror.core.items.get(id).cached)
        try await mirror.core.subscribedItems.synchronize(id, content: true)
        await mirror.settle()
        #expect(try await mirror.contents(of: library) == ["item": ["f": "content", "g": "more"]])
        #expect(try await mirror.core.items.find(.init(libraryId: library, cached: true)) == [id])
        #expect(try await mirror.core.items.get(id).size == 11)

        // What the publisher has meanwhile is not here, and what is here stays whole.
        try await mirror.publisher.test.change(original, files: ["f": "newer"])
        try await mirror.synchronize(library)
        #expect(try await !mirror.core.items.get(id).cached)
        #expect(try await mirror.test.contents(of: id) == ["f": "content", "g": "more"])
        try await mirror.core.subscribedItems.synchronize(id, content: true)
        await mirror.settle()
        #expect(try await mirror.test.contents(of: id) == ["f": "newer", "g": "more"])

        try await mirror.core.subscribedItems.evict(id)
        await mirror.settle()
        #expect(try await !mirror.core.items.get(id).cached)
        #expect(try await mirror.core.items.files(of: id).map(\.cached) == [false, false])
        #expect(try await mirror.test.objectCount == 0)
        try await mirror.core.subscribedItems.synchronize(id, content: true)
        await mirror.settle()
        try await mirror.core.subscribedLibraries.evict(library)
        #expect(try await mirror.test.objectCount == 0)
        #expect(try await mirror.core.items.list(library: library).count == 2)
    }

    @Test func evictionNeedsALibraryThatDownloadsOnDemand() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: ["f": "content"])
        let library = try await mirror.subscribe()
        let id = try await mirror.item("item", of: library).record.id
        #expect(
            try await kind { try await mirror.core.subscribedLibraries.evict(library) } == .notAllowedInCurrentState)
        #expect(try await kind { try await mirror.core.subscribedItems.evict(id) } == .invalidElementConfiguration)
        #expect(
            try await kind { try await mirror.core.subscribedLibraries.evict(mirror.test.library) }
                == .invalidElementType)
        let local = try await mirror.test.item()
        #expect(
            try await kind { try await mirror.core.subscribedItems.synchronize(local, content: true) }
                == .invalidElementType)
    }

    /// A connection that breaks is carried on where it broke, not begun anew.
    @Test func aDroppedFileIsCarriedOn() async throws {
        let mirror = try await Mirror()
        let text = long("a")
        _ = try await mirror.publisher.test.item("item", files: ["f": text])
        let cut = 2 * UploadReceiver.runLength
        mirror.sources.intercept { request in
            guard request.uri.contains("/file/"), request.headerFields[.range] == nil else { return nil }
            let tag = "\"\(sha256(text))\""
            return SourceResponse(
                status: .ok, headerFields: [.eTag: tag],
                body: BodyStream(
                    body(Array(text.utf8.prefix(cut)), pieces: 2, failing: ConnectionReset()),
                    length: Int64(text.utf8.count),
                    isReadOnce: true))
        }
        let library = try await mirror.subscribe()
        #expect(try await mirror.contents(of: library) == ["item": ["f": text]])
        let files = mirror.sources.requests.filter { $0.uri.contains("/file/") }
        #expect(files.map { $0.headerFields[.range] } == [nil, "bytes=\(cut)-"])
        #expect(files[1].headerFields[.ifRange] == "\"\(sha256(text))\"")
        #expect(try mirror.core.environment.folder.stagedUploads().isEmpty)
    }

    /// Bytes of one content are never joined with those of another.
    @Test func aFileThatChangedMeanwhileIsBegunAnew() async throws {
        let mirror = try await Mirror()
        let text = long("a")
        _ = try await mirror.publisher.test.item("item", files: ["f": text])
        mirror.sources.intercept { request in
            guard request.uri.contains("/file/"), request.headerFields[.range] == nil else { return nil }
            guard mirror.sources.requests.filter({ $0.uri.contains("/file/") }).count == 1 else { return nil }
            return SourceResponse(
                status: .ok, headerFields: [.eTag: "\"something else\""],
                body: BodyStream(
                    body(Array(long("b", runs: 2).utf8), pieces: 2, failing: ConnectionReset()), isReadOnce: true))
        }
        let library = try await mirror.subscribe()
        #expect(try await mirror.contents(of: library) == ["item": ["f": text]])
        #expect(try mirror.core.environment.folder.stagedUploads().isEmpty)
    }

    @Test(arguments: ["wrong", "wrong!!", "500", "404", "gone"])
    func whereThePublisherFailsTheOldContentStays(failure: String) async throws {
        let mirror = try await Mirror()
        let item = try await mirror.publisher.test.item("item", files: ["f": "before", "g": "before!"])
        let library = try await mirror.subscribe()
        try await mirror.publisher.test.change(item, files: ["f": "after1", "g": "after22"])
        _ = try await mirror.publisher.test.item("sound", files: ["h": "sound"])
        mirror.sources.intercept { request in
            guard request.uri.contains("/file/g") else { return nil }
            switch failure {
            case "gone": throw SourceFailure.connection("refused")
            case "500", "404": return SourceResponse(status: .init(code: Int(failure) ?? 0), body: BodyStream())
            default: return SourceResponse(status: .ok, body: BodyStream(failure))
            }
        }
        try await mirror.synchronize(library)
        let contents = try await mirror.test.contents(of: mirror.item("item", of: library).record.id)
        #expect(contents == ["f": "before", "g": "before!"])
        #expect(try await mirror.problem(of: library) != nil)
        #expect(try mirror.core.environment.folder.stagedUploads().isEmpty)
        // What is wrong with one item does not keep another.
        if failure != "gone" { #expect(try await mirror.contents(of: library)["sound"] == ["h": "sound"]) }

        mirror.sources.intercept(nil)
        mirror.sources.forget()
        try await mirror.synchronize(library)
        #expect(
            try await mirror.contents(of: library) == [
                "item": ["f": "after1", "g": "after22"], "sound": ["h": "sound"],
            ])
        #expect(try await mirror.problem(of: library) == nil)
        // What had come was not fetched again.
        #expect(!mirror.sources.names.contains("f"))
    }

    /// A feed that cannot be read changes nothing: no item is taken for removed.
    @Test(arguments: [#"{"items":["#, #"{"items":{}}"#, "{}", "[]", "", #"{"items":[{"id":"x"},{"id":"x"}]}"#])
    func aBrokenFeedChangesNothing(text: String) async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: ["f": "1"])
        let library = try await mirror.subscribe()
        _ = try await mirror.publisher.test.item("more", files: ["f": "1"])
        mirror.sources.intercept { request in
            guard request.uri.hasSuffix("items.json") else { return nil }
            return SourceResponse(status: .ok, body: BodyStream(text))
        }
        try await mirror.synchronize(library)
        #expect(try await mirror.contents(of: library) == ["item": ["f": "1"]])
        #expect(try await mirror.problem(of: library) != nil)
        mirror.sources.intercept(nil)
        try await mirror.synchronize(library)
        #expect(try await mirror.contents(of: library).count == 2)
    }

    @Test func synchronizationsOfALibraryAreOne() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: ["f": "1"])
        let library = try await mirror.subscribe()
        _ = try await mirror.publisher.test.item("more", files: ["g": "2"])
        let gate = Gate()
        mirror.sources.intercept { request in
            request.uri.contains("/file/g") ? try await gate.step(request) : nil
        }
        mirror.sources.forget()
        try await mirror.core.subscribedLibraries.synchronize(library)
        #expect(
            try await kind { try await mirror.core.subscribedLibraries.synchronize(library) }
                == .notAllowedInCurrentState)
        let waiting = (0..<10).map { _ in mirror.core.synchronization.start(.library, of: library) }
        #expect(Set(waiting).count <= 2)
        gate.write("2")
        gate.finish()
        await mirror.settle()
        #expect(try await mirror.contents(of: library).count == 2)
        #expect(mirror.sources.names.filter { $0 == "g" }.count == 1)
    }

    @Test func deletingTheLibraryEndsItsSynchronization() async throws {
        let mirror = try await Mirror()
        let library = try await mirror.subscribe()
        _ = try await mirror.publisher.test.item("item", files: ["f": long("a")])
        let gate = Gate()
        mirror.sources.intercept { request in
            request.uri.contains("/file/f") ? try await gate.step(request) : nil
        }
        try await mirror.core.subscribedLibraries.synchronize(library)
        while !mirror.sources.names.contains("f") { await Task.yield() }
        try await mirror.core.subscribedLibraries.delete(library)
        await mirror.settle()
        #expect(try await mirror.core.libraries.list(type: .subscribed).isEmpty)
        #expect(try await mirror.test.objectCount == 0)
        #expect(try mirror.core.environment.folder.stagedUploads().isEmpty)
    }

    @Test func automaticallyWhenItIsTime() async throws {
        let mirror = try await Mirror()
        let automatic = try await mirror.subscribe(name: "automatic", automatic: true)
        _ = try await mirror.subscribe(name: "by hand")
        let configuration = mirror.core.configuration
        try await configuration.update([.automaticSyncStartHour: 0, .automaticSyncStopHour: 0])
        #expect(try await mirror.core.synchronization.startDue().isEmpty)
        mirror.test.clock.advance(240 * 60 - 1)
        #expect(try await mirror.core.synchronization.startDue().isEmpty)
        mirror.test.clock.advance(1)
        _ = try await mirror.publisher.test.item("item", files: ["f": "1"])
        #expect(try await mirror.core.synchronization.startDue() == [automatic])
        await mirror.settle()
        #expect(try await mirror.contents(of: automatic) == ["item": ["f": "1"]])
        #expect(try await mirror.core.synchronization.startDue().isEmpty)

        try await configuration.update([.automaticSyncEnabled: 0, .automaticSyncRefreshInterval: 1])
        mirror.test.clock.advance(60)
        #expect(try await mirror.core.synchronization.startDue().isEmpty)
        try await configuration.update([.automaticSyncEnabled: 1])
        #expect(try await mirror.core.synchronization.startDue() == [automatic])
        await mirror.settle()
    }

    @Test func theHoursAreThoseOfTheConfiguration() {
        func hours(_ start: Int64, _ stop: Int64) -> [Int] {
            let configuration = ServiceConfiguration([
                .automaticSyncEnabled: 1, .automaticSyncStartHour: start, .automaticSyncStopHour: stop,
            ])
            return (0..<24).filter {
                configuration.synchronizes(at: Date(timeIntervalSince1970: Double(1_699_920_000 + $0 * 3600)))
            }
        }
        #expect(hours(8, 10) == [8, 9])
        #expect(hours(22, 2) == [0, 1, 22, 23])
        #expect(hours(5, 5) == Array(0..<24))
    }
}
