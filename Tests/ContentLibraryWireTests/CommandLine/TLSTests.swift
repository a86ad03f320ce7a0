import Foundation
import Testing

/// `serve` with TLS, and the commands against it.
@Suite(.timeLimit(.minutes(10))) struct TLSTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func list(_ server: ServerProcess, _ trust: String...) async throws -> ContentLibraryProgram.Outcome {
        try await ContentLibraryProgram.run(
            ["ls", "--server", server.address, "--user", "anna:secret"] + trust, in: folder)
    }

    @Test func aCertificateOfTheServersOwnMaking() async throws {
        let file = folder.path("data/self-signed.pem")
        var first: [UInt8] = []
        try await ServerProcess.run(in: folder, arguments: ["--tls-self-signed"]) { server in
            #expect(server.address.hasPrefix("https://127.0.0.1:"))
            first = try folder.read("data/self-signed.pem")
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect(attributes[.posixPermissions] as? Int == 0o600)

            // Nobody vouches for it, so it takes one of three ways to trust it.
            let strange = try await list(server)
            #expect(strange.ending == .exit(1) && strange.errors.lowercased().contains("certificate"), "\(strange)")
            for trust in [["--ca-certificate", file], ["--insecure"]] {
                let trusted = try await ContentLibraryProgram.run(
                    ["ls", "--server", server.address, "--user", "anna:secret"] + trust, in: folder)
                #expect(trusted.ending == .exit(0), "\(trust) \(trusted)")
            }
            var digests: [String] = []
            for await line in server.lines.prefix(2) { digests.append(String(line.split(separator: " ").last ?? "")) }
            #expect(digests.map(\.count) == [59, 95], "\(digests)")
            for digest in digests + digests.map({ $0.replacing(":", with: "").lowercased() }) {
                let trusted = try await list(server, "--thumbprint", digest)
                #expect(trusted.ending == .exit(0), "\(digest) \(trusted)")
            }
            let other = try await list(server, "--thumbprint", String(repeating: "AB:", count: 19) + "AB")
            #expect(other.ending != .exit(0) && other.errors.contains("another certificate"), "\(other)")

            // Uploads go to an https address that names the certificate.
            let upload = try await ContentLibraryProgram.run(
                ["upload", "L", "i", file, "--server", server.address, "--user", "anna:secret", "--insecure"],
                in: folder)
            #expect(upload.ending == .exit(0), "\(upload)")
        }
        // It is the same after a restart.
        try await ServerProcess.run(in: folder, arguments: ["--tls-self-signed"]) { _ in
            let second = try folder.read("data/self-signed.pem")
            #expect(second == first)
        }
        // It is made anew for other names, and can be used like any other certificate.
        let copy = try folder.write("copy.pem", first)
        let renamed = ["--tls-self-signed", "--public-url", "https://library.example"]
        try await ServerProcess.run(in: folder, arguments: renamed) { _ in
            let third = try folder.read("data/self-signed.pem")
            #expect(third != first)
        }
        try await ServerProcess.run(in: folder, arguments: ["--tls-certificate", copy, "--tls-key", copy]) { server in
            let trusted = try await list(server, "--ca-certificate", copy)
            #expect(trusted.ending == .exit(0), "\(trusted)")
            let other = try await list(server, "--ca-certificate", file)
            #expect(other.ending == .exit(1), "\(other)")
        }
        let check = ["config", "check", "--data", folder.path("data"), "--user", "a:b"]
        let mixed = try await ContentLibraryProgram.run(
            check + ["--tls-certificate", copy, "--tls-key", file], in: folder)
        #expect(mixed.ending == .exit(78) && mixed.errors.contains("is not that of the certificate"), "\(mixed)")
        let fitting = try await ContentLibraryProgram.run(
            check + ["--tls-certificate", copy, "--tls-key", copy], in: folder)
        #expect(fitting.ending == .exit(0), "\(fitting)")
    }

    @Test(arguments: [
        (["--tls-certificate", "users"], 64, "given together"),
        (["--tls-key", "users"], 64, "given together"),
        (["--tls-certificate", "a", "--tls-key", "b", "--tls-self-signed"], 64, "either"),
        (["--metrics-address", "9000"], 64, "metrics-address"),
        (["--tls-certificate", "/missing", "--tls-key", "/missing"], 64, "/missing cannot be read"),
        (["--tls-certificate", "EMPTY", "--tls-key", "EMPTY"], 64, "no certificate"),
    ]) func whatCannotBeServedWith(_ flags: [String], _ status: Int32, _ mentions: String) async throws {
        let empty = try folder.write("empty", [])
        let flags = flags.map { $0 == "EMPTY" ? empty : $0 }
        let outcome = try await ContentLibraryProgram.run(
            ["serve", "--data", folder.path("data"), "--user", "anna:secret", "--port", "0"] + flags, in: folder)
        #expect(outcome.ending == .exit(status) && outcome.errors.contains(mentions), "\(outcome)")
    }
}
