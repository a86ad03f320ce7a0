import JSONText

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Writes one JSON text, without white space.
///
/// Commas and colons come by themselves. A number that JSON does not have is remembered and thrown by ``finish()``, so
/// that the functions of the models need not throw.
public struct JSONWriter: ~Copyable {
    var bytes: [UInt8] = []
    /// True where a value has just been written at this level: a comma is due before the next.
    var needsComma = false
    private var failure: JSONEncodingError?

    /// Makes a writer with nothing written.
    public init() {
        bytes.reserveCapacity(256)
    }

    /// The finished text.
    /// - Throws: ``JSONEncodingError`` for the first number that JSON does not have.
    public consuming func finish() throws(JSONEncodingError) -> [UInt8] {
        if let failure { throw failure }
        return bytes
    }

    /// What has been written, even where it holds a number that JSON does not have (`null` stands in its place).
    consuming func written() -> [UInt8] {
        bytes
    }

    /// Writes `{`.
    public mutating func beginObject() {
        open(UInt8(ascii: "{"))
    }

    /// Writes `}`.
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Writes `[`.
    public mutating func beginArray() {
        open(UInt8(ascii: "["))
    }

    /// Writes `]`.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes the key of a member; its value must follow.
    public mutating func key(_ key: String) {
        separate()
        JSONEscaping.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the key of a member; its value must follow.
    /// - Parameter key: the key as it stands in JSON, escapes included: it is copied.
    public mutating func key(_ key: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes `null`.
    public mutating func null() {
        literal("null")
    }

    /// Writes a string.
    public mutating func value(_ value: String) {
        separate()
        JSONEscaping.append(value, to: &bytes)
    }

    /// Writes `true` or `false`.
    public mutating func value(_ value: Bool) {
        literal(value ? "true" : "false")
    }

    /// Writes an integer.
    public mutating func value(_ value: Int64) {
        separate()
        JSONEscaping.append(value, to: &bytes)
    }

    /// Writes an integer.
    public mutating func value(_ value: UInt64) {
        if let small = Int64(exactly: value) { return self.value(small) }
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number, in the shortest way that reads back the same.
    public mutating func value(_ value: Double) {
        separate()
        if !JSONEscaping.append(value, to: &bytes) { fail(value.description) }
    }

    /// Writes a number, in the shortest way that reads back as the same float.
    public mutating func value(_ value: Float) {
        separate()
        if !JSONEscaping.append(value, to: &bytes) { fail(value.description) }
    }

    /// Writes a date as RFC 3339 has it, in UTC with milliseconds.
    public mutating func value(_ value: Date) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        RFC3339.append(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes bytes as a string in base64.
    public mutating func value(_ value: Data) {
        self.value(value.base64EncodedString())
    }

    private mutating func open(_ byte: UInt8) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(byte)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Keeps the first failure; what is written in place of the number does not matter any more.
    private mutating func fail(_ number: String) {
        bytes.append(contentsOf: "null".utf8)
        if failure == nil { failure = JSONEncodingError(number: number, offset: bytes.count) }
    }
}
