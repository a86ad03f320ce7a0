import BinderyRuntime
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import ContentLibrary

/// `library.Usages`.
@Suite struct UsageTests {
    @Test func addListGetRemove() async throws {
        let test = try await TestLibrary.open()
        let usages = test.core.usages
        let id = try await usages.add("urn:vmomi:vm:vm-12", to: test.library)
        test.clock.advance(1)
        let second = try await usages.add("URN:vapi:com.vmware.vcenter.cluster:c1", to: test.library)
        #expect(try await usages.list(library: test.library).map(\.id) == [id, second])
        #expect(try await usages.get(second, of: test.library).additionTime == test.clock.now)
        #expect(try await kind { _ = try await usages.add("urn:vmomi:vm:vm-12", to: test.library) } == .alreadyExists)
        let other = try await test.core.libraries.create(.local("other"), by: TestLibrary.anna)
        _ = try await usages.add("urn:vmomi:vm:vm-12", to: other)
        #expect(try await kind { _ = try await usages.get(id, of: other) } == .notFound)
        try await usages.remove(id, from: test.library)
        #expect(try await usages.list(library: test.library).map(\.id) == [second])
        #expect(try await kind { try await usages.remove(id, from: test.library) } == .notFound)
        #expect(try await kind { _ = try await usages.get("?", of: test.library) } == .notFound)
        #expect(try await kind { _ = try await usages.list(library: "?") } == .notFound)
        #expect(try await kind { _ = try await usages.add("urn:a1:b", to: "?") } == .notFound)
    }

    @Test func whatIsNoURN() async throws {
        let test = try await TestLibrary.open()
        for urn in [
            "", "urn", "urn:", "urn:vmomi", "urn:vmomi:", "http://host/path", "urn:-a:b", "urn:a-:b", "urn:a:b",
            "urn:ä1:b", "urn:vmomi:a b", "urn:vmomi:\u{0}", "urn:vmomi:" + String(repeating: "x", count: 2048),
            "urn:" + String(repeating: "n", count: 33) + ":x",
        ] {
            #expect(
                try await kind { _ = try await test.core.usages.add(urn, to: test.library) } == .invalidArgument,
                "\(urn.prefix(40))")
        }
    }

    /// What stands in the way of deleting a library, and what does not stand in the way of force.
    @Test func aLibraryInUseIsNotDeleted() async throws {
        let test = try await TestLibrary.open()
        let libraries = test.core.libraries
        func refusal(_ operation: () async throws -> Void) async throws -> Bool {
            try await kind(operation) == .notAllowedInCurrentState
        }
        let usage = try await test.core.usages.add("urn:vmomi:vm:vm-12", to: test.library)
        #expect(try await refusal { try await libraries.delete(test.library) })
        try await test.core.usages.remove(usage, from: test.library)
        let session = try await test.session(on: try await test.item())
        #expect(try await refusal { try await libraries.delete(test.library) })
        try await test.core.updateSessions.cancel(session)
        try await libraries.enterMaintenance(test.library)
        #expect(try await refusal { try await libraries.delete(test.library) })
        _ = try await test.core.usages.add("urn:vmomi:vm:vm-12", to: test.library)
        try await libraries.delete(test.library, force: true)
        #expect(try await libraries.list().isEmpty)
    }

    @Test func anExpiredSessionIsNoUse() async throws {
        let test = try await TestLibrary.open()
        _ = try await test.session(on: try await test.item())
        test.clock.advance(300)
        try await test.core.libraries.delete(test.library)
    }

    @Test func usagesCountForItemsWhereTheLibrarySaysSo() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        _ = try await test.core.usages.add("urn:vmomi:vm:vm-12", to: test.library)
        try await test.core.libraries.update(test.library, .init(applyUsageToItems: true))
        #expect(try await kind { try await test.core.items.delete(item) } == .notAllowedInCurrentState)
        try await test.core.libraries.update(test.library, .init(applyUsageToItems: false))
        try await test.core.items.delete(item)
    }
}

