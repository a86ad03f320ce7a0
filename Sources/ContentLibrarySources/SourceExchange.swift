import ContentLibrary
import NIOCore
import NIOHTTP1

/// One request and its answer on a connection of their own.
///
/// Nothing is read from the connection that nobody wants: the body is asked for piece by piece, and the kernel's
/// buffers make the source wait. Silence is counted only while something is wanted.
final class SourceExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart
    typealias Pieces = NIOThrowingAsyncSequenceProducer<
        ByteBuffer, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, Demand
    >

    /// The head of the answer, and its body.
    struct Answer: Sendable {
        var head: HTTPResponseHead
        var pieces: Pieces
        var certificate: SourceCertificate?
    }

    private enum State {
        case waiting(EventLoopPromise<Answer>)
        case reading(Pieces.Source)
        case over
    }

    private let request: HTTPRequestHead
    private let security: SourceSecurity?
    private let silence: TimeAmount
    private var state: State
    private var wantsMore = true
    private var deadline: Scheduled<Void>?

    /// - Parameter silence: how long the source may send nothing while something is expected of it.
    init(
        request: HTTPRequestHead, security: SourceSecurity?, silence: TimeAmount, answer: EventLoopPromise<Answer>
    ) {
        self.request = request
        self.security = security
        self.silence = silence
        state = .waiting(answer)
    }

    func channelActive(context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(request)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        read(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .waiting(let answer)):
            wantsMore = false
            let pieces = Pieces.makeSequence(
                backPressureStrategy: .init(lowWatermark: 2, highWatermark: 8), finishOnDeinit: false,
                delegate: Demand(exchange: NIOLoopBound(self, eventLoop: context.eventLoop), context: context))
            state = .reading(pieces.source)
            let certificate = security == nil ? nil : SourceSecurity.presented(context)
            answer.succeed(Answer(head: head, pieces: pieces.sequence, certificate: certificate))
        case (.body(let buffer), .reading(let source)):
            wantsMore = source.yield(buffer) == .produceMore
        case (.end, .reading):
            finish(nil, context)
        default:
            break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        deadline?.cancel()
        if wantsMore { read(context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(SourceFailure.connection("The connection ended early."), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case .waiting = state, let security else { return finish(error, context) }
        finish(security.failure(error, presented: SourceSecurity.presented(context)), context)
    }

    /// A connection that never came about has no other end.
    func handlerRemoved(context: ChannelHandlerContext) {
        finish(SourceFailure.connection("There was no connection."), context)
    }

    fileprivate func produceMore(_ context: ChannelHandlerContext) {
        wantsMore = true
        if case .reading = state { read(context) }
    }

    fileprivate func finish(_ error: (any Error)?, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        switch state {
        case .waiting(let answer): answer.fail(error ?? SourceFailure.connection("There was no answer."))
        case .reading(let source): if let error { source.finish(error) } else { source.finish() }
        case .over: return
        }
        state = .over
        context.close(promise: nil)
    }

    private func read(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let bound = NIOLoopBound((exchange: self, context: context), eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: silence) {
            let (exchange, context) = bound.value
            exchange.finish(SourceFailure.connection("The source is silent."), context)
        }
        context.read()
    }

    /// Asks the connection for more when the reader of the body wants it, and ends it when there is none any more.
    final class Demand: NIOAsyncSequenceProducerDelegate {
        private let bound: NIOLoopBound<(exchange: SourceExchange, context: ChannelHandlerContext)>
        private let eventLoop: any EventLoop

        init(exchange: NIOLoopBound<SourceExchange>, context: ChannelHandlerContext) {
            eventLoop = context.eventLoop
            bound = NIOLoopBound((exchange.value, context), eventLoop: context.eventLoop)
        }

        func produceMore() {
            eventLoop.execute { [bound] in bound.value.exchange.produceMore(bound.value.context) }
        }

        func didTerminate() {
            eventLoop.execute { [bound] in
                bound.value.exchange.finish(CancellationError(), bound.value.context)
            }
        }
    }
}
