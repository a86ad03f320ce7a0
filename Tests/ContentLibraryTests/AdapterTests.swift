import ContentFormats
import ContentLibraryAPI
import ContentSamples
import Crypto
import Foundation
import Testing

@testable import ContentLibrary

/// What the adapters of item types make of the content of a session.
@Suite struct AdapterTests {
    static let anna = TestLibrary.anna

    private func item(_ test: TestLibrary, _ type: String) async throws -> String {
        try await test.core.items.create(.init(libraryId: test.library, name: "vm", type: type), by: Self.anna)
    }

    private func begin(_ type: String) async throws -> (test: TestLibrary, item: String, session: String) {
        let test = try await TestLibrary.open()
        let item = try await item(test, type)
        return (test, item, try await test.session(on: item))
    }

    private func send(_ test: TestLibrary, _ session: String, _ files: [(String, [UInt8])]) async throws {
        for (name, content) in files {
            try await test.push(name, to: session)
            try await test.core.uploads.upload(body(content), to: name, of: session)
        }
    }

    private func files(
        _ package: SamplePackage, manifest: [UInt8]? = nil, certificate: [UInt8]? = nil
    ) -> [(String, [UInt8])] {
        (manifest.map { [(package.manifestName, $0)] } ?? [])
            + (certificate.map { [(package.certificateName, $0)] } ?? [])
            + [(package.descriptorName, package.descriptor)] + package.disks.map { ($0.name, $0.content) }
    }

    // MARK: OVF

    @Test func theDescriptorSaysWhatIsMissing() async throws {
        let (test, item, session) = try await begin("ovf")
        let package = SamplePackage(disks: [("a.vmdk", [1]), ("b.vmdk", [2, 3])])
        try await send(test, session, [files(package)[0]])
        let before = try await test.core.updateSessions.validate(session)
        #expect(before.hasErrors && before.missingFiles == ["a.vmdk", "b.vmdk"] && before.invalidFiles.isEmpty)
        #expect(try await kind { try await test.core.updateSessions.complete(session) } == .notAllowedInCurrentState)
        #expect(try await test.core.updateSessions.get(session).state == .active)
        try await send(test, session, Array(files(package)[1...]))
        #expect(try await test.core.updateSessions.validate(session).hasErrors == false)
        try await test.core.updateSessions.complete(session)
        #expect(try await Set(test.contents(of: item).keys) == ["vm.ovf", "a.vmdk", "b.vmdk"])
    }

    @Test func aPackageNeedsADescriptorAndNoSecondOne() async throws {
        let (test, _, session) = try await begin("ovf")
        try await test.core.updateSessions.complete(session)
        let (other, _, second) = try await begin("OVF")
        try await send(other, second, [("disk.vmdk", [1])])
        #expect(try await other.core.updateSessions.validate(second).missingFiles == ["vm.ovf"])
        try await send(other, second, [("a.ovf", SamplePackage().descriptor), ("b.ovf", SamplePackage().descriptor)])
        #expect(try await other.core.updateSessions.validate(second).invalidFiles.map(\.name).contains("b.ovf"))
    }

