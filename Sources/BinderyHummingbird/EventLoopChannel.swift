import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1 whose requests are answered on the event loops of their connections.
///
/// Hummingbird answers on Swift's cooperative threads: each request goes there and its response comes back, which costs
/// more than many a response does to make.
struct EventLoopChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let channel: HTTP1Channel

    func setup(channel connection: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.setup(channel: connection, logger: logger)
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
            await channel.handle(value: value, logger: logger)
        }
    }
}

/// Runs tasks on an event loop.
private final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
