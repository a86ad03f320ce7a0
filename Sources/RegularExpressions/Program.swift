/// A pattern as steps of a nondeterministic automaton (Thompson's construction).
enum Instruction: Sendable {
    /// Passes one character of a set.
    case set(Int)
    case jump(Int)
    case fork(Int, Int)
    case place(Expression.Place)
    /// Goes on where the look of that number holds.
    case look(Int)
    case match
}

/// A look to either side. Its instructions run towards the place where it is asked: those of a look ahead backwards, from
/// wherever a match can end. So one pass over the text finds all places where the look holds.
struct Look: Sendable {
    var instructions: [Instruction]
    var isBehind: Bool
    var isNegative: Bool
}

/// Puts an expression into instructions.
struct Compiler {
    /// The most instructions that a pattern may become: counted repetitions are written out.
    static let sizeLimit = 50_000

    private(set) var sets: [ScalarSet] = []
    private(set) var looks: [Look] = []
    private var size = 0

    mutating func compile(
        _ expression: Expression, backwards: Bool = false
    ) throws(RegularExpressionError) -> [Instruction] {
        var code: [Instruction] = []
        try append(expression, backwards, to: &code)
        code.append(.match)
        return code
    }

    private mutating func append(
        _ expression: Expression, _ backwards: Bool, to code: inout [Instruction]
    ) throws(RegularExpressionError) {
        size += 1
        guard size <= Self.sizeLimit else {
            throw RegularExpressionError("its repetitions come to more than \(Self.sizeLimit) steps")
        }
        switch expression {
        case .set(let set):
            sets.append(set)
            code.append(.set(sets.count - 1))
        case .sequence(let parts):
            for part in backwards ? parts.reversed() : parts { try append(part, backwards, to: &code) }
        case .alternatives(let branches): try append(branches[...], backwards, to: &code)
        case .repeated(let part, let minimum, let maximum):
            try append(part, minimum, maximum, backwards, to: &code)
        case .place(let place): code.append(.place(place))
        case .look(let inner, let isBehind, let isNegative):
            let instructions = try compile(inner, backwards: !isBehind)
            looks.append(Look(instructions: instructions, isBehind: isBehind, isNegative: isNegative))
            code.append(.look(looks.count - 1))
        }
    }

    private mutating func append(
        _ branches: ArraySlice<Expression>, _ backwards: Bool, to code: inout [Instruction]
    ) throws(RegularExpressionError) {
        var ends: [Int] = []
        for (index, branch) in branches.enumerated() {
            let fork = code.count
            let isLast = index == branches.count - 1
            if !isLast { code.append(.fork(fork + 1, 0)) }
            try append(branch, backwards, to: &code)
            if isLast { break }
            ends.append(code.count)
            code.append(.jump(0))
            code[fork] = .fork(fork + 1, code.count)
        }
        for end in ends { code[end] = .jump(code.count) }
    }

    private mutating func append(
        _ part: Expression, _ minimum: Int, _ maximum: Int?, _ backwards: Bool, to code: inout [Instruction]
    ) throws(RegularExpressionError) {
        for _ in 0..<minimum { try append(part, backwards, to: &code) }
        guard let maximum else {
            let fork = code.count
            code.append(.fork(fork + 1, 0))
            try append(part, backwards, to: &code)
            code.append(.jump(fork))
            code[fork] = .fork(fork + 1, code.count)
            return
        }
        var forks: [Int] = []
        for _ in minimum..<max(minimum, maximum) {
            forks.append(code.count)
            code.append(.fork(code.count + 1, 0))
            try append(part, backwards, to: &code)
        }
        for fork in forks { code[fork] = .fork(fork + 1, code.count) }
    }
}
