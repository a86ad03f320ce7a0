import BinderyRuntime
import ContentSamples
import HTTPTypes
import Testing

@testable import ContentLibrary

/// Packages that the server fetches are looked at as those that clients send.
@Suite(.timeLimit(.minutes(10))) struct PulledPackageTests {
    private static let package = SamplePackage(disks: [("disk.vmdk", [UInt8](repeating: 3, count: 700_000))])

    private static var archive: [UInt8] {
        TarArchive.of(
            [(package.descriptorName, package.descriptor), (package.manifestName, package.manifest())]
                + package.disks.map { ($0.name, $0.content) })
    }

    private static func whole(_ bytes: [UInt8]) -> ScriptedTransport.Step {
        { _ in
            SourceResponse(status: .ok, body: BodyStream(body(bytes), length: Int64(bytes.count), isReadOnce: true))
        }
    }

    private static func cut(_ bytes: [UInt8], after count: Int) -> ScriptedTransport.Step {
        { _ in
            SourceResponse(
                status: .ok,
                body: BodyStream(
                    body(Array(bytes.prefix(count)), failing: ConnectionReset()), length: Int64(bytes.count),
                    isReadOnce: true))
        }
    }

    private func begin(_ transport: ScriptedTransport) async throws -> (
        test: TestLibrary, item: String, session: String
    ) {
        let test = try await PullTests.library(transport)
        let item = try await test.core.items.create(
            .init(libraryId: test.library, name: "vm", type: "ovf"), by: TestLibrary.anna)
        return (test, item, try await test.session(on: item))
    }

    @Test(arguments: [false, true]) func anArchiveIsTakenApart(_ breaksOff: Bool) async throws {
        let whole = Self.whole(Self.archive)
        let transport =
            breaksOff
            ? ScriptedTransport(Self.cut(Self.archive, after: 500_000), whole) : ScriptedTransport(whole)
        let (test, item, session) = try await begin(transport)
        try await test.pull("vm.ova", to: session, size: Int64(Self.archive.count))
        try await test.core.updateSessions.complete(session)
        try await test.wait(for: session) { $0 == .done }
        #expect(try await Set(test.contents(of: item).keys) == ["vm.ovf", "disk.vmdk"])
        await test.core.environment.pulls.settled()
        #expect(try await test.objectCount == 2)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
    }

    @Test func whatIsNoArchiveFailsFileAndSession() async throws {
        let (test, _, session) = try await begin(ScriptedTransport(answer(200, "no archive")))
        try await test.pull("vm.ova", to: session)
        try await test.wait(for: session) { $0 == .error }
        let file = try await test.core.updateSessions.file("vm.ova", of: session)
        #expect(file.status == .error && file.errorMessage?.id.hasSuffix("session.file.not_ova") == true)
        try await test.expectNothingLeft()
    }

    /// Nobody waits for the answer of complete any more: the session says what is wrong, and the item stays.
    @Test func aDescriptorThatArrivesLastIsInspectedBeforeItIsVisible() async throws {
        let gate = Gate()
        let (test, item, session) = try await begin(ScriptedTransport(gate.step))
        try await test.pull("vm.ovf", to: session)
        try await test.core.updateSessions.complete(session)
        gate.finish(String(decoding: Self.package.descriptor, as: UTF8.self))
        try await test.wait(for: session) { $0 == .error }
        let message = try await test.core.updateSessions.get(session).errorMessage
        #expect(message?.description.contains("disk.vmdk") == true)
        #expect(try await test.contents(of: item).isEmpty)
        await test.core.environment.pulls.settled()
        try await test.expectNothingLeft()
    }
}
