import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Cis.Tasks`: operations that take long.
struct TasksHandler: CisTasksHandler {
    typealias Operations = CisTasks

    let tasks: TaskService

    /// There are no facts beyond the common ones, so `return_all` changes nothing, and no results that could be left out.
    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        model(try await tasks.get(input.task, by: context.user()))
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        let found = try await tasks.list(input.body?.filterSpec?.filter() ?? .init(), by: context.user())
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, model($0)) })
    }

    func cancel(_ input: Operations.Cancel.Input, context: RequestContext) async throws -> Operations.Cancel.Output {
        try await tasks.cancel(input.task, by: context.user())
    }

    private func model(_ task: TaskRecord) -> TaskInfo {
        TaskInfo(
            progress: TaskProgress(
                total: task.total, completed: task.completed, message: task.description.localizable),
            description: task.description.localizable, service: task.service, operation: task.operation,
            target: DynamicID(type: task.targetType, id: task.targetId),
            status: TaskStatus(rawValue: task.status.rawValue),
            cancelable: tasks.isCancelable(task), error: task.error?.standardError, startTime: task.startTime,
            endTime: task.endTime, user: task.user)
    }
}

/// The list of tasks where the published document has it: `GET` with a body, which `Specs/content-library.yaml`
/// describes, does not get through every proxy.
enum PublishedTaskList: JSONOperation {
    static let route = Route(
        .post, "/cis/tasks", query: [.equals("action", "list")], operationID: CisTasks.List.route.operationID)
    static var inputSchema: InputSchema? { CisTasks.List.inputSchema }

    typealias Input = CisTasks.List.Input
    typealias Output = CisTasks.List.Output
    typealias Failure = CisTasks.List.Failure
}

extension TasksFilterSpec {
    func filter() throws -> TaskService.Filter {
        TaskService.Filter(
            tasks: tasks ?? [], services: services ?? [], operations: operations ?? [],
            status: try status?.map { try $0.known(as: "filter_spec.status") } ?? [],
            targets: targets?.map { .init(type: $0.type, id: $0.id) } ?? [], users: users ?? [])
    }
}
