import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#endif

/// The subscriber ends in the middle of a synchronization; the next one goes on.
@Suite struct SynchronizationInterruptionTests {
    static let points: [FaultPoint] = [
        .syncBeforeMetadata, .syncInsideMetadata, .syncAfterMetadata, .syncFileReceived, .syncInsideTransaction,
        .syncAfterTransaction, .uploadBeforeWrite, .uploadChunkWritten, .uploadBeforeSync, .uploadBeforeRename,
        .uploadAfterRename,
    ]

    /// A scripted publisher, which a process of its own can make again: nothing of it is kept.
    static func sources(_ letter: Character) -> RouterSources {
        let sources = RouterSources()
        let files = ["big": long(letter), "kept": "kept"]
        sources.intercept { request in
            let name = String(request.uri.split(separator: "/").last ?? "")
            if let text = files[name] {
                let tag = "\"\(sha256(text))\""
                let range = ByteRange(field: request.headerFields[.range], size: Int64(text.utf8.count))
                guard case .part(let part) = range, request.headerFields[.ifRange] == tag else {
                    return SourceResponse(status: .ok, headerFields: [.eTag: tag], body: BodyStream(body(text)))
                }
                return SourceResponse(
                    status: .partialContent,
                    headerFields: [
                        .eTag: tag,
                        .contentRange: "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(text.utf8.count)",
                    ], body: BodyStream(Array(text.utf8.dropFirst(Int(part.lowerBound)))))
            }
            let entries = files.sorted { $0.key < $1.key }.map { name, text in
                #"{"name":"\#(name)","size":\#(text.utf8.count),"etag":"\#(Feed.tag(sha256: sha256(text)))","hrefs":["\#(name)"]}"#
            }
            let item = FeedReaderTests.item("item", files: "[\(entries.joined(separator: ","))]")
                .replacing(#""version":"2""#, with: #""version":"\#(letter)""#)
            let text =
                name == "items.json"
                ? #"{"items":[\#(item)]}"#
                : #"{"vcspVersion":"2","version":"\#(letter)","id":"L","name":"l","itemsHref":"items.json"}"#
            return SourceResponse(status: .ok, body: BodyStream(text))
        }
        return sources
    }

    /// A mirror of the first content, and then a synchronization with the second, which the fault stops.
    static func play(_ path: String, _ faults: FaultInjector) async throws {
        let clock = TestClock()
        let quiet = try await TestLibrary.openCore(path, clock: clock) { $0.sources = sources("a") }
        var spec = LibraryService.CreateSpec.local("mirror")
        spec.subscription = SubscribeRequest(
            url: "https://p.example/lib.json", authenticationMethod: FeedAuthentication.none)
        let library = try await quiet.subscribedLibraries.create(spec, by: TestLibrary.anna)
        await quiet.environment.synchronizations.settled()
        await quiet.environment.garbage.settled()
        try quiet.close()
        let core = try await TestLibrary.openCore(path, clock: clock, faults: faults) { $0.sources = sources("b") }
        try await core.subscribedLibraries.synchronize(library)
        await core.environment.synchronizations.settled()
        await core.environment.garbage.settled()
        try core.close()
    }

    @Test(arguments: points) func killed(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        // The second run of bytes of the big file: the first is here already.
        let fault = [.uploadBeforeWrite, .uploadChunkWritten].contains(point) ? "\(point.rawValue):2" : point.rawValue
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = folder.path as String, fault = fault as String] in
            let faults = try #require(FaultInjector(killingAt: fault))
            try await SynchronizationInterruptionTests.play(path, faults)
        }
        let sources = Self.sources("b")
        let core = try await TestLibrary.openCore(folder.path, clock: TestClock()) { $0.sources = sources }
        let test = TestLibrary(folder: folder, clock: TestClock(), core: core, library: "")
        let library = try #require(try await core.libraries.list(type: .subscribed).first)
        let item = try #require(try await core.items.list(library: library).first)
        // Everyone sees all of the old content, or all of the new.
        let isShown = point == .syncAfterTransaction
        let before = try await test.contents(of: item)
        #expect(before == ["big": long(isShown ? "b" : "a"), "kept": "kept"])
        #expect(try await core.libraries.details(library).subscription?.isSyncing == true)

        try await core.synchronization.resume()
        await core.environment.synchronizations.settled()
        #expect(try await test.contents(of: item) == ["big": long("b"), "kept": "kept"])
        let subscription = try await core.libraries.details(library).subscription
        #expect(subscription?.isSyncing == false && subscription?.lastError == nil)
        #expect(try await test.objectCount == 2)
        #expect(try core.environment.folder.stagedUploads().isEmpty)
        // What had come is not fetched again: nothing of a file that is here, and only the rest of one that was cut.
        #expect(!sources.names.contains("kept"))
        let ranges = sources.requests.filter { $0.uri.hasSuffix("/big") }.map { $0.headerFields[.range] }
        switch point {
        case .syncFileReceived, .syncInsideTransaction, .syncAfterTransaction, .uploadBeforeSync, .uploadBeforeRename:
            #expect(ranges.isEmpty)
        case .uploadBeforeWrite: #expect(ranges == ["bytes=\(UploadReceiver.runLength)-"])
        case .uploadChunkWritten: #expect(ranges == ["bytes=\(2 * UploadReceiver.runLength)-"])
        default: #expect(ranges == [nil])
        }
        try core.close()
    }
}
