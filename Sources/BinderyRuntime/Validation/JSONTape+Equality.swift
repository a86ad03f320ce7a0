/// Whether values are equal (JSON Schema 2020-12 core §4.2.2): numbers by their value, objects whatever their order.
extension JSONTape {
    func isEqual(_ index: Int, to other: JSONTape, _ otherIndex: Int) -> Bool {
        let (entry, otherEntry) = (entries[index], other.entries[otherIndex])
        guard entry.kind == otherEntry.kind, entry.count == otherEntry.count else { return false }
        switch entry.kind {
        case .null: return true
        case .bool: return entry.end - entry.start == otherEntry.end - otherEntry.start
        case .number: return number(index) == other.number(otherIndex)
        case .string:
            guard entry.hasEscapes || otherEntry.hasEscapes else {
                return entry.end - entry.start == otherEntry.end - otherEntry.start
                    && withBytes(index) { bytes in other.withBytes(otherIndex) { bytes.elementsEqual($0) } }
            }
            return unescaped(index) == other.unescaped(otherIndex)
        case .array:
            return zip(elements(index), other.elements(otherIndex)).allSatisfy { isEqual($0, to: other, $1) }
        case .object:
            var values: [[UInt8]: Int] = [:]
            for key in other.keys(otherIndex) { values[other.unescaped(key)] = key + 1 }
            return keys(index).allSatisfy { key in
                values[unescaped(key)].map { isEqual(key + 1, to: other, $0) } ?? false
            }
        }
    }

    /// Puts a value into a hash: equal values have equal hashes, and nobody who does not know the process can make others
    /// have them.
    func hash(_ index: Int, into hasher: inout Hasher) {
        let entry = entries[index]
        hasher.combine(entry.kind)
        hasher.combine(entry.count)
        switch entry.kind {
        case .null: break
        case .bool: hasher.combine(entry.end - entry.start)
        case .number: hasher.combine(number(index))
        // Not the text: canonically equivalent texts, of which anybody can make many, have one hash.
        case .string: hasher.combine(unescaped(index))
        case .array: for element in elements(index) { hash(element, into: &hasher) }
        case .object:
            var sum = 0
            for key in keys(index) {
                var member = Hasher()
                hash(key, into: &member)
                hash(key + 1, into: &member)
                sum &+= member.finalize()
            }
            hasher.combine(sum)
        }
    }

    /// The bytes that a string stands for.
    private func unescaped(_ index: Int) -> [UInt8] {
        entries[index].hasEscapes ? Array(text(index).utf8) : Array(slice(index))
    }

    /// Two elements of an array that are equal.
    func duplicate(in index: Int) -> (Int, Int)? {
        var seen: [Int: [Int]] = [:]
        for element in elements(index) {
            var hasher = Hasher()
            hash(element, into: &hasher)
            let value = hasher.finalize()
            if let other = seen[value]?.first(where: { isEqual($0, to: self, element) }) { return (other, element) }
            seen[value, default: []].append(element)
        }
        return nil
    }
}

extension String {
    /// Whether the scalars are the same; `==` takes canonically equivalent texts for equal, which JSON Schema does not.
    func isSame(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
