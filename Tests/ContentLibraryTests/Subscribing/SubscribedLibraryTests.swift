import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

@Suite struct SubscribedLibraryTests {
    private static let certificate = SourceCertificate(der: [1, 2, 3])

    struct Probe: Sendable {
        var status: SubscriptionProbe.Status
        var error: LibraryErrorKind
        var answer: ScriptedTransport.Step
    }

    private static let probes = [
        Probe(status: .timedOut, error: .resourceInaccessible, answer: fails(.connection("no answer"))),
        Probe(status: .hostNotFound, error: .resourceInaccessible, answer: fails(.unresolved(host: "h"))),
        Probe(
            status: .unknownError, error: .resourceInaccessible,
            answer: fails(.forbiddenAddress(host: "h", address: "127.0.0.1"))),
        Probe(
            status: .certificateError, error: .invalidArgument,
            answer: fails(.untrusted(host: "h", reason: "r", certificate: certificate))),
        Probe(status: .resourceNotFound, error: .resourceInaccessible, answer: answer(404)),
        Probe(status: .invalidCredentials, error: .invalidArgument, answer: answer(401)),
        Probe(status: .unknownError, error: .resourceInaccessible, answer: answer(500)),
        Probe(status: .invalidURL, error: .invalidArgument, answer: answer(200, "<html></html>")),
        Probe(
            status: .invalidURL, error: .invalidArgument,
            answer: answer(200, String(repeating: " ", count: FeedLimits().documentBytes + 1))),
    ]

    @Test(arguments: probes.indices) func probing(_ index: Int) async throws {
        let probe = Self.probes[index]
        let mirror = try await Mirror()
        mirror.sources.intercept(probe.answer)
        let request = SubscribeRequest(url: mirror.url, authenticationMethod: FeedAuthentication.none)
        let result = try await mirror.core.subscribedLibraries.probe(request)
        #expect(result.status == probe.status && result.messages.count == 1)
        #expect((result.certificate == Self.certificate) == (probe.status == .certificateError))
        // Creating it refuses for the same reason, and leaves nothing behind.
        #expect(try await kind { _ = try await mirror.subscribe() } == probe.error)
        #expect(try await mirror.core.libraries.list(type: .subscribed).isEmpty)
    }

    @Test(arguments: ["no url", "gopher://h/lib.json", "http:///lib.json"]) func probingNoURL(_ url: String)
        async throws
    {
        let mirror = try await Mirror()
        let request = SubscribeRequest(url: url, authenticationMethod: FeedAuthentication.none)
        let result = try await mirror.core.subscribedLibraries.probe(request)
        #expect(result.status == .invalidURL && result.messages.count == 1)
    }

