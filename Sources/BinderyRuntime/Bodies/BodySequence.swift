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
        case pull(@Sendable () -> Pull)
    }

    let source: Source

    /// Makes a sequence of elements that are all there; it can be read again and again.
    public init(_ elements: [Element]) {
        source = .elements(elements)
    }

    /// Makes a sequence of elements that come one after the other, only when the reader wants them.
    public init<Elements: AsyncSequence & Sendable>(_ elements: Elements) where Elements.Element == Element {
        source = .pull {
            var iterator = elements.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    init(pull: @escaping @Sendable () -> Pull) {
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
        case .pull(let make): return Iterator(pull: make())
        }
    }

    /// Reads the elements of a body.
    public struct Iterator: AsyncIteratorProtocol {
        var pull: Pull?

        /// The next element; nil at the end, and after an error.
        /// - Throws: ``BodyElementError`` where the body does not hold what it should, and what reading it throws.
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
    init<Element>(
        _ elements: BodySequence<Element>, encode: @escaping @Sendable (Element) throws(RequestEncodingError) -> [UInt8]
    ) throws(RequestEncodingError) {
        guard let available = elements.availableElements else {
            self.init(pulling: {
                var iterator = elements.makeAsyncIterator()
                return { try await iterator.next().map { try encode($0)[...] } }
            })
            return
        }
        var bytes: [UInt8] = []
        for element in available { bytes += try encode(element) }
        self.init(bytes)
    }
}