/// `library.item.Changes`.
@Suite struct ChangesTests {
    @Test func everyChangeIsRecorded() async throws {
        let test = try await TestLibrary.open()
        let (item, changes) = (try await test.item(), test.core.changes)
        #expect(try await changes.list(item: item).isEmpty)
        test.clock.advance(1)
        try await test.change(item, files: ["a": "one", "b": "two"])
        test.clock.advance(1)
        try await test.core.items.update(item, .init(name: "renamed", description: "x"), by: TestLibrary.berta)
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        try await test.upload("three", to: "a", of: session)
        try await test.core.updateSessions.removeFile("b", from: session)
        try await test.core.updateSessions.complete(session)
        // A session that changes nothing is no change.
        try await test.core.updateSessions.complete(try await test.session(on: item))
        let list = try await changes.list(item: item)
        #expect(list.map(\.version) == [1, 2, 3] && list.map(\.user) == ["anna", "berta", "anna"])
        #expect(
            list.map(\.message) == [
                "Content version 2: added a, b", "Metadata version 2: changed name, description",
                "Content version 3: replaced a; removed b",
            ])
        #expect(list.last?.time == test.clock.now)
        #expect(try await changes.get(item: item, version: "2") == list[1])
        for version in ["0", "4", "02", "x", ""] {
            #expect(try await kind { _ = try await changes.get(item: item, version: version) } == .notFound)
        }
        #expect(try await kind { _ = try await changes.list(item: "?") } == .notFound)
        #expect(try await kind { _ = try await changes.get(item: "?", version: "1") } == .notFound)
    }

    @Test func aRefusedUpdateIsNoChange() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        _ = try await test.item("taken")
        #expect(try await kind { try await test.core.items.update(item, .init(name: "taken")) } == .alreadyExists)
        #expect(try await test.core.changes.list(item: item).isEmpty)
    }

    @Test func theOldestGo() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        try await test.core.environment.transaction { transaction in
            for _ in 0...ItemChangeRecord.limit {
                try ItemChangeRecord.add("change", to: item, by: nil, transaction)
            }
        }
        let versions = try await test.core.changes.list(item: item).map(\.version)
        #expect(versions == Array(2...ItemChangeRecord.limit + 1))
    }

    @Test func longMessagesAreShortenedInTheList() {
        let change = ItemChangeRecord(
            itemId: "i", version: 1, time: .distantPast, message: String(repeating: "m", count: 100))
        #expect(change.shortMessage.count == 80 && change.shortMessage.hasSuffix("…"))
    }
}

/// `library.StateInfo`, and what may not happen in maintenance.
@Suite struct MaintenanceTests {
    @Test func contentDoesNotChange() async throws {
        let test = try await TestLibrary.open()
        let (libraries, items) = (test.core.libraries, test.core.items)
        let item = try await test.item(files: ["a": "abc"])
        try await libraries.enterMaintenance(test.library)
        #expect(try await libraries.get(test.library).state == .maintenance)
        #expect(try await kind { try await libraries.enterMaintenance(test.library) } == .notAllowedInCurrentState)
        #expect(try await kind { _ = try await test.item("new") } == .notAllowedInCurrentState)
        #expect(try await kind { try await items.update(item, .init(name: "n")) } == .notAllowedInCurrentState)
        #expect(try await kind { try await items.delete(item) } == .notAllowedInCurrentState)
        #expect(
            try await kind {
                _ = try await items.copy(item, to: .init(libraryId: test.library, name: "copy"), by: TestLibrary.anna)
            } == .notAllowedInCurrentState)
        #expect(try await kind { _ = try await test.session(on: item) } == .resourceBusy)
        // Reading goes on.
        #expect(try await test.contents(of: item) == ["a": "abc"])
        _ = try await test.core.downloadSessions.create(item: item, by: TestLibrary.anna)
        try await libraries.exitMaintenance(test.library)
        #expect(try await kind { try await libraries.exitMaintenance(test.library) } == .notAllowedInCurrentState)
        try await items.update(item, .init(name: "n"))
        #expect(try await kind { try await libraries.enterMaintenance("?") } == .notFound)
        #expect(try await kind { try await libraries.exitMaintenance("?") } == .notFound)
    }

    @Test func overTheWire() async throws {
        let server = try await TestServer()
        let path = "/content/library/\(server.test.library)"
        #expect(try await server.send(.post, path + "?action=enter-maintenance").status == 204)
        let library = try await server.send(.get, path)
        #expect(library.json["state_info"]?["state"] == .string("MAINTENANCE"))
        #expect(library.json["server_guid"]?.text.count == 36)
        let update = try await server.send(
            .patch, "/content/local-library/\(server.test.library)", #"{"name":"new"}"#)
        #expect(update.status == 400 && update.json["error_type"] == .string("NOT_ALLOWED_IN_CURRENT_STATE"))
        #expect(try await server.send(.post, path + "?action=exit-maintenance").status == 204)
    }

    @Test func anActiveSessionKeepsItOut() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        #expect(
            try await kind { try await test.core.libraries.enterMaintenance(test.library) }
                == .notAllowedInCurrentState)
        try await test.core.updateSessions.cancel(session)
        try await test.core.libraries.enterMaintenance(test.library)
    }
}

