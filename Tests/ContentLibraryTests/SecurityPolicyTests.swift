import ContentLibraryAPI
import ContentSamples
import Foundation
import Testing

@testable import ContentLibrary

/// `OVF_STRICT_VERIFICATION`: what a library with a security policy makes of OVF packages.
@Suite struct StrictVerificationTests {
    private struct Strict {
        let test: TestLibrary
        let library: String
        let item: String
        let policy: String
        let root: SampleSigner
        let package = SamplePackage()

        init(trusting: Bool = true) async throws {
            test = try await TestLibrary.open()
            policy = try #require(SecurityPolicy.all.first).id
            root = try SampleSigner("root", isAuthority: true)
            if trusting { _ = try await test.core.trustedCertificates.create(try root.pem()) }
            var spec = LibraryService.CreateSpec.local("strict")
            spec.securityPolicyId = policy
            library = try await test.core.libraries.create(spec, by: TestLibrary.anna)
            item = try await test.core.items.create(
                .init(libraryId: library, name: "vm", type: "ovf"), by: TestLibrary.anna)
        }

        func send(_ files: [(String, [UInt8])], to session: String) async throws {
            for (name, content) in files {
                try await test.push(name, to: session)
                try await test.core.uploads.upload(body(content), to: name, of: session)
            }
        }

        func files(signed: Bool = true, extra: [(String, [UInt8])] = []) throws -> [(String, [UInt8])] {
            let manifest = package.manifest()
            let signer = try SampleSigner("signer", issuer: root)
            let signature = [
                (package.manifestName, manifest),
                (package.certificateName, try package.certificate(signer, manifest: manifest)),
            ]
            return (signed ? signature : []) + [(package.descriptorName, package.descriptor)]
                + package.disks.map { ($0.name, $0.content) } + extra
        }

        func compliance(of item: String) async throws -> Bool? {
            try await test.core.items.get(item).model.securityCompliance
        }
    }

    @Test func aPackageMustBeSigned() async throws {
        let strict = try await Strict()
        let sessions = strict.test.core.updateSessions
        #expect(try await strict.compliance(of: strict.item) == true)
        let session = try await strict.test.session(on: strict.item)
        try await strict.send(strict.files(signed: false), to: session)
        #expect(try await sessions.validate(session).missingFiles == ["vm.mf", "vm.cert"])
        #expect(try await kind { try await sessions.complete(session) } == .notAllowedInCurrentState)
        #expect(try await sessions.get(session).state == .active)
        // It can be signed afterwards.
        try await sessions.removeFile("vm.ovf", from: session)
        try await strict.send(strict.files(), to: session)
        #expect(try await sessions.validate(session).hasErrors == false)
        try await sessions.complete(session)
        #expect(try await strict.compliance(of: strict.item) == true)
        // A session that changes nothing needs no signature, one that does needs another.
        let idle = try await strict.test.session(on: strict.item)
        try await sessions.complete(idle)
        let change = try await strict.test.session(on: strict.item)
        try await strict.send([("disk.vmdk", Array("DISK".utf8))], to: change)
        #expect(try await sessions.validate(change).missingFiles == ["vm.mf", "vm.cert"])
        try await sessions.cancel(change)
        let removal = try await strict.test.session(on: strict.item)
        for name in ["vm.ovf", "disk.vmdk"] { try await sessions.removeFile(name, from: removal) }
        try await sessions.complete(removal)
        #expect(try await strict.compliance(of: strict.item) == true)
    }

    /// Also where the warnings are ignored.
    @Test func theSignerMustBeTrusted() async throws {
        let strict = try await Strict(trusting: false)
        let sessions = strict.test.core.updateSessions
        let session = try await strict.test.session(on: strict.item)
        try await strict.send(strict.files(), to: session)
        try await sessions.update(
            session, warningBehavior: WarningType.allCases.map { WarningBehavior(type: $0, ignored: true) })
        let result = try await sessions.validate(session)
        #expect(result.missingFiles.isEmpty && result.invalidFiles.map(\.name) == ["vm.cert"])
        #expect(try await kind { try await sessions.complete(session) } == .notAllowedInCurrentState)
        _ = try await strict.test.core.trustedCertificates.create(try strict.root.pem())
        try await sessions.complete(session)
        #expect(try await strict.compliance(of: strict.item) == true)
    }

    @Test func nothingComesAlongUnsigned() async throws {
        let strict = try await Strict()
        let session = try await strict.test.session(on: strict.item)
        try await strict.send(strict.files(extra: [("notes.txt", [1])]), to: session)
        let result = try await strict.test.core.updateSessions.validate(session)
        #expect(result.invalidFiles.map(\.name) == ["notes.txt"])
    }

    /// Items that were there before the policy are marked, and take new content only as it demands.
    @Test func whatWasThereBefore() async throws {
        let strict = try await Strict()
        let (test, items, libraries) = (strict.test, strict.test.core.items, strict.test.core.libraries)
        func create(_ name: String, _ type: String) async throws -> String {
            try await items.create(
                .init(libraryId: test.library, name: name, type: type), by: TestLibrary.anna)
        }
        let (unsigned, empty, other) = (
            try await create("unsigned", "ovf"), try await create("empty", "OVF"), try await create("text", "txt")
        )
        let session = try await test.session(on: unsigned)
        try await strict.send(strict.files(signed: false), to: session)
        try await test.core.updateSessions.complete(session)
        #expect(try await strict.compliance(of: unsigned) == nil)
        try await libraries.update(test.library, .init(securityPolicyId: strict.policy))
        #expect(try await strict.compliance(of: unsigned) == false)
        #expect(try await strict.compliance(of: empty) == true)
        #expect(try await strict.compliance(of: other) == false)
        let change = try await test.session(on: other)
        try await strict.send([("a.txt", [1])], to: change)
        #expect(try await test.core.updateSessions.validate(change).invalidFiles.map(\.name) == ["a.txt"])
        #expect(
            try await kind { try await test.core.updateSessions.complete(change) } == .notAllowedInCurrentState)
        // None of them comes into another library with the policy.
        func copy(_ item: String) async throws {
            _ = try await items.copy(item, to: .init(libraryId: strict.library, name: "copy"), by: TestLibrary.anna)
        }
        #expect(try await kind { try await copy(unsigned) } == .notAllowedInCurrentState)
        #expect(try await kind { try await copy(other) } == .invalidArgument)
        try await copy(empty)
        try await libraries.update(test.library, .init(unsetSecurityPolicyId: true))
        #expect(try await strict.compliance(of: unsigned) == nil)
    }

    /// The policy may come while a session is ACTIVE.
    @Test func aPolicyThatComesLater() async throws {
        let strict = try await Strict()
        let test = strict.test
        let item = try await test.core.items.create(
            .init(libraryId: test.library, name: "vm", type: "ovf"), by: TestLibrary.anna)
        let session = try await test.session(on: item)
        try await strict.send(strict.files(signed: false), to: session)
        #expect(try await test.core.updateSessions.validate(session).hasErrors == false)
        try await test.core.libraries.update(test.library, .init(securityPolicyId: strict.policy))
        #expect(
            try await kind { try await test.core.updateSessions.complete(session) } == .notAllowedInCurrentState)
    }
}
