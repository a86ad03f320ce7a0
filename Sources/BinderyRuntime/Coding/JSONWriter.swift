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
    var bytes = JSONBuffer()
    /// True where a value has just been written at this level: a comma is due before the next.
    var needsComma = false
    private var failure: JSONEncodingError?

    /// Makes a writer with nothing written.
    public init() {}

    /// The finished text.
    /// - Throws: ``JSONEncodingError`` for the first number that JSON does not have.
    public consuming func finish() throws(JSONEncodingError) -> [UInt8] {
        if let failure { throw failure }
        return bytes.bytes
    }

    /// What has been written, even where it holds a number that JSON does not have (`null` stands in its place).
    consuming func written() -> [UInt8] {
        bytes.bytes
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
        bytes.append(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the key at `index` of a table; its value must follow.
    mutating func key(_ keys: JSONKeyTable, _ index: Int) {
        keys.table.lookup.write(index, comma: needsComma, to: &bytes)
        needsComma = false
    }

    /// Writes `null`.
    public mutating func null() {
        literal("null")
    }

    /// Writes a string.
    public mutating func value(_ value: String) {
        separate()
        bytes.append(value)
    }

    /// Writes `true` or `false`.
    public mutating func value(_ value: Bool) {
        literal(value ? "true" : "false")
    }

    /// Writes an integer.
    public mutating func value(_ value: Int64) {
        separate()
        bytes.append(value)
    }

    /// Writes an integer.
    public mutating func value(_ value: UInt64) {
        if let small = Int64(exactly: value) { return self.value(small) }
        separate()
        bytes.append(unquoted: String(value))
    }

    /// Writes a number, in the shortest way that reads back the same.
    public mutating func value(_ value: Double) {
        separate()
        if !bytes.append(value) { fail(value.description) }
    }

    /// Writes a number, in the shortest way that reads back as the same float.
    public mutating func value(_ value: Float) {
        separate()
        if !bytes.append(value) { fail(value.description) }
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
        bytes.append(text)
    }

    /// Keeps the first failure; what is written in place of the number does not matter any more.
    private mutating func fail(_ number: String) {
        bytes.append("null" as StaticString)
        if failure == nil { failure = JSONEncodingError(number: number, offset: bytes.count) }
    }
}
