import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Tells Hummingbird which requests are the last of their connection.
///
/// It takes for such only those that say `close`, exactly. Options of a connection may be in any case and among others
/// (RFC 9110 §7.6.1), and HTTP/1.0 closes unless it says `keep-alive` (RFC 9112 §9.3).
final class ConnectionEnd: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), !head.isKeepAlive else {
            return context.fireChannelRead(data)
        }
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}

/// Puts a ``ConnectionEnd`` where it belongs: before the codec, behind which the version of HTTP is no longer known.
final class ConnectionEndPlacement: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) else { return }
        try? pipeline.addHandler(ConnectionEnd(), position: .before(codec))
    }
}
