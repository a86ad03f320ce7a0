import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// Pushing: publisher and subscriber are libraries of one server.
@Suite struct SubscriptionTests {
    let mirror: Mirror
    let subscriptions: SubscriptionService
    let url: String
    var library: String { mirror.test.library }

    init() async throws {
        mirror = try await Mirror()
        // The subscribing server is its own publisher here.
        mirror.sources.serve(
            try ContentLibraryHost.open(mirror.core, users: UserDirectory()).router, at: "self.example")
        url = "https://self.example\(FeedEndpoints.libraryPath(mirror.test.library))"
        subscriptions = mirror.core.subscriptions
        try await publish(.init(published: true, authenticationMethod: FeedAuthentication.none))
    }

    private func publish(_ request: PublishRequest) async throws {
        try await mirror.core.libraries.update(mirror.test.library, .init(publishInfo: request))
    }

    private func create(
        _ target: SubscriptionService.CreateSpec.Target,
        _ change: (inout SubscriptionService.CreateSpec) -> Void = { _ in }
    ) async throws -> String {
        var spec = SubscriptionService.CreateSpec(target: target, location: .local, publishURL: url)
        if target == .createNew {
            spec.newLibrary = .local("subscriber")
            spec.newLibrary?.subscription = SubscribeRequest(automaticSyncEnabled: false, onDemand: true)
        }
        change(&spec)
        let id = try await subscriptions.create(spec, for: library, by: TestLibrary.anna)
        await mirror.settle()
        return id
    }

    @Test func whatIsPublishedArrives() async throws {
        let item = try await mirror.test.item("item", files: ["f": "1"])
        let id = try await create(.createNew)
        let subscriber = try await subscriptions.get(id, of: library).subscriber
        #expect(try await subscriptions.list(of: library).map(\.record.id) == [id])
        #expect(try await mirror.core.libraries.details(subscriber.id).push?.id == id)
        #expect(try await !mirror.item("item", of: subscriber.id).cached)

        try await mirror.test.change(item, files: ["f": "2"])
        try await subscriptions.publish(item: item, content: true, to: [id])
        await mirror.settle()
        #expect(try await mirror.contents(of: subscriber.id) == ["item": ["f": "2"]])
        _ = try await mirror.test.item("more")
        try await subscriptions.publish(library, to: [])
        await mirror.settle()
        #expect(try await mirror.contents(of: subscriber.id).count == 2)
        // An item that the subscriber has not heard of comes too.
        let late = try await mirror.test.item("late")
        try await subscriptions.publish(item: late, content: false, to: [])
        await mirror.settle()
        #expect(try await mirror.contents(of: subscriber.id).count == 3)

        try await subscriptions.delete(id, of: library)
        #expect(try await subscriptions.list(of: library).isEmpty)
        #expect(try await mirror.core.libraries.list(type: .subscribed) == [subscriber.id])
    }

    @Test func refusals() async throws {
        let subscriber = try await mirror.subscribe { $0.url = url }
        let foreign = try await mirror.subscribe(name: "foreign")
        func refusal(
            _ target: SubscriptionService.CreateSpec.Target,
            _ change: (inout SubscriptionService.CreateSpec) -> Void = { _ in }
        ) async throws -> LibraryErrorKind? {
            try await kind { _ = try await create(target, change) }
        }
        #expect(try await refusal(.useExisting) == .invalidArgument)
        #expect(try await refusal(.useExisting) { $0.subscribedLibrary = library } == .invalidElementType)
        #expect(try await refusal(.useExisting) { $0.subscribedLibrary = "?" } == .notFound)
        #expect(try await refusal(.useExisting) { $0.subscribedLibrary = foreign } == .invalidArgument)
        #expect(try await refusal(.createNew) { $0.newLibrary = nil } == .invalidArgument)
        #expect(try await refusal(.createNew) { $0.location = .remote } == .resourceInaccessible)
        #expect(try await refusal(.createNew) { $0.placement = ["group-v1"] } == .notFound)
        #expect(try await refusal(.useExisting) { $0.subscribedLibrary = subscriber } == nil)
        #expect(try await refusal(.useExisting) { $0.subscribedLibrary = subscriber } == .alreadyExists)
        let id = try #require(try await subscriptions.list(of: library).first).record.id

        #expect(try await kind { _ = try await subscriptions.get("?", of: library) } == .notFound)
        #expect(try await kind { _ = try await subscriptions.list(of: subscriber) } == .invalidElementType)
        #expect(try await kind { try await subscriptions.publish(library, to: ["?"]) } == .invalidArgument)
        #expect(try await kind { try await subscriptions.publish(subscriber, to: []) } == .invalidElementType)
        let other = try await mirror.core.libraries.create(.local("other"), by: TestLibrary.anna)
        #expect(try await kind { try await subscriptions.publish(other, to: []) } == .notAllowedInCurrentState)
        try await mirror.core.libraries.update(
            other, .init(publishInfo: .init(published: true, authenticationMethod: FeedAuthentication.none)))
        #expect(try await kind { _ = try await subscriptions.get(id, of: other) } == .invalidArgument)
        try await publish(.init(authenticationMethod: .basic, password: "p"))
        #expect(try await refusal(.createNew) == .invalidArgument)
    }
}
