import JSONText

extension JSONReader {
    /// An object being read by a table of keys: which of them have come, and which is to be expected next.
    public struct Object: ~Copyable {
        let keys: JSONKeyTable
        let offset: Int
        /// What `keys` has, which it keeps alive.
        let lookup: JSONText.JSONKeyTable.Lookup
        /// The entry of the table to compare first: members mostly come in the order of the model.
        var expected = 0
        /// One bit for each of the first 64 keys that has come.
        var seen: UInt64 = 0
        /// The same for the keys after those, in objects that have one of them.
        var seenBeyond: [UInt64] = []
        /// One bit for each of the first 64 keys that has to come, and whether there are such keys after those.
        let required: UInt64
        let requiresMore: Bool

        init(_ keys: JSONKeyTable, at offset: Int) {
            self.keys = keys
            self.offset = offset
            lookup = keys.table.lookup
            required = keys.firstRequired
            requiresMore = keys.requiresMore
        }
    }

    /// Passes `{`. Then call ``nextKey(in:)`` until it answers nil.
    /// - Parameter keys: the keys that the model has.
    public mutating func beginObject(_ keys: JSONKeyTable) throws(JSONDecodingError) -> Object {
        try beginObject()
        return Object(keys, at: scanner.offset - 1)
    }

    /// Passes the next key of the object, whose value must be passed before the next call.
    /// - Parameter object: the object, from ``beginObject(_:)``.
    /// - Returns: the place of the key in the table, -1 for a key that the table does not have (see ``key()``), nil where
    ///   the object is over and passed.
    /// - Throws: ``JSONDecodingError`` where the key has come before, and where the object is over and lacks a key that
    ///   the table requires.
    public mutating func nextKey(in object: inout Object) throws(JSONDecodingError) -> Int? {
        let index: Int?
        do {
            index = try scanner.nextKey(in: object.lookup, expecting: object.expected)
        } catch {
            throw failure(error)
        }
        guard let index else {
            guard object.isComplete else { throw missing(in: object) }
            return nil
        }
        guard index >= 0 else { return index }
        guard object.note(index) else { throw duplicate() }
        object.expected = index &+ 1
        return index
    }

    /// The same for models without a place for other members, which are passed over.
    /// - Returns: the place of the key in the table, nil where the object is over and passed.
    public mutating func nextProperty(in object: inout Object) throws(JSONDecodingError) -> Int? {
        while let index = try nextKey(in: &object) {
            if index >= 0 { return index }
            try skipValue()
        }
        return nil
    }

    /// Passes an object of which nothing is kept.
    public mutating func skipObject() throws(JSONDecodingError) {
        try beginObject()
        while try nextMember() { try skipValue() }
    }

    /// The error for an object that lacks a key which its table requires.
    /// - Parameter object: the object, from ``beginObject(_:)``.
    @inline(never)
    public borrowing func missing(in object: borrowing Object) -> JSONDecodingError {
        JSONDecodingError(.missing(member: object.firstMissing ?? ""), offset: object.offset)
    }

    /// Reads the member whose key was passed last into those that have no property of their own.
    /// - Throws: ``JSONDecodingError`` also where the key has come before.
    public mutating func member<Value: JSONDecodable>(of members: inout [String: Value]) throws(JSONDecodingError) {
        let key = key()
        guard members[key] == nil else { throw duplicate() }
        members[key] = try Value(json: &self)
    }

    /// The error for the key that was passed last, which the object has twice.
    @inline(never)
    borrowing func duplicate() -> JSONDecodingError {
        JSONDecodingError(.duplicate(member: key()), offset: scanner.lastKeyOffset)
    }
}

extension JSONReader.Object {
    /// Notes that a key has come.
    /// - Returns: false where it has come before.
    @inline(__always)
    mutating func note(_ index: Int) -> Bool {
        guard index < 64 else { return noteBeyond(index) }
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
        guard seen & bit == 0 else { return false }
        seen |= bit
        return true
    }

    @inline(never)
    private mutating func noteBeyond(_ index: Int) -> Bool {
        if seenBeyond.isEmpty { seenBeyond = [UInt64](repeating: 0, count: keys.required.count - 1) }
        let bit: UInt64 = 1 &<< UInt64(index & 63)
        let word = index >> 6 - 1
        guard seenBeyond[word] & bit == 0 else { return false }
        seenBeyond[word] |= bit
        return true
    }

    /// Whether all keys that the table requires have come.
    @inline(__always)
    var isComplete: Bool { required & ~seen == 0 && (!requiresMore || firstMissing == nil) }

    /// The first key of the table that is required and has not come.
    var firstMissing: String? {
        for (word, required) in keys.required.enumerated() where required != 0 {
            let come = word == 0 ? seen : seenBeyond.isEmpty ? 0 : seenBeyond[word - 1]
            let missing = required & ~come
            if missing != 0 { return lookup.key(at: word * 64 + missing.trailingZeroBitCount) }
        }
        return nil
    }
}
