import ContentFormats
import ContentSamples
import Foundation
import Testing
import X509

@Suite struct ManifestTests {
    static let hex = String(repeating: "aB", count: 20)

    private func fault(_ text: String) -> String? {
        do {
            _ = try OVFManifest(Array(text.utf8))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: ["SHA1", "SHA256", "SHA512"], ["\n", "\r\n"]) func digests(_ algorithm: String, _ end: String)
        throws
    {
        let package = SamplePackage()
        let manifest = try OVFManifest(package.manifest(algorithm, lineEnd: end))
        #expect(manifest.entries.map(\.name) == ["vm.ovf", "disk.vmdk"])
        #expect(manifest.entries.map(\.algorithm.rawValue) == [algorithm, algorithm])
        #expect(manifest.entries[1].hexadecimal == SamplePackage.digest(Array("disk".utf8), algorithm))
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["(", "", "\n"]) func manyFlagsTakeLittleTime(_ before: String) {
        let flags = String(repeating: "🇩🇪", count: 100_000)
        #expect(fault("SHA1\(before)\(flags))= \(Self.hex)") != nil)
        #expect(fault("\(flags)\(before)(a)= \(flags)") != nil)
        #expect(fault("SHA1(a)\(before)= \(flags)") != nil)
    }

    @Test func theLastLineNeedsNoEnd() throws {
        let entries = try OVFManifest(Array("sha1(a (1).vmdk) = \(Self.hex)".utf8)).entries
        #expect(entries.map(\.name) == ["a (1).vmdk"] && entries[0].hexadecimal == Self.hex.lowercased())
    }

    @Test(arguments: [
        ("", "A manifest has at least one digest."),
        ("\n\nhello\n", "line 3: It is 'hello', not of the form ALGORITHM(file)= digest."),
        ("MD5(a)= 00", "line 1: The algorithm is 'MD5', not one of SHA1, SHA256, SHA512."),
        ("SHA1(a)= 00", "line 1: A digest of SHA1 has 40 digits."),
        ("SHA1(a)= xy", "line 1: 'xy' is not hexadecimal."),
        ("SHA1(a) \(hex)", "line 1: The name is not followed by '='."),
        ("SHA1(../a)= \(hex)", "line 1: The file '../a' is not in the package itself."),
        ("SHA1(a)= \(hex)\nSHA1(b)= \(hex)\r\nSHA1(a)= \(hex)", "line 3: The file 'a' has a digest already."),
    ]) func faults(_ text: String, _ expected: String) {
        #expect(fault(text) == expected)
    }

    @Test(arguments: [
        (SampleSigner.Key.rsa, "SHA1"), (.rsa, "SHA256"), (.rsa, "SHA512"), (.p256, "SHA256"), (.p256, "SHA512"),
        (.p384, "SHA256"),
    ]) func signatures(_ key: SampleSigner.Key, _ algorithm: String) throws {
        let (package, signer) = (SamplePackage(), try SampleSigner("signer", key))
        let manifest = package.manifest()
        let signature = try OVFSignature(package.certificate(signer, manifest: manifest, algorithm: algorithm))
        #expect(signature.manifest == "vm.mf" && signature.certificate == signer.certificate)
        #expect(signature.isValid(for: manifest))
        #expect(!signature.isValid(for: manifest + [10]))
    }

    @Test func whatIsNoSignature() throws {
        let pem = try SampleSigner("x").pem()
        for (text, expected) in [
            ("", "A certificate file is not empty."),
            ("SHA1(a.mf)= 00", "line 1: No certificate follows the signature."),
            (
                "SHA1(a.mf)= 00\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "line 2: Certificate 1 is no X.509"
            ),
            ("hello\n" + pem, "line 1: It is 'hello'"),
            (
                "SHA1(a.mf)= 00\n" + (0..<17).map { _ in pem + "\n" }.joined(),
                "line 2: A certificate file has at most 16"
            ),
        ] {
            do {
                _ = try OVFSignature(Array(text.utf8))
                Issue.record("\(text) was taken")
            } catch {
                #expect("\(error)".hasPrefix(expected), "\(error)")
            }
        }
    }

    private func check(
        _ signer: SampleSigner, trusted: [Certificate] = [], at seconds: TimeInterval = 1_700_000_000
    ) async throws -> SignerCheck {
        let (package, manifest) = (SamplePackage(), SamplePackage().manifest())
        return await SignerCheck(
            try OVFSignature(package.certificate(signer, manifest: manifest)), trusted: trusted,
            at: Date(timeIntervalSince1970: seconds))
    }

    @Test func trustLeadsBackThroughTheChain() async throws {
        let root = try SampleSigner("root", isAuthority: true)
        let middle = try SampleSigner("middle", .rsa, issuer: root, isAuthority: true)
        let signer = try SampleSigner("signer", .rsa, issuer: middle)
        let untrusted = try await check(signer)
        #expect(untrusted.chain == [signer.certificate, middle.certificate, root.certificate])
        #expect(!untrusted.isTrusted && !untrusted.isSelfSigned)
        for trusted in [root, middle, signer] {
            #expect(try await check(signer, trusted: [trusted.certificate]).isTrusted)
        }
        let stranger = try SampleSigner("root", isAuthority: true)
        #expect(try await !check(signer, trusted: [stranger.certificate]).isTrusted)
    }

    @Test func whoIsNoAuthorityVouchesForNobody() async throws {
        let root = try SampleSigner("root", isAuthority: true)
        let middle = try SampleSigner("middle", issuer: root)
        #expect(try await !check(SampleSigner("signer", issuer: middle), trusted: [root.certificate]).isTrusted)
    }

    @Test func selfSignedOnes() async throws {
        let signer = try SampleSigner("signer")
        let unknown = try await check(signer)
        #expect(unknown.isSelfSigned && !unknown.isTrusted && !unknown.isExpired && !unknown.isNotYetValid)
        #expect(try await check(signer, trusted: [signer.certificate]).isTrusted)
    }

    @Test func timesAreThoseOfTheClock() async throws {
        let root = try SampleSigner("root", isAuthority: true)
        let validity = Date(timeIntervalSince1970: 1000)...Date(timeIntervalSince1970: 2000)
        let signer = try SampleSigner("signer", issuer: root, validity: validity)
        for (time, early, late) in [
            (999.0, true, false), (1000, false, false), (2000, false, false), (2001, false, true),
        ] {
            let check = try await check(signer, trusted: [root.certificate], at: time)
            #expect(check.isNotYetValid == early && check.isExpired == late && check.isTrusted, "\(time)")
        }
    }
}
