import Foundation
import Testing

@testable import ContentLibrary

@Suite struct DownloadTests {
    @Test func prepareThenRead() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "0123456789"])
        let downloads = test.core.downloadSessions
        let session = try await downloads.create(item: item, by: TestLibrary.anna)
        #expect(try await downloads.files(of: session).map(\.status) == [.unprepared])
        #expect(try await kind { _ = try await downloads.open("a", of: session) } == .notAllowedInCurrentState)
        let file = try await downloads.prepare("a", of: session, by: TestLibrary.anna)
        #expect(file.status == .prepared && file.size == 10)
        let content = try await downloads.open("a", of: session)
        #expect(try await text(content.chunks(0..<10)) == "0123456789")
        #expect(try await text(content.chunks(3..<5)) == "34")
        #expect(try await text(content.chunks(8..<100)) == "89")
        #expect(try await downloads.file("a", of: session).bytesTransferred == 10)
    }

    @Test func refusals() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        let downloads = test.core.downloadSessions
        #expect(try await kind { _ = try await downloads.create(item: nil, by: TestLibrary.anna) } == .invalidArgument)
        #expect(try await kind { _ = try await downloads.create(item: "?", by: TestLibrary.anna) } == .notFound)
        let session = try await downloads.create(item: item, by: TestLibrary.anna)
        func prepare(_ name: String, _ type: DownloadEndpointType, _ user: Principal) async throws
            -> LibraryErrorKind?
        {
            try await kind { _ = try await downloads.prepare(name, of: session, endpoint: type, by: user) }
        }
        #expect(try await prepare("?", .https, TestLibrary.anna) == .invalidArgument)
        #expect(try await prepare("a", .direct, TestLibrary.anna) == .unauthorized)
        #expect(try await prepare("a", .direct, TestLibrary.berta) == nil)
        #expect(try await kind { _ = try await downloads.file("?", of: session) } == .invalidArgument)
    }

    @Test func lifeOfASession() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        let downloads = test.core.downloadSessions
        let token = UUID().uuidString
        let first = try await downloads.create(item: item, token: token, by: TestLibrary.anna)
        #expect(try await downloads.create(item: item, token: token, by: TestLibrary.anna) == first)
        let second = try await downloads.create(item: item, by: TestLibrary.anna)
        #expect(try await Set(downloads.list(item: item, by: TestLibrary.anna)) == [first, second])
        #expect(try await downloads.list(by: TestLibrary.berta).isEmpty)
        try await downloads.keepAlive(first, progress: 30)
        #expect(try await downloads.get(first).clientProgress == 30)
        try await downloads.cancel(first)
        #expect(try await kind { try await downloads.keepAlive(first) } == .notAllowedInCurrentState)
        try await downloads.fail(second, message: "no")
        #expect(try await downloads.get(second).errorMessage?.description == "no")
        for session in [first, second] { try await downloads.delete(session) }
        let third = try await downloads.create(item: item, by: TestLibrary.anna)
        try await downloads.delete(third)
        #expect(try await kind { _ = try await downloads.get(third) } == .notFound)
    }

    @Test func anUpdateDoesNotReachADownload() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "before"])
        let downloads = test.core.downloadSessions
        let session = try await downloads.create(item: item, by: TestLibrary.anna)
        _ = try await downloads.prepare("a", of: session, by: TestLibrary.anna)
        try await test.change(item, files: ["a": "after"])
        let content = try await downloads.open("a", of: session)
        #expect(try await text(content.chunks(0..<6)) == "before")
        #expect(try await test.objectCount == 2)
        // The last holder lets go: the old bytes leave the disk, but not the reader who has them open.
        try await downloads.cancel(session)
        #expect(try await test.objectCount == 1)
        var copy = content
        copy.progressed = { _ in }
        #expect(try await text(copy.chunks(0..<6)) == "before")
        // One that still reports to its session is told that it is over.
        await #expect(throws: LibraryError.self) { try await text(content.chunks(0..<6)) }
    }

    static let ranges: [(String?, ByteRange)] = [
        (nil, .whole), ("bytes=0-3", .part(0..<4)), ("bytes=3-", .part(3..<10)), ("bytes=-4", .part(6..<10)),
        ("bytes=-40", .part(0..<10)), ("bytes=8-400", .part(8..<10)), ("Bytes=9-9", .part(9..<10)),
        ("bytes= 2 - 4 ", .part(2..<5)), ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=-99999999999999999999", .part(0..<10)),
        ("bytes=0-99999999999999999999", .part(0..<10)), ("bytes=5-3", .whole), ("bytes=a-b", .whole),
        ("bytes=-", .whole),
        ("bytes=0-1,3-4", .whole), ("items=0-1", .whole), ("bytes=", .whole), ("bytes=1", .whole),
        ("bytes=--1", .whole),
    ]

    @Test(arguments: ranges) func range(_ range: (String?, ByteRange)) {
        #expect(ByteRange(field: range.0, size: 10) == range.1)
    }

    @Test func rangesOfNothing() {
        #expect(ByteRange(field: nil, size: 0).bytes(of: 0) == 0..<0)
        #expect(ByteRange(field: "bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange(field: "bytes=-1", size: 0).bytes(of: 0) == nil)
    }
}

@Suite struct DownloadRaceTests {
    /// An update completes, and the old object goes, between finding a file and opening it.
    @Test func anUpdateBetweenFindingAndOpening() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "before"])
        // All threads that read stand still.
        let gate = DispatchSemaphore(value: 0)
        let reading = test.core.environment.pools.reading
        let blocked = (0..<2).map { _ in Task { try await reading.run { gate.wait() } } }
        while reading.runningCount < 2 { await Task.yield() }
        let open = Task { try await test.core.items.open("a", of: item) }
        while reading.waitingCount == 0 { await Task.yield() }
        try await test.change(item, files: ["a": "after"])
        await test.core.environment.garbage.settled()
        for _ in blocked { gate.signal() }
        let content = try await open.value
        #expect(try await text(content.chunks(0..<content.size)) == "after")
    }

    @Test func whatIsLostIsAnError() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        let object = try #require(try await test.core.items.file("a", of: item).objectId)
        try test.core.environment.folder.removeObject(object)
        #expect(try await kind { _ = try await test.core.items.open("a", of: item) } == .resourceInaccessible)
    }
}

@Suite struct DownloadCoverageTests {
    static let orders: [[Range<Int64>]] = [
        [0..<3, 3..<5, 5..<9], [5..<9, 0..<3, 2..<6], [0..<1, 2..<3, 4..<9, 1..<4], [0..<9, 3..<4],
    ]

    @Test(arguments: orders) func rangesMerge(_ ranges: [Range<Int64>]) {
        let coverage = DownloadCoverage()
        let key = DownloadCoverage.Key(session: "s", file: "f")
        var bytes: Set<Int64> = []
        for range in ranges {
            bytes.formUnion(range)
            #expect(coverage.add(range, to: key) == Int64(bytes.count))
        }
        #expect(bytes.count == 9)
        coverage.keep(sessions: ["t"])
        #expect(coverage.count == 0)
    }
}
