import JSONText

/// Reads the values of one JSON text in order, as ``JSONDecodable`` types ask for them.
///
/// It is strict RFC 8259 (the scanner of `JSONText`): every byte that is passed is checked. Generated models drive it:
///
/// ```swift
/// var object = try reader.beginObject(Self.jsonKeys)
/// while let key = try reader.nextProperty(in: &object) {
///     switch key {
///     case 0: name = try reader.string()
///     default: size = try reader.int64IfPresent()
///     }
/// }
/// ```
///
/// A reader does not own the text. It cannot be copied and exists only inside the functions `decode` of ``JSONDecodable``,
/// which keep the bytes alive.
public struct JSONReader: ~Copyable {
    /// How deep arrays and objects may be nested where the caller sets no other limit.
    public static var defaultDepthLimit: Int { JSONScanner.defaultDepthLimit }

    var scanner: JSONScanner
    /// True where strings stand for numbers and booleans too: the members of parameters and forms are all text.
    var textScalars = false
    /// How many members of objects have been passed over, because their types do not know them.
    var passedOver = 0
    /// How many bytes may still be read once more, in trying one alternative after the other. Alternatives within
    /// alternatives multiply, so that without a limit a short text could take for ever.
    var rereadable: Int

    /// What has been passed in looking for members of objects, whose values look for members of theirs.
    var passedAhead = PassedValues()

    init(_ text: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
        scanner = JSONScanner(text, depthLimit: depthLimit)
        rereadable = 1 << 20 + 32 * text.count
    }

    /// Passes `{`. Then call ``nextMember()`` until it answers false.
    mutating func beginObject() throws(JSONDecodingError) {
        guard rereadable >= 0 else { throw tooManyTrials() }
        do {
            try scanner.beginObject()
        } catch {
            throw failure(error, expected: "an object")
        }
    }

    /// Passes the next key of the object, which ``key()`` gives.
    /// - Returns: false where the object is over and passed.
    mutating func nextMember() throws(JSONDecodingError) -> Bool {
        do {
            return try scanner.nextMember()
        } catch {
            throw failure(error)
        }
    }

    /// The key that was passed last. Ask for it before passing its value.
    public borrowing func key() -> String {
        scanner.lastKey()
    }

    /// Passes `[`. Then call ``nextElement()`` until it answers false.
    public mutating func beginArray() throws(JSONDecodingError) {
        guard rereadable >= 0 else { throw tooManyTrials() }
        do {
            try scanner.beginArray()
        } catch {
            throw failure(error, expected: "an array")
        }
    }

    /// Whether another element follows, which must be passed before the next call; false where the array is passed.
    public mutating func nextElement() throws(JSONDecodingError) -> Bool {
        do {
            return try scanner.nextElement()
        } catch {
            throw failure(error)
        }
    }

    /// Passes the value of a member that a type does not know, checking that it is JSON.
    public mutating func skipValue() throws(JSONDecodingError) {
        passedOver &+= 1
        do {
            try scanner.skipValue()
        } catch {
            throw failure(error)
        }
    }

    /// Makes sure that nothing but white space is left.
    mutating func end() throws(JSONDecodingError) {
        do {
            try scanner.end()
        } catch {
            throw failure(error)
        }
    }

    static func withoutByteOrderMark(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF else { return text }
        return UnsafeBufferPointer(rebasing: text[3...])
    }
}
