import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `content-library serve` as a process.
@Suite(.timeLimit(.minutes(10))) struct ServeTests {
    /// SIGTERM and SIGINT: running requests end, the process ends with 0, and the port is free.
    @Test(arguments: [SIGTERM, SIGINT]) func gracefulStop(_ signal: Int32) async throws {
        let folder = try TemporaryFolder()
        var port = ""
        try await ServerProcess.run(in: folder) { server in
            let libraries = try await server.client.contentLibraryOperations.list()
            #expect(libraries.isEmpty)
            port = String(server.address.split(separator: ":").last ?? "")
            server.send(signal)
            #expect(await server.end() == .exit(0))
        }
        // The same port and the same folder, at once.
        try await ServerProcess.run(in: folder, arguments: ["--port", port]) { server in
            #expect(server.address == "http://127.0.0.1:\(port)")
            let libraries = try await server.client.contentLibraryOperations.list()
            #expect(libraries.isEmpty)
        }
    }

    /// An upload that is running when the signal comes is received whole.
    @Test func aRunningUploadEnds() async throws {
        let folder = try TemporaryFolder()
        try await ServerProcess.run(in: folder) { server in
            let story = try await UploadStory(server)
            let uri = try await story.add("disk")
            let body = OpenBody(length: 2000)
            let put = body.put(to: uri, over: server.transport)
            body.write(String(repeating: "x", count: 1000))
            try await eventually { try await story.file("disk").bytesTransferred == 1000 }
            server.send(SIGTERM)
            // The server has heard the signal when it takes no more connections.
            try await eventually { await !RawSocket(port: story.port).isAccepting() }
            body.write(String(repeating: "y", count: 1000))
            body.finish()
            #expect(try await put.value.status == 200)
            #expect(await server.end() == .exit(0))
        }
    }

    /// While the last upload runs, whoever asks is told that the server stops; a second signal does not wait for it.
    @Test(arguments: [SIGTERM, SIGINT]) func theSecondSignalEndsAtOnce(_ signal: Int32) async throws {
        let folder = try TemporaryFolder()
        try await ServerProcess.run(in: folder, arguments: ["--metrics-address", "127.0.0.1:0"]) { server in
            var lines = server.lines.makeAsyncIterator()
            let line = try #require(await lines.next())
            #expect(line.hasPrefix("metrics on http://127.0.0.1:") && line.hasSuffix("/metrics"), "\(line)")
            let operating = String(line.dropFirst("metrics on ".count).dropLast("/metrics".count))
            let story = try await UploadStory(server)
            let uri = try await story.add("disk")
            let body = OpenBody(length: 2000)
            let put = body.put(to: uri, over: server.transport)
            body.write(String(repeating: "x", count: 1000))
            try await eventually { try await story.file("disk").bytesTransferred == 1000 }
            #expect(try await server.transport.exchange(.get, operating + "/ready").status == 200)
            #expect(try await server.transport.exchange(.get, server.address + "/ready").status == 200)

            server.send(SIGTERM)
            try await eventually { await !RawSocket(port: story.port).isAccepting() }
            let ready = try await server.transport.exchange(.get, operating + "/ready")
            #expect(ready.status == 503 && ready.text.contains("stopping"), "\(ready.text)")
            let metrics = try await server.transport.exchange(.get, operating + "/metrics")
            #expect(metrics.text.contains("content_library_uploads_in_flight 1\n"), "\(metrics.text)")
            server.send(signal)
            #expect(await server.end() == .exit(128 + signal))
            put.cancel()
        }
        // Nothing of the upload is there, and everything else is.
        try await ServerProcess.run(in: folder) { server in
            let libraries = try await server.client.contentLibraryOperations.list()
            #expect(libraries.count == 1)
        }
    }

    /// An upload that does not end in time is given up, and the server ends.
    @Test func theShutdownTimeoutHolds() async throws {
        let folder = try TemporaryFolder()
        try await ServerProcess.run(in: folder, arguments: ["--shutdown-timeout", "1"]) { server in
            let story = try await UploadStory(server)
            let uri = try await story.add("disk")
            let body = OpenBody(length: 2000)
            let put = body.put(to: uri, over: server.transport)
            body.write(String(repeating: "x", count: 1000))
            try await eventually { try await story.file("disk").bytesTransferred == 1000 }
            server.send(SIGTERM)
            let end = await server.end()
            #expect(end == .exit(0) || end == .exit(1), "\(end)")
            body.breakOff()
            _ = try? await put.value
        }
    }

    @Test func missingParentsOfTheDataFolderAreMade() async throws {
        let folder = try TemporaryFolder()
        let data = folder.path("deep/er/data")
        try await ServerProcess.run(in: folder, arguments: ["--data", data]) { server in
            let libraries = try await server.client.contentLibraryOperations.list()
            #expect(libraries.isEmpty)
            #expect(FileManager.default.fileExists(atPath: data + "/library.sqlite"))
        }
    }

    @Test func oneServerAFolder() async throws {
        let folder = try TemporaryFolder()
        try await ServerProcess.run(in: folder) { _ in
            let second = try await ContentLibraryProgram.run(
                ["serve", "--data", folder.path("data"), "--port", "0", "--user", "anna:secret"], in: folder)
            #expect(second.ending == .exit(1) && second.output.isEmpty)
            #expect(second.errors.contains("another server uses this data folder"), "\(second)")
        }
    }

    @Test func aPortThatIsTaken() async throws {
        let folder = try TemporaryFolder()
        try await ServerProcess.run(in: folder) { server in
            let port = String(server.address.split(separator: ":").last ?? "")
            let second = try await ContentLibraryProgram.run(
                ["serve", "--data", folder.path("other"), "--port", port, "--user", "anna:secret"], in: folder)
            #expect(second.ending == .exit(1) && second.output.isEmpty, "\(second)")
            #expect(second.errors.contains("Error: "), "\(second)")
        }
    }

    @Test(arguments: [
        [], ["--data", "d"], ["--user", "anna:secret"], ["--data", "d", "--user", "anna"],
        ["--data", "d", "--user", "anna:secret", "--port", "70000"],
        ["--data", "d", "--user", "anna:secret", "--session-timeout", "0"],
        ["--data", "d", "--user", "anna:secret", "--log-level", "loud"],
        ["--data", "d", "--user", "anna:secret", "extra"],
    ]) func wrongUsage(_ arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await ContentLibraryProgram.run(["serve"] + arguments, in: folder)
        #expect(outcome.ending == .exit(64) && outcome.output.isEmpty, "\(outcome)")
        #expect(outcome.errors.contains("Usage: content-library serve"), "\(outcome)")
    }

    @Test func aFaultPointThatIsNone() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await ContentLibraryProgram.run(
            ["serve", "--data", folder.path("data"), "--port", "0", "--user", "anna:secret"],
            environment: ["BINDERY_FAULT": "nowhere"], in: folder)
        #expect(outcome.ending == .exit(64), "\(outcome)")
        #expect(outcome.errors.contains("BINDERY_FAULT names no fault point: nowhere"))
    }
}