    @Test func whatTheDescriptorSaysOfASizeHolds() async throws {
        let (test, _, session) = try await begin("ovf")
        try await send(test, session, [files(SamplePackage())[0], ("disk.vmdk", [1])])
        let result = try await test.core.updateSessions.validate(session)
        #expect(result.invalidFiles.map(\.name) == ["disk.vmdk"])
        #expect(
            result.invalidFiles[0].errorMessage.description
                == "The file disk.vmdk has 1 bytes, and the descriptor says 4.")
    }

    @Test func aFaultyDescriptorIsInvalid() async throws {
        let (test, _, session) = try await begin("ovf")
        try await send(test, session, [("vm.ovf", Array("<Envelope/>".utf8))])
        let result = try await test.core.updateSessions.validate(session)
        #expect(result.invalidFiles.map(\.name) == ["vm.ovf"])
        #expect(result.invalidFiles.first?.errorMessage.description.contains("line 1") == true)
        #expect(try await kind { try await test.core.updateSessions.complete(session) } == .notAllowedInCurrentState)
        // It can be mended.
        try await send(test, session, files(SamplePackage()))
        try await test.core.updateSessions.complete(session)
    }

    @Test(arguments: ["SHA1", "SHA256", "SHA512"]) func theManifestIsVerifiedAndNotKept(_ algorithm: String)
        async throws
    {
        let package = SamplePackage(disks: [("disk.vmdk", [UInt8](repeating: 9, count: 300_000))])
        let manifest = package.manifest(algorithm)
        let (test, item, session) = try await begin("ovf")
        try await send(test, session, files(package, manifest: manifest))
        #expect(try await test.core.updateSessions.file("vm.mf", of: session).keepInStorage == false)
        #expect(try await test.core.updateSessions.file("vm.ovf", of: session).keepInStorage == nil)
        #expect(try await test.core.updateSessions.validate(session).hasErrors == false)
        try await test.core.updateSessions.complete(session)
        #expect(try await Set(test.contents(of: item).keys) == ["vm.ovf", "disk.vmdk"])
        #expect(try await test.objectCount == 2)

        let (other, _, wrong) = try await begin("ovf")
        try await send(other, wrong, Array(files(package, manifest: manifest).dropLast()))
        var content = package.disks[0].content
        content[250_000] = 8
        try await send(other, wrong, [("disk.vmdk", content)])
        let result = try await other.core.updateSessions.validate(wrong)
        #expect(result.invalidFiles.map(\.name) == ["disk.vmdk"])
        #expect(result.invalidFiles.first?.errorMessage.description.contains(algorithm) == true)
        #expect(try await kind { try await other.core.updateSessions.complete(wrong) } == .notAllowedInCurrentState)
    }

    @Test func theManifestListsAllAndNothingElse() async throws {
        let package = SamplePackage()
        let (test, _, session) = try await begin("ovf")
        let digest = SamplePackage.digest([], "SHA256")
        let manifest = Array(
            "SHA256(vm.ovf)= \(SamplePackage.digest(package.descriptor, "SHA256"))\nSHA256(nvram)= \(digest)\n".utf8)
        try await send(test, session, files(package, manifest: manifest))
        let result = try await test.core.updateSessions.validate(session)
        #expect(result.missingFiles == ["nvram"])
        #expect(result.invalidFiles.map(\.name) == ["disk.vmdk"])
    }

    @Test func manifestAndCertificateComeBeforeTheDescriptor() async throws {
        let (test, _, session) = try await begin("ovf")
        try await test.push("vm.mf", to: session)
        try await test.push("vm.ovf", to: session)
        for name in ["other.mf", "vm.cert", "vm.mf"] {
            #expect(try await kind { try await test.push(name, to: session) } == .notAllowedInCurrentState)
        }
        try await test.core.updateSessions.removeFile("vm.ovf", from: session)
        try await test.push("vm.cert", to: session)
        let (other, _, second) = try await begin("other")
        try await other.push("vm.ovf", to: second)
        try await other.push("vm.mf", to: second)
    }

    // MARK: Previews

    private func preview(_ test: TestLibrary, _ session: String) async throws -> ContentPreview? {
        try await test.core.updateSessions.get(session).preview
    }

    @Test func previewsFollowTheDescriptor() async throws {
        let (test, _, session) = try await begin("ovf")
        let package = SamplePackage()
        #expect(try await test.core.updateSessions.get(session).model.previewInfo?.state == .unavailable)
        try await test.push("vm.ovf", to: session)
        #expect(try await test.core.updateSessions.get(session).model.previewInfo?.state == .preparing)
        try await send(test, session, [("vm.ovf", package.descriptor)])
        let info = try #require(try await test.core.updateSessions.get(session).model.previewInfo)
        #expect(info.state == .available && info.warnings?.isEmpty == true && info.certificateInfo == nil)
        try await test.core.updateSessions.removeFile("vm.ovf", from: session)
        #expect(try await test.core.updateSessions.get(session).model.previewInfo?.state == .unavailable)
        try await send(test, session, files(package))
        try await test.core.updateSessions.complete(session)
        #expect(try await test.core.updateSessions.get(session).model.previewInfo == nil)
    }

    struct Signed: Sendable {
        var key = SampleSigner.Key.p256
        var times = 0.0...4_000_000_000
        var byAuthority = false
        var warnings: [WarningType]
    }

    @Test(arguments: [
        Signed(warnings: [.selfSignedCertificate, .untrustedCertificate]),
        Signed(key: .rsa, byAuthority: true, warnings: [.untrustedCertificate]),
        Signed(times: 0...1, byAuthority: true, warnings: [.expiredCertificate, .untrustedCertificate]),
        Signed(
            times: 3_000_000_000...4_000_000_000, byAuthority: true,
            warnings: [.notYetValidCertificate, .untrustedCertificate]),
    ]) func signersAreWarnedAbout(_ signed: Signed) async throws {
        let root = try SampleSigner("root", isAuthority: true)
        let validity =
            Date(
                timeIntervalSince1970: signed.times.lowerBound)...Date(
                timeIntervalSince1970: signed.times.upperBound)
        let signer = try SampleSigner(
            "signer", signed.key, issuer: signed.byAuthority ? root : nil, validity: validity)
        let package = SamplePackage()
        let manifest = package.manifest()
        let all = files(package, manifest: manifest, certificate: try package.certificate(signer, manifest: manifest))
        let (test, item, session) = try await begin("ovf")
        try await send(test, session, all)
        let info = try #require(try await test.core.updateSessions.get(session).model.previewInfo)
        #expect(info.state == .available)
        #expect(info.warnings?.map(\.type.rawValue) == signed.warnings.map(\.rawValue))
        #expect(info.warnings?.allSatisfy { !$0.ignored } == true)
        #expect(info.certificateInfo?.subject == "CN=signer" && info.certificateInfo?.selfSigned == !signed.byAuthority)
        #expect(info.certificateInfo?.x509 == (try signer.pem()))
        #expect(info.certChain?.count == (signed.byAuthority ? 2 : 1))

        // All of them ignored, it completes.
        try await test.core.updateSessions.update(
            session, warningBehavior: signed.warnings.map { WarningBehavior(type: $0, ignored: true) })
        try await test.core.updateSessions.complete(session)
        let verification = try await test.core.items.get(item).model.certificateVerificationInfo
        #expect(verification?.status == .untrusted && verification?.certChain?.count == info.certChain?.count)

        // Nothing ignored, the session fails and the item stays.
        let second = try await test.session(on: item)
        try await send(test, second, all)
        #expect(try await kind { try await test.core.updateSessions.complete(second) } == .notAllowedInCurrentState)
        #expect(try await test.core.updateSessions.get(second).state == .error)
        #expect(try await test.contents(of: item).count == 2)

        // Content that is not signed says so.
        try await test.change(item, files: ["disk.vmdk": "DISK"])
        #expect(try await test.core.items.get(item).model.certificateVerificationInfo == nil)
    }

    @Test func signersOfTrustedAuthoritiesAreVerified() async throws {
        let root = try SampleSigner("root", isAuthority: true)
        let package = SamplePackage()
        let manifest = package.manifest()
        let certificate = try package.certificate(try SampleSigner("signer", issuer: root), manifest: manifest)
        let (test, item, session) = try await begin("ovf")
        let authority = try await test.core.trustedCertificates.create(try root.pem())
        try await send(test, session, files(package, manifest: manifest, certificate: certificate))
        #expect(try await preview(test, session)?.warnings == [])
        try await test.core.updateSessions.complete(session)
        #expect(try await test.core.items.get(item).model.certificateVerificationInfo?.status == .verified)

        // Trust is asked for anew each time.
        try await test.core.trustedCertificates.delete(authority)
        let second = try await test.session(on: item)
        try await send(test, second, files(package, manifest: manifest, certificate: certificate))
        #expect(try await preview(test, second)?.warnings == [.untrustedCertificate])
    }

    @Test func aSignatureOfSomethingElseIsInvalid() async throws {
        let package = SamplePackage()
        let signer = try SampleSigner("signer")
        let certificate = try package.certificate(signer, manifest: package.manifest("SHA512"))
        let (test, _, session) = try await begin("ovf")
        try await send(test, session, files(package, manifest: package.manifest(), certificate: certificate))
        #expect(try await test.core.updateSessions.validate(session).invalidFiles.map(\.name) == ["vm.cert"])
        let (other, _, second) = try await begin("ovf")
        try await send(other, second, files(package, certificate: certificate))
        #expect(try await other.core.updateSessions.validate(second).missingFiles == ["vm.mf"])
    }

    // MARK: Other types

    @Test func imagesAreRecognised() async throws {
        let (test, _, session) = try await begin("iso")
        try await send(test, session, [("disc.iso", Array("no image".utf8))])
        let result = try await test.core.updateSessions.validate(session)
        #expect(result.invalidFiles.map(\.name) == ["disc.iso"])
        #expect(try await kind { try await test.core.updateSessions.complete(session) } == .notAllowedInCurrentState)
        try await send(test, session, [("disc.iso", SampleImage.iso())])
        try await test.core.updateSessions.complete(session)
    }

    @Test func filesTellTheTypeThatTheClientDidNot() async throws {
        for (files, type) in [
            (self.files(SamplePackage()), "ovf"), ([("disc.iso", SampleImage.iso())], "iso"),
            ([("disc.iso", [1])], ""), ([("vm.ovf", [1])], ""), ([("a.txt", [1])], ""),
        ] {
            let (test, item, session) = try await begin("")
            try await send(test, session, files)
            try await test.core.updateSessions.complete(session)
            #expect(try await test.core.items.get(item).record.type == type)
        }
        let (test, _, session) = try await begin("")
        try await send(test, session, [files(SamplePackage())[0]])
        #expect(try await test.core.updateSessions.validate(session).missingFiles == ["disk.vmdk"])
    }

    @Test func anyOtherTypeIsNobodysBusiness() async throws {
        let (test, item, session) = try await begin("file")
        try await send(test, session, [("vm.ovf", [1]), ("disc.iso", [2]), ("vm.mf", [3]), ("vm.ova", [4])])
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item).count == 4)
    }

    @Test func templatesOfMachinesHaveNoFiles() async throws {
        let test = try await TestLibrary.open()
        #expect(try await kind { _ = try await item(test, "VM-Template") } == .invalidArgument)
        let other = try await item(test, "x")
        #expect(
            try await kind { try await test.core.items.update(other, .init(type: "vm-template")) } == .invalidArgument)
    }
}
