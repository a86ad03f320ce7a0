/// Runs the instructions over a text, all ways at once: each instruction is looked at no more than once for each place of
/// the text, so that no text can make a pattern take long.
struct Matcher {
    private let sets: [ScalarSet]
    private let looks: [Look]
    private let text: [UInt32]
    /// For each look that has been asked, whether it holds at each place.
    private var answers: [[Bool]?]

    init(sets: [ScalarSet], looks: [Look], text: [UInt32]) {
        self.sets = sets
        self.looks = looks
        self.text = text
        answers = Array(repeating: nil, count: looks.count)
    }

    /// Whether the instructions match anywhere.
    mutating func matches(_ instructions: [Instruction]) -> Bool {
        run(instructions, backwards: false) { _ in true }
    }

    /// Runs from every place. `found` hears of every place where a match ends, and answers whether that is enough.
    private mutating func run(_ code: [Instruction], backwards: Bool, _ found: (Int) -> Bool) -> Bool {
        var current = Threads(count: code.count)
        var next = Threads(count: code.count)
        let isAnchored = if case .place(.start) = code[0] { !backwards } else { false }
        for step in 0...text.count {
            let place = backwards ? text.count - step : step
            if step == 0 || !isAnchored { follow(0, code, at: place, &current) }
            if current.hasMatch, found(place) { return true }
            if step == text.count || isAnchored && current.isEmpty { return false }
            let scalar = text[backwards ? place - 1 : place]
            let following = backwards ? place - 1 : place + 1
            for index in 0..<current.count {
                let thread = current[index]
                if case .set(let set) = code[thread], sets[set].contains(scalar) {
                    follow(thread + 1, code, at: following, &next)
                }
            }
            swap(&current, &next)
            next.removeAll()
        }
        return false
    }

    /// Adds an instruction and all that it leads to without passing a character.
    private mutating func follow(_ start: Int, _ code: [Instruction], at place: Int, _ threads: inout Threads) {
        threads.pending.append(start)
        while let thread = threads.pending.popLast() {
            guard threads.insert(thread) else { continue }
            switch code[thread] {
            case .set: break
            case .match: threads.hasMatch = true
            case .jump(let target): threads.pending.append(target)
            case .fork(let first, let second):
                threads.pending.append(second)
                threads.pending.append(first)
            case .place(let kind): if holds(kind, at: place) { threads.pending.append(thread + 1) }
            case .look(let index): if holds(look: index, at: place) { threads.pending.append(thread + 1) }
            }
        }
    }

    private func holds(_ kind: Expression.Place, at place: Int) -> Bool {
        switch kind {
        case .start: return place == 0
        case .end: return place == text.count
        case .wordBoundary, .noWordBoundary:
            let before = place > 0 && ScalarSet.wordCharacters.contains(text[place - 1])
            let after = place < text.count && ScalarSet.wordCharacters.contains(text[place])
            return (before != after) == (kind == .wordBoundary)
        }
    }

    private mutating func holds(look index: Int, at place: Int) -> Bool {
        let look = looks[index]
        if let known = answers[index] { return known[place] != look.isNegative }
        var found = [Bool](repeating: false, count: text.count + 1)
        _ = run(look.instructions, backwards: !look.isBehind) { place in
            found[place] = true
            return false
        }
        answers[index] = found
        return found[place] != look.isNegative
    }
}

/// The instructions that are reached at one place, each once, in constant time.
private struct Threads {
    private var members: [Int]
    private var indices: [Int]
    private(set) var count = 0
    var hasMatch = false
    var pending: [Int] = []

    init(count: Int) {
        members = Array(repeating: 0, count: count)
        indices = Array(repeating: 0, count: count)
    }

    var isEmpty: Bool { count == 0 }

    subscript(index: Int) -> Int { members[index] }

    mutating func insert(_ member: Int) -> Bool {
        let index = indices[member]
        if index < count, members[index] == member { return false }
        members[count] = member
        indices[member] = count
        count += 1
        return true
    }

    mutating func removeAll() {
        count = 0
        hasMatch = false
    }
}
