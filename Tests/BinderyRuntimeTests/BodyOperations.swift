import BinderyRuntime

/// Operations with bodies of other media types, as Bindery generates them.
enum Bodies {
    struct Order: JSONModel, Equatable {
        var name: String
        var ids: [Int]

        init(name: String, ids: [Int]) {
            self.name = name
            self.ids = ids
        }

        private static let jsonKeys = JSONKeyTable("name", "ids", required: 0)

        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            (name, ids) = ("", [])
            var object = try reader.beginObject(Self.jsonKeys)
            while let key = try reader.nextKey(in: &object) {
                switch key {
                case 0: name = try reader.string()
                case 1: ids = try reader.array(Int.self)
                default: try reader.skipValue()
                }
            }
        }

        func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, name, ids) }
    }

    /// One type in two formats, both ways.
    enum Echo: FormatOperation {
        static let route = Route(.post, "/echo", operationID: "echo")
        static var successFormats: [BodyFormat<Output>] { [.json, .form(["ids": .style(.form, explode: false)])] }
        typealias Output = Order
        typealias Failure = UndocumentedFailure

        struct Input: OperationInput {
            var body: Order?

            init(body: Order?) { self.body = body }

            init(from request: inout RequestReader) throws(RequestFault) {
                body = try request.bodyIfPresent(Self.formats)
            }

            func write(to request: inout RequestWriter) { request.bodyIfPresent(body, Self.formats) }

            static var formats: [BodyFormat<Order>] { [.form(["ids": .style(.form, explode: false)]), .json] }
        }
    }

    /// Parts in, lines out.
    enum Upload: FormatOperation {
        static let route = Route(.post, "/upload", operationID: "upload")
        static var requestBody: RequestBodyMode { .stream }
        static var successFormats: [BodyFormat<Output>] { [.lines()] }
        typealias Output = BodySequence<String>
        typealias Failure = UndocumentedFailure

        struct Input: OperationInput {
            var body: BodySequence<MultipartTests.Part>

            init(body: BodySequence<MultipartTests.Part>) { self.body = body }

            init(from request: inout RequestReader) throws(RequestFault) {
                body = try request.body(Self.formats)
            }

            func write(to request: inout RequestWriter) { request.body(body, Self.formats) }

            static var formats: [BodyFormat<BodySequence<MultipartTests.Part>>] { [.multipart()] }
        }
    }

    /// Alternatives of different types, in and out, one of them streamed.
    enum Chat: FormatOperation {
        static let route = Route(.post, "/chat", operationID: "chat")
        static var requestBody: RequestBodyMode { .of(Body.formats) }
        static var successFormats: [BodyFormat<Output>] { Output.formats }
        typealias Failure = UndocumentedFailure

        struct Input: OperationInput {
            var body: Body

            init(body: Body) { self.body = body }

            init(from request: inout RequestReader) throws(RequestFault) { body = try request.body(Body.formats) }

            func write(to request: inout RequestWriter) { request.body(body, Body.formats) }
        }

        enum Body: Sendable {
            case json(Order)
            case image(BodyPart)

            static let formats: [BodyFormat<Self>] = [
                .alternative(.json, Self.json) { if case .json(let value) = $0 { value } else { nil } },
                .alternative(.file("image/*"), Self.image) { if case .image(let value) = $0 { value } else { nil } },
            ]
        }

        enum Output: Sendable {
            case json([String])
            case events(EventStream<String>)

            static let formats: [BodyFormat<Self>] = [
                .alternative(.json, Self.json) { if case .json(let value) = $0 { value } else { nil } },
                .alternative(.events(), Self.events) { if case .events(let value) = $0 { value } else { nil } },
            ]
        }
    }
}
