/// A body has more bytes than its reader takes.
public struct BodyTooLarge: Error, Sendable, Equatable, CustomStringConvertible {
    /// The most that was allowed.
    public let limit: Int

    /// Makes an error.
    public init(limit: Int) {
        self.limit = limit
    }

    /// What is wrong, as one sentence without a full stop.
    public var description: String { "the body has more than \(limit) bytes" }
}

/// A body has another length than was announced: mostly because the connection dropped in the middle.
public struct BodyLengthMismatch: Error, Sendable, Equatable, CustomStringConvertible {
    /// The announced number of bytes.
    public let expected: Int64
    /// How many came, or how many had come when there were too many.
    public let received: Int64

    /// Makes an error.
    public init(expected: Int64, received: Int64) {
        self.expected = expected
        self.received = received
    }

    /// What is wrong, as one sentence without a full stop.
    public var description: String { "the body has \(received) bytes where \(expected) were announced" }
}

/// The connection ended before the body did.
public struct BodyInterrupted: Error, Sendable, CustomStringConvertible {
    /// What the transport says about it.
    public let reason: String

    /// Makes an error.
    public init(reason: String) {
        self.reason = reason
    }

    /// What is wrong, as one sentence without a full stop.
    public var description: String { "the connection ended in the middle of the body: \(reason)" }
}

/// A body that can be read only once was to be read again.
public struct BodyAlreadyRead: Error, Sendable, Equatable, CustomStringConvertible {
    /// Makes an error.
    public init() {}

    /// What is wrong, as one sentence without a full stop.
    public var description: String { "the body has been read before, and comes only once" }
}
