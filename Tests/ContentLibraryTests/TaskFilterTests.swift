import BinderyRuntime
import HTTPTypes
import Testing

@testable import ContentLibrary

@Suite struct TaskFilterTests {
    @Test func asManyTargetsAsAFilterMayHave() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let fast = StorageBacking.Request(type: "DATASTORE", datastoreId: "fast")
        try await test.core.migrations.migrate(test.library, to: [fast], by: TestLibrary.anna)
        func found(_ target: TaskService.Filter.Target) async throws -> [String] {
            var filter = TaskService.Filter(services: ["com.vmware.content.library"])
            filter.targets = (1..<TaskService.filterLimit).map { number in
                TaskService.Filter.Target(type: target.type, id: "\(number)")
            }
            filter.targets.append(target)
            return try await test.core.tasks.list(filter, by: TestLibrary.anna).map(\.targetId)
        }
        #expect(try await found(.init(type: "com.vmware.content.Library", id: test.library)) == [test.library])
        // Type and identifier belong together.
        #expect(try await found(.init(type: "1", id: test.library)).isEmpty)
    }

    /// `POST /cis/tasks?action=list` is the operation that the document has as a `GET`, so it needs no audit log.
    @Test func theListAsPublishedChangesNothing() async throws {
        let server = try await AuditTests.Server()
        let answer = try await server.send(.post, "/cis/tasks?action=list", #"{"filter_spec":{"services":["x"]}}"#)
        #expect(answer.status == 200)
        #expect(try server.records().isEmpty)
        #expect(PublishedTaskList.route.operationID == "Cis.Tasks_list")
    }
}
