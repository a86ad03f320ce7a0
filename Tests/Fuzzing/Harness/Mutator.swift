package import SeededRandom

/// Makes inputs out of samples: the same ones of the same seed and number.
package struct Mutator {
    private let target: FuzzTarget
    private var random: SeededGenerator

    private init(_ target: FuzzTarget, _ random: SeededGenerator) {
        (self.target, self.random) = (target, random)
    }

    /// The input of one execution, and the generator for whatever the execution decides by chance.
    package static func input(
        for target: FuzzTarget, seed: UInt64, execution: Int
    ) -> (bytes: [UInt8], random: SeededGenerator) {
        // Streams of neighbouring states of SplitMix64 have nothing in common.
        var start = SeededGenerator(seed: seed)
        var mutator = Mutator(target, SeededGenerator(seed: start.next() &+ UInt64(truncatingIfNeeded: execution)))
        let bytes = mutator.input()
        return (bytes, mutator.random)
    }

    private mutating func input() -> [UInt8] {
        if random.oneIn(64) { return (0..<random.below(600)).map { _ in random.byte() } }
        var bytes = random.pick(target.samples)
        for _ in 0..<random.below(6) { change(&bytes) }
        if random.oneIn(1024) { repeatPiece(in: &bytes) }
        if let repair = target.repair, !random.oneIn(16) { repair(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let piece = piece(of: bytes)
        switch random.below(11) {
        case 0: bytes.removeSubrange(piece)
        case 1: bytes.insert(contentsOf: bytes[piece], at: place(in: bytes))
        case 2: bytes.replaceSubrange(piece, with: Array(bytes[self.piece(of: bytes)]))
        case 3:
            let other = random.pick(target.samples)
            bytes.insert(contentsOf: other[self.piece(of: other)], at: place(in: bytes))
        case 4: bytes.insert(contentsOf: random.pick(target.words), at: place(in: bytes))
        case 5: bytes.replaceSubrange(piece, with: random.pick(target.words))
        case 6: changeNumber(in: &bytes)
        case 7: bytes.removeSubrange(place(in: bytes)...)
        case 8: bytes.insert(random.byte(), at: place(in: bytes))
        case 9: changeByte(in: &bytes) { $0 ^ 1 << $1.below(8) }
        default: changeByte(in: &bytes) { $1.byte() }
        }
    }

    private mutating func changeByte(in bytes: inout [UInt8], _ change: (UInt8, inout SeededGenerator) -> UInt8) {
        guard !bytes.isEmpty else { return }
        let index = random.below(bytes.count)
        bytes[index] = change(bytes[index], &random)
    }

    /// Writes another number where one stands.
    private mutating func changeNumber(in bytes: inout [UInt8]) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let start = bytes[random.below(bytes.count + 1)...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.endIndex
        let number = random.next() >> UInt64(random.below(64))
        bytes.replaceSubrange(start..<end, with: String(number).utf8)
    }

    /// Makes a long input: what takes more than its share of time or depth shows.
    private mutating func repeatPiece(in bytes: inout [UInt8]) {
        let isWord = random.oneIn(2)
        let piece = isWord ? random.pick(target.words) : Array(bytes[piece(of: bytes)].prefix(4096))
        guard !piece.isEmpty, bytes.count < target.sizeLimit else { return }
        let count = random.below(target.sizeLimit - bytes.count) / piece.count
        bytes.insert(contentsOf: repeatElement(piece, count: count).joined(), at: place(in: bytes))
    }

    private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
        let start = place(in: bytes)
        // Short ones leave more of what is around them.
        let end =
            random.oneIn(2) ? place(in: bytes) : seam(after: min(bytes.count, start + 1 + random.below(64)), bytes)
        return min(start, end)..<max(start, end)
    }

    private mutating func place(in bytes: [UInt8]) -> Int { seam(after: random.below(bytes.count + 1), bytes) }

    /// Mostly the next seam; sometimes the very place.
    private mutating func seam(after place: Int, _ bytes: [UInt8]) -> Int {
        guard !random.oneIn(4) else { return place }
        switch target.seams {
        case .none: return place
        case .bytes(let seams):
            guard let found = bytes[place...].prefix(256).firstIndex(where: seams.contains) else { return place }
            return random.oneIn(2) ? found : found + 1
        case .blocks(let size): return min(bytes.count, place / size * size)
        }
    }
}

extension SeededGenerator {
    /// A number from 0 up to, and without, the limit; 0 where there is none.
    mutating func below(_ limit: Int) -> Int { limit < 2 ? 0 : Int(next().multipliedFullWidth(by: UInt64(limit)).high) }
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 32) }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// The bytes in a few pieces, cut anywhere.
    mutating func cut(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let longest = 1 + below([2, 16, 600, max(1, bytes.count)][below(4)])
        var pieces: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        // Long inputs come in longer pieces, so that the pieces do not take all the time.
        let least = bytes.count / 1000
        while !rest.isEmpty {
            pieces.append(rest.prefix(1 + least + below(longest)))
            rest = rest.dropFirst(pieces[pieces.count - 1].count)
        }
        return pieces
    }
}
