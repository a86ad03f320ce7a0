import BinderyRuntime
import ContentLibraryAPI
import Foundation
import HTTPTypes
import InMemoryLogging
import InMemoryTracing
import Instrumentation
import Logging
import Testing
import Tracing

@testable import ContentLibrary

@Suite struct ObservabilityTests {
    @Test(arguments: ["e1b0c442-98fc", "a:b/c=+.~@_"]) func theClientsRequestIDIsKept(_ id: String) async throws {
        let library = try await ObservedLibrary()
        let field = try #require(RequestIdentifier.field)
        let answer = try await library.send(
            .get, "/api/content/library/nothing", fields: ObservedLibrary.anna.with(field, id))
        #expect(answer.status == 404 && answer.fields[field] == id)
        #expect(answer.json["data"]?["request_id"]?.string == id, "\(answer.text)")
        let line = try #require(library.log.entries.last { $0.message == "request" })
        #expect(line.metadata["request-id"] == "\(id)")
    }

    @Test(arguments: ["", "with space", "\"quoted\"", "ä", String(repeating: "x", count: 129)])
    func anUnfitRequestIDIsReplaced(_ id: String) async throws {
        let library = try await ObservedLibrary()
        let field = try #require(RequestIdentifier.field)
        let answer = try await library.send(.get, "/api/content/library", fields: ObservedLibrary.anna.with(field, id))
        let made = try #require(answer.fields[field])
        #expect(answer.status == 200 && made != id && made.count == 16)
        // Each request has its own, also where nothing is answered.
        let other = try await library.send(.get, "/api/nowhere")
        #expect(other.status == 404 && other.fields[field] != made && other.fields[field]?.count == 16)
    }

    @Test func everyRequestIsWrittenDown() async throws {
        let library = try await ObservedLibrary()
        let path = try await library.upload()
        #expect(try await library.send(.put, path + "?secret=1", BodyStream("12345")).status == 200)
        let line = try #require(library.log.entries.last { $0.message == "request" })
        #expect(line.level == .info)
        let expected: Logger.Metadata = [
            "method": "PUT", "path": "\(path)", "route": "\(TransferEndpoints.sessionTemplate)", "status": "200",
            "bytes": "0", "request-bytes": "5", "user": "anna", "client": "192.0.2.7:4711",
        ]
        for (key, value) in expected { #expect(line.metadata[key] == value, "\(key): \(line.metadata)") }
        #expect(line.metadata["milliseconds"] != nil && line.metadata["incomplete"] == nil)
        _ = try await library.send(.get, "/api/content/library", fields: [:])
        let stranger = try #require(library.log.entries.last { $0.message == "request" })
        #expect(stranger.metadata["user"] == nil && stranger.metadata["status"] == "401")
        // Probes come every few seconds.
        let count = library.log.entries.count
        _ = try await library.send(.get, "/ready")
        #expect(library.log.entries.count == count)
    }

    /// What is logged deep inside an operation has the identifier, too.
    @Test func linesWithinARequestHaveItsID() async throws {
        let library = try await ObservedLibrary()
        let record = RequestRecord(id: "the-one")
        var context = InstrumentationContext.topLevel
        context.request = record
        await InstrumentationContext.withValue(context) {
            await Task { library.test.core.environment.logger.info("deep") }.value
        }
        library.test.core.environment.logger.info("outside")
        let entries = library.log.entries
        #expect(entries.first { $0.message == "deep" }?.metadata["request-id"] == "the-one")
        #expect(entries.first { $0.message == "outside" }?.metadata["request-id"] == nil)
    }

    @Test func metrics() async throws {
        let library = try await ObservedLibrary()
        let path = try await library.upload()
        #expect(try await library.send(.put, path, BodyStream("12345")).status == 200)
        #expect(try await library.send(.put, "/api/cls/data/none/file", BodyStream("x")).status == 404)
        #expect(
            try await library.send(.get, "/api/content/library", fields: [.authorization: "Basic eDp5"]).status == 401)
        #expect(try await library.send(.get, "/api/content/library", fields: [:]).status == 401)
        let item = try await library.test.item("done", files: ["file": "content"])
        let download = try await library.test.core.downloadSessions.create(item: item, token: nil, by: TestLibrary.anna)
        _ = try await library.test.core.downloadSessions.prepare(
            "file", of: download, endpoint: .https, by: TestLibrary.anna)
        #expect(try await library.send(.get, "/api/cls/data/\(download)/file").text == "content")

        let put = "operation=\"PUT \(TransferEndpoints.sessionTemplate)\""
        for (series, value) in [
            ("content_library_http_requests_total{method=\"PUT\",\(put),status=\"200\"}", "1"),
            ("content_library_http_requests_total{method=\"PUT\",\(put),status=\"404\"}", "1"),
            ("content_library_http_request_duration_seconds_count{\(put)}", "2"),
            ("content_library_http_request_duration_seconds_bucket{\(put),le=\"+Inf\"}", "2"),
            ("content_library_http_requests_in_flight", "1"), ("content_library_uploads_in_flight", "0"),
            ("content_library_uploaded_bytes_total", "12"), ("content_library_downloaded_bytes_total", "7"),
            ("content_library_transfers_total{direction=\"upload\",outcome=\"succeeded\"}", "2"),
            ("content_library_transfers_total{direction=\"download\",outcome=\"succeeded\"}", "1"),
            ("content_library_transfer_failures_total{direction=\"upload\",reason=\"refused\"}", "1"),
            ("content_library_authentication_failures_total", "1"),
            ("content_library_update_sessions{state=\"ACTIVE\"}", "1"),
            ("content_library_update_sessions{state=\"DONE\"}", "1"),
            ("content_library_update_sessions{state=\"ERROR\"}", "0"),
            ("content_library_download_sessions{state=\"ACTIVE\"}", "1"),
            ("content_library_stored_objects", "2"), ("content_library_stored_bytes", "12"),
            ("content_library_libraries", "1"), ("content_library_items", "2"),
        ] {
            #expect(try await library.metric(series) == value, "\(series)")
        }
    }

