internal import OpenAPI

/// What kind of operation one is by its successes, as source text.
///
/// The usual ones (a body of JSON, text or bytes of one status, or none) conform to a protocol of the runtime that knows
/// what they look like, and only say what differs from what is usual there.
struct OutputCode {
    let plan: OperationPlan
    let context: LayoutContext

    private let indentation = "        "

    /// The one success that a protocol of the runtime describes; nil where the operation writes and reads itself.
    private var usual: (protocolName: String, status: Int)? {
        switch plan.output {
        case .undocumented: return ("EmptyOperation", 204)
        case .several: return nil
        case .single(let response):
            guard response.headers.isEmpty else { return nil }
            switch response.body {
            case nil: return ("EmptyOperation", 204)
            case let body? where body.coding == .json:
                // An optional may have no body at all.
                if case .optional = body.type { return nil }
                return ("JSONOperation", 200)
            case let body?:
                switch body.coding {
                case .text: return ("TextOperation", 200)
                case .formats: return ("FormatOperation", 200)
                case .json, .stream, .bytes: return ("StreamOperation", 200)
                }
            }
        }
    }

    var protocolName: String { usual?.protocolName ?? "APIOperation" }

    /// The static properties that say what differs from what is usual.
    var properties: [String] {
        var properties: [String] = []
        if let mode = requestBody { properties.append("requestBody: RequestBodyMode { \(mode) }") }
        if let usual {
            let response = plan.output.responses.first
            var (status, statuses) = (200, "200..<300")
            switch response?.status {
            case .code(let code): (status, statuses) = (code, "")
            case .range(let number): (status, statuses) = (number * 100, "\(number)00..<\(number + 1)00")
            case .default, nil: break
            }
            if status != usual.status { properties.append("successStatus: Int { \(status) }") }
            if !statuses.isEmpty { properties.append("successStatuses: Range<Int> { \(statuses) }") }
            if let body = response?.body, case .formats(let formats) = body.coding {
                let list = FormatCode.formats(formats, context, in: plan.name, indentation: indentation + "    ")
                let head = "successFormats: [BodyFormat<Output>] {"
                properties.append(
                    list.contains("\n") || head.utf8.count + list.utf8.count > 88
                        ? "\(head)\n\(indentation)    \(list)\n\(indentation)}" : "\(head) \(list) }")
            } else if let body = response?.body, body.contentType != body.coding.contentType {
                properties.append("successContentType: String { \(Literals.string(body.contentType)) }")
            }
        } else {
            if streams { properties.append("streamsResponse: Bool { true }") }
            if !mediaTypes.isEmpty {
                let list = LineFitting.fill("[", mediaTypes.map(Literals.string), "]", indentation: indentation)
                properties.append("successMediaTypes: [String] { \(list) }")
            }
        }
        return properties
    }

    /// How the request's body is read, where that is not as usual.
    private var requestBody: String? {
        switch plan.body?.coding {
        case .stream: return ".stream"
        case .formats(let formats) where formats.streams:
            guard let name = formats.enumName else { return ".stream" }
            return ".of(\(context.speller.text(name, in: plan.name)).formats)"
        default: return nil
        }
    }

    private var streams: Bool { plan.output.responses.contains { $0.body?.coding.streams ?? false } }

    /// The media types of all successes, where some are neither JSON nor plain streams.
    private var mediaTypes: [String] {
        var mediaTypes: [String] = []
        var isUsual = true
        for body in plan.output.responses.compactMap(\.body) {
            if case .formats(let formats) = body.coding {
                isUsual = false
                mediaTypes += formats.formats.map(\.mediaType)
            } else {
                mediaTypes.append(body.contentType)
            }
        }
        var known: Set<String> = []
        return isUsual ? [] : mediaTypes.filter { known.insert($0).inserted }
    }

    /// What `Output` is another name for; nil where it is a type of its own, or given by the protocol.
    var alias: String? {
        if ["EmptyOperation", "TextOperation", "StreamOperation"].contains(protocolName) { return nil }
        if case .named(TypeName("Output", in: plan.name)) = plan.outputType { return nil }
        return context.speller.text(plan.outputType, in: plan.name)
    }

    /// The functions of an operation whose success no protocol of the runtime describes, each after an empty line.
    var functions: String {
        guard usual == nil else { return "" }
        var blocks = [writing, reading]
        if streams, plan.output.responses.contains(where: { $0.body.map { $0.coding != .stream } ?? false }) {
            blocks.append(streaming)
        }
        return "\n" + LineFitting.blocks(blocks, indentation: indentation)
    }

    private func code(_ response: ResponsePlan) -> ResponseCode {
        ResponseCode(plan: response, scope: plan.name, context: context)
    }

    private var writing: CodeBlock {
        let head = "public static func write(_ output: Output, to response: inout ResponseWriter) {"
        guard case .single(let response) = plan.output else {
            let cases = plan.output.responses.map { code($0).outputCase(indentation: indentation + "    ") }
            return CodeBlock(head, ["switch output {"] + cases + ["}"])
        }
        let status = if case .code(let code) = response.status { String(code) } else { "200" }
        return CodeBlock(head, code(response).writing("output", status: status))
    }

    private var reading: CodeBlock {
        let inner = indentation + "    "
        let head = LineFitting.signature(
            "public static func readOutput(", ["from response: inout ResponseReader"],
            ["throws(JSONDecodingError)", "-> Output? {"], indentation: indentation)
        let cases = plan.output.responses.sorted { order($0.status) < order($1.status) }.map { response in
            let pattern = "\(code(response).statuses(default: "case 200..<300")):"
            guard case .single = plan.output else {
                return code(response).readingCase(pattern, "return ", indentation: inner)
            }
            let isOptional = if case .optional = response.payload { true } else { false }
            return code(response).reading(
                pattern, isOptional ? "return .some(" : "return ", isOptional ? ")" : "", indentation: inner)
        }
        return CodeBlock(head, ["switch response.status {"] + cases + ["default: return nil", "}"])
    }

    /// The function that says which successes are streamed, where others are not.
    private var streaming: CodeBlock {
        let cases = plan.output.responses.sorted { order($0.status) < order($1.status) }.map { response in
            let pattern = code(response).statuses(default: "case 200..<300")
            guard case .formats(let formats) = response.body?.coding else {
                return "\(pattern): \(response.body?.coding == .stream)"
            }
            guard let name = formats.enumName else { return "\(pattern): \(formats.streams)" }
            return "\(pattern): \(context.speller.text(name, in: plan.name)).formats.isStreamed(as: contentType)"
        }
        return CodeBlock(
            "public static func streamsResponse(withStatus status: Int, contentType: String?) -> Bool {",
            ["switch status {"] + cases + ["default: false", "}"])
    }

    private func order(_ status: Response.Status) -> Int {
        switch status {
        case .code(let code): code
        case .range(let number): 1_000 + number
        case .default: 10_000
        }
    }
}
