#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A standard error of a vSphere-like API: what it has to say is a list of messages.
///
/// Generated errors conform where the configuration says so; their properties fulfil the protocol as they are.
public protocol StandardErrorRepresenting: Sendable {
    /// The type of the messages.
    associatedtype Message: RenderableMessage

    /// What the error has to say.
    var messages: [Message] { get }
}

/// A message that can be shown in the reader's language: an id, a text with placeholders, and what fills them.
///
/// A message within a message has an id and parameters only, so the rest has defaults.
public protocol RenderableMessage: Sendable {
    /// The type of the named parameters.
    associatedtype Parameter: RenderableParameter

    /// The id of the message in a catalogue of texts.
    var id: String { get }
    /// The text in English, with placeholders: `{0}` for the first of ``args``, `{name}` for one of ``params``.
    var defaultMessage: String { get }
    /// What fills the numbered placeholders.
    var args: [String] { get }
    /// What fills the named placeholders.
    var params: [String: Parameter]? { get }
    /// The text in the reader's language, already filled.
    var localized: String? { get }
}

extension RenderableMessage {
    /// None: the id stands for the text.
    public var defaultMessage: String { "" }
    /// None.
    public var args: [String] { [] }
    /// None.
    public var localized: String? { nil }
}

/// A parameter of a message: exactly one of a string, a date, an integer, a number and a message.
public protocol RenderableParameter: Sendable {
    /// The type of a message within the message.
    associatedtype Nested: RenderableMessage
    /// The type of the names of date formats.
    associatedtype Format: RawRepresentable<String>

    /// A string.
    var s: String? { get }
    /// A date.
    var dt: Date? { get }
    /// An integer.
    var i: Int64? { get }
    /// A number.
    var d: Double? { get }
    /// A message.
    var l: Nested? { get }
    /// How the date is shown: the name of a ``MessageDateFormat``.
    var format: Format? { get }
    /// How many digits the number has after its point.
    var precision: Int64? { get }
}