    @Test func failedTransfersSayWhy() async throws {
        let library = try await ObservedLibrary()
        let session = try await library.test.session(on: try await library.test.item())
        try await library.test.push("wrong", to: session, checksum: (.md5, String(repeating: "0", count: 32)))
        #expect(try await library.send(.put, "/api/cls/data/\(session)/wrong", BodyStream("abc")).status == 400)
        let path = try await library.upload("broken")
        let broken = BodyStream(body(Array("abc".utf8), failing: BodyInterrupted(reason: "gone")), length: 9)
        _ = try await library.send(.put, path, broken)
        for reason in ["content", "connection"] {
            let series = "content_library_transfer_failures_total{direction=\"upload\",reason=\"\(reason)\"}"
            #expect(try await library.metric(series) == "1", "\(reason)")
        }
        // A download that nobody reads to its end.
        let item = try await library.test.item("read in part", files: ["file": String(repeating: "x", count: 1 << 20)])
        let file = try await library.send(.get, "/api/content/library/item/\(item)/file")
        let uri = try #require(file.json[0]?["file_download_endpoint"]).text
        do {
            let head = HTTPRequest(
                method: .get, scheme: "https", authority: "library.example",
                path: String(uri.dropFirst("https://library.example".count)), headerFields: ObservedLibrary.anna)
            let response = await library.host.router.respond(to: ServerRequest(head: head, body: BodyStream()))
            var pieces = response.body?.makeAsyncIterator()
            _ = try await pieces?.next()
        }
        let series = "content_library_transfer_failures_total{direction=\"download\",reason=\"connection\"}"
        #expect(try await library.metric(series) == "1")
        let line = try #require(library.log.entries.last { $0.metadata["incomplete"] != nil })
        #expect(line.metadata["bytes"] == "\(ObjectChunks.chunkLength)")
    }

    @Test func metricsTakeALoginUnlessTheyHaveAnAddress() async throws {
        let library = try await ObservedLibrary()
        #expect(try await library.send(.get, "/metrics", fields: [:]).status == 401)
        let open = library.host.operatingRouter(hasOpenMetrics: true)
        let answer = try await library.send(.get, "/metrics", fields: [:], to: open)
        #expect(answer.status == 200 && answer.fields[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.text.contains("# TYPE content_library_http_request_duration_seconds histogram"))
        #expect(try await library.send(.get, "/api/content/library", fields: [:], to: open).status == 404)
    }

