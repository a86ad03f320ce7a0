/// One event of an event stream (WHATWG HTML §9.2).
public struct ServerSentEvent<Content: Sendable>: Sendable {
    /// What it carries.
    public var data: Content
    /// What kind of event it is; nil for a plain message.
    public var event: String?
    /// What whoever reconnects sends as `Last-Event-ID`; nil where it has not changed.
    public var id: String?
    /// How many milliseconds to wait before reconnecting; nil where that has not changed.
    public var retry: Int?

    /// Makes an event.
    public init(_ data: Content, event: String? = nil, id: String? = nil, retry: Int? = nil) {
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry
    }
}

extension ServerSentEvent: Equatable where Content: Equatable {}

/// The events of a body of the media type `text/event-stream`.
public typealias EventStream<Content: Sendable> = BodySequence<ServerSentEvent<Content>>

extension BodyFormat {
    /// Events whose data is JSON.
    ///
    /// Data that is the text `[DONE]`, which is no JSON, ends the stream: many services say so that nothing follows.
    /// - Parameters:
    ///   - mediaType: the media type that the document gives.
    ///   - limit: how many bytes an event may have.
    public static func events<Content: JSONEncodable & JSONDecodable>(
        _ mediaType: String = "text/event-stream", limit: Int = 16 << 20
    ) -> Self where Value == BodySequence<ServerSentEvent<Content>> {
        events(
            mediaType, limit,
            encode: { (content) throws(RequestEncodingError) in
                do throws(JSONEncodingError) {
                    return String(decoding: try content.encoded(), as: UTF8.self)
                } catch {
                    throw .json(error)
                }
            },
            decode: { (data, number) throws(BodyElementError) in
                do throws(JSONDecodingError) {
                    return try Content.decode(from: data)
                } catch {
                    throw BodyElementError("event \(number)", .invalid(error))
                }
            }, isEnd: { $0 == "[DONE]" })
    }

    /// Events whose data is text.
    /// - Parameters:
    ///   - mediaType: the media type that the document gives.
    ///   - limit: how many bytes an event may have.
    public static func textEvents(
        _ mediaType: String = "text/event-stream", limit: Int = 16 << 20
    ) -> Self where Value == BodySequence<ServerSentEvent<String>> {
        events(mediaType, limit, encode: { $0 }, decode: { data, _ in data })
    }

    private static func events<Content>(
        _ mediaType: String, _ limit: Int,
        encode: @escaping @Sendable (Content) throws(RequestEncodingError) -> String,
        decode: @escaping @Sendable (String, Int) throws(BodyElementError) -> Content,
        isEnd: @escaping @Sendable (String) -> Bool = { _ in false }
    ) -> Self where Value == BodySequence<ServerSentEvent<Content>> {
        Self(
            mediaType, isStreamed: true,
            write: { (events) throws(RequestEncodingError) in
                let body = try BodyStream(
                    events,
                    encode: { (event) throws(RequestEncodingError) in Array(try encode(event.data).utf8) },
                    frame: { (event, content) throws(RequestEncodingError) in
                        let data = String(decoding: content, as: UTF8.self)
                        return try EventText.bytes(
                            ServerSentEvent(data, event: event.event, id: event.id, retry: event.retry))
                    })
                return BodyPart(body, contentType: mediaType)
            },
            read: { part in
                BodySequence(pull: { rules in
                    var events = EventScanner(part.body, limit: limit)
                    return {
                        guard let event = try await events.next(), !isEnd(event.data) else { return nil }
                        let pointer = "/body/\(events.count - 1)"
                        let content = try ContentSchema.read(Array(event.data.utf8), rules.elements, at: pointer) {
                            try decode(event.data, events.count)
                        }
                        return ServerSentEvent(content, event: event.event, id: event.id, retry: event.retry)
                    }
                })
            }
        ).ruled()
    }
}