/// `LibraryModel.security_policy_id`.
@Suite struct SecurityPolicyTests {
    @Test func onlyTypesWithARule() async throws {
        let test = try await TestLibrary.open()
        let policy = try #require(SecurityPolicy.all.first).id
        var spec = LibraryService.CreateSpec.local("strict")
        spec.securityPolicyId = "?"
        let wrong = spec
        #expect(
            try await kind { _ = try await test.core.libraries.create(wrong, by: TestLibrary.anna) }
                == .invalidArgument)
        spec.securityPolicyId = policy
        let library = try await test.core.libraries.create(spec, by: TestLibrary.anna)
        func create(_ name: String, _ type: String?) async throws -> String {
            try await test.core.items.create(.init(libraryId: library, name: name, type: type), by: TestLibrary.anna)
        }
        let item = try await create("one", "OVF")
        #expect(try await kind { _ = try await create("two", "iso") } == .invalidArgument)
        #expect(try await kind { _ = try await create("two", nil) } == .invalidArgument)
        #expect(try await kind { try await test.core.items.update(item, .init(type: "iso")) } == .invalidArgument)
        try await test.core.libraries.update(library, .init(unsetSecurityPolicyId: true))
        #expect(try await test.core.libraries.get(library).securityPolicyId == nil)
        _ = try await create("two", "iso")
        #expect(
            try await kind {
                try await test.core.libraries.update(
                    library, .init(securityPolicyId: policy, unsetSecurityPolicyId: true))
            } == .invalidArgument)
        try await test.core.libraries.update(library, .init(securityPolicyId: policy))
        #expect(try await test.core.libraries.get(library).securityPolicyId == policy)
    }
}

/// `Library.convert`.
@Suite struct ConversionTests {
    @Test func aSubscribedLibraryBecomesAPublishedOne() async throws {
        let test = try await TestLibrary.open()
        let libraries = test.core.libraries
        func refusal(_ id: String) async throws -> LibraryErrorKind? {
            try await kind { try await libraries.convert(id, .toPublishedLibrary) }
        }
        #expect(try await refusal("?") == .notFound)
        #expect(try await refusal(test.library) == .invalidElementType)
        try await libraries.enterMaintenance(test.library)
        try await test.core.environment.store.write { db in
            try db.execute(sql: "UPDATE library SET type = 'SUBSCRIBED'")
        }
        #expect(try await refusal(test.library) == .notAllowedInCurrentState)
        try await libraries.exitMaintenance(test.library)
        #expect(try await refusal(test.library) == nil)
        let library = try await libraries.details(test.library)
        #expect(library.record.type == .local && library.record.version == 2 && library.publication?.published == true)
        _ = try await test.item()
    }
}
