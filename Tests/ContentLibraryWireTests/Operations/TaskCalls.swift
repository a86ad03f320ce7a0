import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Testing

@testable import ContentLibrary

extension OperationTests {
    /// `Cis.Tasks`
    static let taskCalls: [WireCall] = [
        WireCall("Cis.Tasks_list", 200) { wire in
            let library = try await wire.library()
            try await wire.migrate(library)
            let tasks = try await wire.client.cisTasks.list(
                body: .init(
                    filterSpec: TasksFilterSpec(services: ["com.vmware.content.library"], status: [.succeeded]),
                    resultSpec: TasksGetSpec(returnAll: true)))
            #expect(tasks.count == 1 && tasks.values.first?.target?.id == library)
        },
        WireCall("Cis.Tasks_get", 200) { wire in
            let id = try await wire.runningTask()
            let task = try await wire.client.cisTasks.get(task: id)
            #expect(task.status == .running && task.user == "anna" && task.cancelable)
            #expect(task.progress?.completed == 3 && task.progress?.total == 9)
        },
        WireCall("Cis.Tasks_cancel", 204) { wire in
            let id = try await wire.runningTask()
            let (ends, ended) = AsyncStream.makeStream(of: Void.self)
            wire.core.environment.transfers.setCancel(id) { ended.finish() }
            try await wire.client.cisTasks.cancel(task: id)
            for await _ in ends {}
        },
    ]
}

extension Wire {
    /// Moves a library to the other datastore.
    func migrate(_ library: String) async throws {
        try await client.contentLibraryOperations.migrate(
            libraryId: library,
            body: LibraryMigrateSpec(
                storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-2")]))
    }

    /// A task of Anna's that has done 3 of 9.
    fileprivate func runningTask() async throws -> String {
        let id = UUID().uuidString
        try await core.environment.transaction { transaction in
            try TaskRecord(
                id: id, service: "com.vmware.content.library", operation: "migrate",
                description: LibraryMessage("test", "A test"), targetType: "com.vmware.content.Library", targetId: "l",
                user: "anna", status: .running, total: 9, completed: 0, startTime: transaction.now
            ).begin(transaction)
        }
        try core.environment.transfers.begin(id)
        _ = core.environment.transfers.progressed(id, 3)
        return id
    }
}