    @Test func whatDoesNotWorkIsRefused() async throws {
        let mirror = try await Mirror()
        func refusal(_ change: (inout SubscribeRequest) -> Void) async throws -> LibraryErrorKind? {
            try await kind { _ = try await mirror.subscribe(change: change) }
        }
        #expect(try await refusal { $0.url = nil } == .invalidArgument)
        #expect(try await refusal { $0.url = "ftp://a/lib.json" } == .invalidArgument)
        #expect(try await refusal { $0.authenticationMethod = nil } == .invalidArgument)
        #expect(try await refusal { $0.authenticationMethod = .basic } == .invalidArgument)
        #expect(try await refusal { $0.password = "p" } == .invalidArgument)
        #expect(try await refusal { $0.sslThumbprint = "12" } == .invalidArgument)
        #expect(try await refusal { _ in } == nil)
        let bare = try await TestLibrary.open()
        var spec = LibraryService.CreateSpec.local("mirror")
        #expect(
            try await kind { _ = try await bare.core.subscribedLibraries.create(spec, by: TestLibrary.anna) }
                == .invalidArgument)
        spec.subscription = SubscribeRequest(url: mirror.url, authenticationMethod: FeedAuthentication.none)
        let complete = spec
        // A server without a way to fetch anything says so.
        #expect(
            try await kind { _ = try await bare.core.subscribedLibraries.create(complete, by: TestLibrary.anna) }
                == .resourceInaccessible)
        #expect(
            try await kind { _ = try await bare.core.libraries.create(complete, by: TestLibrary.anna) }
                == .invalidArgument)
    }

    @Test func thePasswordIsForThePublisherAlone() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: ["f": "content"])
        let basic = #"{"published":true,"authentication_method":"BASIC","password":"secret word"}"#
        #expect(try await mirror.publisher.publish(basic) == 204)
        #expect(
            try await kind {
                _ = try await mirror.subscribe {
                    $0.authenticationMethod = .basic
                    $0.password = "wrong"
                }
            } == .invalidArgument)
        // The files are elsewhere, as with a publisher that has a distribution network.
        mirror.sources.intercept { request in
            if request.uri.hasPrefix("https://files.example/") {
                return SourceResponse(status: .ok, body: BodyStream("content"))
            }
            guard request.uri.hasSuffix("items.json"), request.headerFields[.authorization] != nil else { return nil }
            let item = FeedReaderTests.item(
                "item", files: #"[{"name":"f","size":7,"etag":"e","hrefs":["https://files.example/f"]}]"#)
            return SourceResponse(status: .ok, body: BodyStream(#"{"items":[\#(item)]}"#))
        }
        mirror.sources.forget()
        let library = try await mirror.subscribe {
            $0.authenticationMethod = .basic
            $0.password = "secret word"
            $0.sslThumbprint = "AA:" + String(repeating: "bb:", count: 18) + "CC"
        }
        #expect(try await mirror.contents(of: library) == ["item": ["f": "content"]])
        let expected = "Basic " + Data("vcsp:secret word".utf8).base64EncodedString()
        for request in mirror.sources.requests {
            let isPublisher = request.uri.hasPrefix("https://\(Mirror.host)/")
            #expect(request.headerFields[.authorization] == (isPublisher ? expected : nil), "\(request.uri)")
            if case .thumbprint = request.trust { #expect(isPublisher) } else { #expect(!isPublisher) }
        }
        // It goes to no other server without being given anew.
        func move(_ password: String?) async throws -> LibraryErrorKind? {
            try await kind {
                try await mirror.core.subscribedLibraries.update(
                    library,
                    .init(subscription: SubscribeRequest(url: "https://evil.example/lib.json", password: password)))
            }
        }
        mirror.sources.forget()
        #expect(try await move(nil) == .invalidArgument)
        #expect(mirror.sources.requests.isEmpty)
        #expect(try await move("other") == .resourceInaccessible)
    }

    @Test func changesOfTheSubscription() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: ["f": "1"])
        let library = try await mirror.subscribe(onDemand: true)
        let subscribed = mirror.core.subscribedLibraries
        try await subscribed.update(library, .init(name: "renamed", version: "1"))
        #expect(try await kind { try await subscribed.update(library, .init(version: "1")) } == .invalidArgument)
        #expect(
            try await kind { try await subscribed.update(library, .init(publishInfo: .init(published: true))) }
                == .invalidArgument)
        try await subscribed.update(library, .init(subscription: .init(automaticSyncEnabled: true, onDemand: false)))
        let after = try await mirror.core.libraries.details(library)
        #expect(after.record.name == "renamed" && after.record.version == 3)
        #expect(after.subscription?.automaticSyncEnabled == true && after.subscription?.onDemand == false)
        // Nothing changed at the publisher, and yet the files are wanted now.
        try await mirror.synchronize(library)
        #expect(try await mirror.contents(of: library) == ["item": ["f": "1"]])
        #expect(
            try await kind { try await subscribed.update(mirror.test.library, .init(name: "x")) }
                == .invalidElementType)
        #expect(try await kind { _ = try await subscribed.get(mirror.test.library) } == .invalidElementType)
    }

    @Test func oneTokenIsOneLibrary() async throws {
        let mirror = try await Mirror()
        var spec = LibraryService.CreateSpec.local("mirror")
        spec.subscription = SubscribeRequest(url: mirror.url, authenticationMethod: FeedAuthentication.none)
        let token = UUID().uuidString
        let subscribed = mirror.core.subscribedLibraries
        let id = try await subscribed.create(spec, token: token, by: TestLibrary.anna)
        // Even while nobody answers.
        mirror.sources.intercept(fails(.connection("gone")))
        #expect(try await subscribed.create(spec, token: token, by: TestLibrary.anna) == id)
        await mirror.settle()
    }

    @Test func anotherLibraryAtTheURLIsNotMirrored() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: ["f": "1"])
        let library = try await mirror.subscribe()
        mirror.sources.intercept { request in
            guard request.uri.hasSuffix("lib.json") else { return nil }
            let text = #"{"vcspVersion":"2","version":"9","id":"urn:uuid:x","name":"n","itemsHref":"items.json"}"#
            return SourceResponse(status: .ok, body: BodyStream(text))
        }
        try await mirror.synchronize(library)
        #expect(try await mirror.problem(of: library)?.contains("x") == true)
        #expect(try await mirror.contents(of: library) == ["item": ["f": "1"]])
    }
}