    @Test func healthAndReadiness() async throws {
        let library = try await ObservedLibrary()
        #expect(try await library.send(.get, "/health", fields: [:]).json["status"]?.string == "alive")
        let ready = try await library.send(.get, "/ready", fields: [:])
        #expect(ready.status == 200 && ready.json["status"]?.string == "ready", "\(ready.text)")
        try FileManager.default.removeItem(atPath: library.test.folder.path + "/staging")
        library.host.drain()
        let stopping = try await library.send(.get, "/ready", fields: [:])
        #expect(stopping.status == 503)
        #expect(
            stopping.json["reasons"]
                == .array(["the server is stopping", "the data folder cannot be written to"]), "\(stopping.text)")
        try library.host.close()
        let closed = try await library.send(.get, "/ready", fields: [:])
        #expect(closed.status == 503 && closed.text.contains("the store does not answer"), "\(closed.text)")
        #expect(try await library.send(.get, "/health", fields: [:]).status == 200)
    }

    @Test func aStoppingServerTakesNoNewUploads() async throws {
        let library = try await ObservedLibrary()
        let (running, late) = (try await library.upload("running"), try await library.upload("late"))
        let (pieces, continuation) = AsyncThrowingStream<ArraySlice<UInt8>, any Error>.makeStream()
        let put = Task { try await library.send(.put, running, BodyStream(pieces, length: 4)) }
        continuation.yield(Array("12".utf8)[...])
        while try await library.metric("content_library_uploaded_bytes_total") != "2" { await Task.yield() }
        library.host.drain()
        let refused = try await library.send(.put, late, BodyStream("x"))
        #expect(refused.status == 503 && refused.json["error_type"]?.string == "SERVICE_UNAVAILABLE", "\(refused.text)")
        continuation.yield(Array("34".utf8)[...])
        continuation.finish()
        #expect(try await put.value.status == 200)
        // What does not begin anything goes on.
        #expect(try await library.send(.get, "/api/content/library").status == 200)
    }

    @Test func transferEndpointsNameTheCertificate() async throws {
        let library = try await ObservedLibrary()
        let session = try await library.test.session(on: try await library.test.item())
        try await library.test.push("disk", to: session)
        let files = try await library.send(.get, "/api/content/library/item/update-session/\(session)/file")
        #expect(files.json[0]?["upload_endpoint"]?["ssl_certificate_thumbprint"]?.string == "AB:CD", "\(files.text)")
    }
}

@Suite struct TracingTests {
    private func spans(
        _ method: HTTPRequest.Method, _ path: (ObservedLibrary) async throws -> String, _ text: String = "",
        fields: HTTPFields = ObservedLibrary.anna
    ) async throws -> [FinishedInMemorySpan] {
        let library = try await ObservedLibrary()
        let path = try await path(library)
        let tracer = InMemoryTracer()
        _ = try await withTracer(tracer) { try await library.send(method, path, BodyStream(text), fields: fields) }
        return tracer.finishedSpans
    }

    @Test func aRequestIsASpan() async throws {
        var fields = ObservedLibrary.anna
        fields[.userAgent] = "tests/1"
        fields[try #require(HTTPField.Name(InMemoryTracer.traceIDKey))] = "trace"
        fields[try #require(HTTPField.Name(InMemoryTracer.spanIDKey))] = "parent"
        let spans = try await spans(.get, { "/api/content/library/\($0.test.library)" }, fields: fields)
        let span = try #require(spans.first { $0.kind == .server })
        #expect(
            span.operationName == "GET /content/library/{libraryId}"
                || span.operationName == "GET /content/library/{library_id}")
        #expect(span.traceID == "trace" && span.parentSpanID == "parent")
        #expect(span.attributes["http.request.method"]?.toSpanAttribute() == .string("GET"))
        #expect(span.attributes["http.route"]?.toSpanAttribute() == .string(String(span.operationName.dropFirst(4))))
        #expect(span.attributes["http.response.status_code"]?.toSpanAttribute() == .int64(200))
        #expect(span.attributes["url.scheme"]?.toSpanAttribute() == .string("https"))
        #expect(span.attributes["server.address"]?.toSpanAttribute() == .string("library.example"))
        #expect(span.attributes["client.address"]?.toSpanAttribute() == .string("192.0.2.7:4711"))
        #expect(span.attributes["user_agent.original"]?.toSpanAttribute() == .string("tests/1"))
        #expect(span.attributes["user.name"]?.toSpanAttribute() == .string("anna"))
        #expect(span.status == nil)
    }

    @Test func transfersAndTransactionsAreSpansWithin() async throws {
        let spans = try await spans(.put, { try await $0.upload() }, "12345")
        let request = try #require(spans.first { $0.kind == .server })
        let upload = try #require(spans.first { $0.operationName == "upload" })
        #expect(upload.parentSpanID == request.spanID)
        let transactions = spans.filter { $0.operationName == "library transaction" }
        #expect(!transactions.isEmpty && transactions.allSatisfy { $0.traceID == request.traceID })
        #expect(transactions.contains { $0.parentSpanID == upload.spanID })
    }

    @Test func failuresOfTheServerAreErrors() async throws {
        let spans = try await spans(
            .get,
            { library in
                try library.host.close()
                return "/api/content/library"
            })
        let span = try #require(spans.first { $0.kind == .server })
        #expect(span.status?.code == .error)
        #expect(span.attributes["error.type"]?.toSpanAttribute() == .string("500"))
    }
}

extension HTTPFields {
    fileprivate func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
