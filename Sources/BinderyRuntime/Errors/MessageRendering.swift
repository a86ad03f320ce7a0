extension StandardErrorRepresenting {
    /// All messages as text, one a line.
    /// - Parameter text: the texts of a catalogue by message id; nil for an id that it does not have.
    public func renderedMessages(text: (String) -> String? = { _ in nil }) -> String {
        messages.map { $0.rendered(text: text) }.joined(separator: "\n")
    }
}

extension RenderableMessage {
    /// The message as text for people.
    ///
    /// ``localized`` where there is one. Otherwise the catalogue's text, or ``defaultMessage``, or the id, with its
    /// placeholders filled: `{0}` from ``args``, `{name}` from ``params``. A placeholder that nothing fills stays as it
    /// is, and braces have no other meaning (`{{0}}` gives the argument in braces). A number has as many digits after the
    /// point as its precision says, a date looks as its format says (``MessageDateFormat``), and a message within the
    /// message is rendered in the same way. Messages are cut where they are nested more than eight deep, or become
    /// longer than 64 Ki characters: they come from elsewhere.
    /// - Parameter text: the texts of a catalogue by message id; nil for an id that it does not have.
    public func rendered(text: (String) -> String? = { _ in nil }) -> String {
        var rendering = MessageRendering()
        rendering.append(self, depth: 0, text)
        return rendering.output
    }
}

/// The text of a message while it is put together.
private struct MessageRendering {
    private static let depthLimit = 8
    private static let lengthLimit = 64 << 10

    private(set) var output = ""

    mutating func append<Message: RenderableMessage>(
        _ message: Message, depth: Int, _ text: (String) -> String?
    ) {
        guard depth < Self.depthLimit else { return append("…") }
        if let localized = message.localized { return append(localized) }
        let template = text(message.id) ?? (message.defaultMessage.isEmpty ? message.id : message.defaultMessage)
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            append(rest[..<open])
            rest = rest[open...]
            let inside = rest.index(after: open)
            guard let close = rest[inside...].firstIndex(where: { $0 == "}" || $0 == "{" }), rest[close] == "}",
                fill(rest[inside..<close], of: message, depth: depth, text)
            else {
                append("{")
                rest = rest[inside...]
                continue
            }
            rest = rest[rest.index(after: close)...]
        }
        append(rest)
    }

    /// Puts what a placeholder stands for.
    /// - Returns: false, with nothing put, where nothing fills it.
    private mutating func fill<Message: RenderableMessage>(
        _ name: Substring, of message: Message, depth: Int, _ text: (String) -> String?
    ) -> Bool {
        if let parameter = message.params?[String(name)] {
            return append(parameter, depth: depth, text)
        }
        guard let index = Int(name), message.args.indices.contains(index) else { return false }
        append(message.args[index])
        return true
    }

    private mutating func append<Parameter: RenderableParameter>(
        _ parameter: Parameter, depth: Int, _ text: (String) -> String?
    ) -> Bool {
        if let string = parameter.s {
            append(string)
        } else if let date = parameter.dt {
            append(MessageDateFormat(name: parameter.format?.rawValue).string(from: date))
        } else if let integer = parameter.i {
            append(String(integer))
        } else if let number = parameter.d {
            append(Self.text(of: number, precision: parameter.precision))
        } else if let message = parameter.l {
            append(message, depth: depth + 1, text)
        } else {
            return false
        }
        return true
    }

    private mutating func append(_ text: some StringProtocol) {
        guard output.utf8.count + text.utf8.count <= Self.lengthLimit else {
            if !output.hasSuffix("…") { output += "…" }
            return
        }
        output += text
    }

    private static func text(of number: Double, precision: Int64?) -> String {
        guard let precision, number.isFinite else { return number.parameterText }
        let digits = Int(min(max(precision, 0), 15))
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (number.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 1e18 else { return number.parameterText }
        var text = String(Int64(scaled))
        if digits > 0 {
            if text.count <= digits { text = String(repeating: "0", count: digits + 1 - text.count) + text }
            text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
        }
        return number < 0 && scaled > 0 ? "-" + text : text
    }
}
