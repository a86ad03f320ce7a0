import JSONText

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension JSONReader {
    /// Reads a string.
    public mutating func string() throws(JSONDecodingError) -> String {
        do {
            return try scanner.string()
        } catch {
            throw failure(error, expected: "a string")
        }
    }

    /// Reads `true` or `false`.
    public mutating func bool() throws(JSONDecodingError) -> Bool {
        do {
            return try scanner.bool()
        } catch {
            return try fromText(error, expected: "true or false", Bool.init(parameterText:))
        }
    }

    /// Reads an integer of 64 bits; `1.0` and `1e3` are integers too, as JSON Schema has it.
    public mutating func int64() throws(JSONDecodingError) -> Int64 {
        do {
            return try scanner.int64()
        } catch {
            return try fromText(error, expected: "an integer of 64 bits", Int64.init(parameterText:))
        }
    }

    /// Reads an integer of the size of the machine's word.
    public mutating func int() throws(JSONDecodingError) -> Int {
        // On most machines every integer of 64 bits is one; the compiler keeps only the branch that applies.
        Int.bitWidth == 64 ? Int(truncatingIfNeeded: try int64()) : try integer(Int.self)
    }

    /// Reads an integer of 32 bits.
    public mutating func int32() throws(JSONDecodingError) -> Int32 {
        try integer(Int32.self)
    }

    /// Reads a non-negative integer below 2^63; larger ones are out of the range that the scanner keeps exactly.
    public mutating func uint64() throws(JSONDecodingError) -> UInt64 {
        try integer(UInt64.self)
    }

    /// Reads a number as the double closest to it.
    public mutating func double() throws(JSONDecodingError) -> Double {
        do {
            return try scanner.double()
        } catch {
            return try fromText(error, expected: "a number", Double.init(parameterText:))
        }
    }

    /// Reads a number as the float closest to it. A number beyond the range of floats is an error.
    public mutating func float() throws(JSONDecodingError) -> Float {
        let mark = mark()
        let value = Float(try double())
        guard value.isFinite else {
            reset(mark)
            throw mismatch(expected: "a number in the range of a 32-bit float")
        }
        return value
    }

    /// Reads a date with time as RFC 3339 has it (see ``RFC3339``).
    public mutating func date() throws(JSONDecodingError) -> Date {
        let mark = mark()
        let date: Date?
        do {
            date = try scanner.withStringBytes { RFC3339.date(from: $0) }
        } catch {
            throw failure(error, expected: "a date with time (RFC 3339)")
        }
        guard let date else {
            reset(mark)
            throw mismatch(expected: "a date with time (RFC 3339)")
        }
        return date
    }

    /// Reads bytes from a string in base64 (RFC 4648 §4).
    public mutating func data() throws(JSONDecodingError) -> Data {
        let mark = mark()
        guard let data = Data(base64Encoded: try string()) else {
            reset(mark)
            throw mismatch(expected: "bytes in base64")
        }
        return data
    }

    /// Passes `null` where it comes next.
    /// - Returns: whether it did.
    public mutating func nullIfPresent() throws(JSONDecodingError) -> Bool {
        do {
            return try scanner.nullIfPresent()
        } catch {
            throw failure(error)
        }
    }

    /// Reads a string; nil for `null`.
    public mutating func stringIfPresent() throws(JSONDecodingError) -> String? {
        try nullIfPresent() ? nil : string()
    }

    /// Reads `true` or `false`; nil for `null`.
    public mutating func boolIfPresent() throws(JSONDecodingError) -> Bool? {
        try nullIfPresent() ? nil : bool()
    }

    /// Reads an integer; nil for `null`.
    public mutating func intIfPresent() throws(JSONDecodingError) -> Int? {
        try nullIfPresent() ? nil : int()
    }

    /// Reads an integer of 32 bits; nil for `null`.
    public mutating func int32IfPresent() throws(JSONDecodingError) -> Int32? {
        try nullIfPresent() ? nil : int32()
    }

    /// Reads an integer of 64 bits; nil for `null`.
    public mutating func int64IfPresent() throws(JSONDecodingError) -> Int64? {
        try nullIfPresent() ? nil : int64()
    }

    /// Reads a non-negative integer below 2^63; nil for `null`.
    public mutating func uint64IfPresent() throws(JSONDecodingError) -> UInt64? {
        try nullIfPresent() ? nil : uint64()
    }

    /// Reads a double; nil for `null`.
    public mutating func doubleIfPresent() throws(JSONDecodingError) -> Double? {
        try nullIfPresent() ? nil : double()
    }

    /// Reads a float; nil for `null`.
    public mutating func floatIfPresent() throws(JSONDecodingError) -> Float? {
        try nullIfPresent() ? nil : float()
    }

    /// Reads a date with time; nil for `null`.
    public mutating func dateIfPresent() throws(JSONDecodingError) -> Date? {
        try nullIfPresent() ? nil : date()
    }

    /// Reads bytes in base64; nil for `null`.
    public mutating func dataIfPresent() throws(JSONDecodingError) -> Data? {
        try nullIfPresent() ? nil : data()
    }

    private mutating func integer<Integer: FixedWidthInteger>(
        _ type: Integer.Type
    ) throws(JSONDecodingError) -> Integer {
        let mark = mark()
        guard let value = Integer(exactly: try int64()) else {
            reset(mark)
            throw mismatch(expected: "an integer in \(Integer.min)...\(Integer.max)")
        }
        return value
    }

    /// Reads a scalar from a string where ``textScalars`` allows it; otherwise throws the scanner's error.
    @inline(never)
    private mutating func fromText<Value>(
        _ error: JSONSyntaxError, expected: String, _ parse: (String) -> Value?
    ) throws(JSONDecodingError) -> Value {
        guard textScalars, case .unexpectedKind(.string, _) = error.reason else {
            throw failure(error, expected: expected)
        }
        let mark = mark()
        if let value = parse(try string()) { return value }
        reset(mark)
        throw mismatch(expected: expected)
    }
}
