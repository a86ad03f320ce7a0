/// A body of several values that are sent and read one after the other: the parts of a multipart body, the events of an
/// event stream, the lines of JSON Lines.
///
/// Whoever sends it makes it from an array, as a literal too, or from any asynchronous sequence; whoever receives it
/// iterates. Values that come from a connection can be read once, and are read only as fast as they are asked for.
public struct BodySequence<Element: Sendable>: AsyncSequence, Sendable {
    /// Gives the next element, or nil at the end.
    typealias Pull = () async throws -> Element?

    enum Source: Sendable {
        case elements([Element])
        case pull(@Sendable (BodyRules) -> Pull)
    }

    let source: Source
    /// What reading or writing the elements heeds.
    var rules = BodyRules()

    /// Makes a sequence of elements that are all there; it can be read again and again.
    public init(_ elements: [Element]) {
        source = .elements(elements)
    }

    /// Makes a sequence of elements that come one after the other, only when the reader wants them.
    public init<Elements: AsyncSequence & Sendable>(_ elements: Elements) where Elements.Element == Element {
        source = .pull { _ in
            var iterator = elements.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    init(pull: @escaping @Sendable (BodyRules) -> Pull) {
        source = .pull(pull)
    }

    /// The elements, where they are all there already.
    public var availableElements: [Element]? {
        if case .elements(let elements) = source { elements } else { nil }
    }

    /// Starts reading.
    public func makeAsyncIterator() -> Iterator {
        switch source {
        case .elements(let elements):
            var rest = elements[...]
            return Iterator(pull: { rest.popFirst() })
        case .pull(let make): return Iterator(pull: make(rules))
        }
    }

    /// Reads the elements of a body.
    public struct Iterator: AsyncIteratorProtocol {
        var pull: Pull?

        /// The next element; nil at the end, and after an error.
        /// - Throws: ``BodyElementError`` where the body does not hold what it should, ``RequestViolations`` where an element
        ///   of a request's body is not what its schema demands, and what reading it throws.
        public mutating func next() async throws -> Element? {
            guard let pull else { return nil }
            self.pull = nil
            guard let element = try await pull() else { return nil }
            self.pull = pull
            return element
        }
    }

    /// Reads all elements. A part that is a stream has to be read before the next one, so collect only what is no stream.
    /// - Parameter count: how many there may be at most.
    /// - Throws: ``BodyElementError`` where there are more, and what reading throws.
    public func collect(upTo count: Int) async throws -> [Element] {
        if let availableElements { return availableElements }
        var elements: [Element] = []
        for try await element in self {
            guard elements.count < count else { throw BodyElementError("the body", .tooMany(limit: count)) }
            elements.append(element)
        }
        return elements
    }
}

extension BodySequence: ExpressibleByArrayLiteral {
    /// Makes a sequence of elements that are all there.
    public init(arrayLiteral elements: Element...) {
        self.init(elements)
    }
}

extension BodyStream {
    /// A body whose pieces are asked for one after the other.
    init(pulling pieces: @escaping @Sendable () -> Pieces, length: Int64? = nil) {
        source = .pieces(pieces)
        self.length = length
    }

    /// A body of what each element becomes: at once where the elements are all there, otherwise as they come.
    /// - Parameters:
    ///   - encode: the content of an element, which is held against the schema of elements where there is one.
    ///   - frame: the element with that content, as it stands in the body.
    init<Element>(
        _ elements: BodySequence<Element>,
        encode: @escaping @Sendable (Element) throws(RequestEncodingError) -> [UInt8],
        frame: @escaping @Sendable (Element, [UInt8]) throws(RequestEncodingError) -> [UInt8]
    ) throws(RequestEncodingError) {
        let schema = elements.rules.elements
        guard let available = elements.availableElements else {
            self.init(pulling: {
                var iterator = elements.makeAsyncIterator()
                var position = 0
                return {
                    guard let element = try await iterator.next() else { return nil }
                    let content = try encode(element)
                    let report = schema?.violations(content, at: "/body/\(position)")
                    if let report, !report.isValid { throw RequestEncodingError.invalid(report) }
                    position += 1
                    return try frame(element, content)[...]
                }
            })
            return
        }
        var bytes: [UInt8] = []
        var report = ValidationReport()
        for (position, element) in available.enumerated() {
            let content = try encode(element)
            if let schema { report.append(schema.violations(content, at: "/body/\(position)")) }
            bytes += try frame(element, content)
        }
        guard report.isValid else { throw .invalid(report) }
        self.init(bytes)
    }
}

extension BodyFormat {
    /// The same format, whose elements heed the rules of the body.
    func ruled<Element>() -> Self where Value == BodySequence<Element> {
        var format = self
        format.apply = { rules, elements in
            elements.rules = rules
            return ValidationReport()
        }
        return format
    }
}
