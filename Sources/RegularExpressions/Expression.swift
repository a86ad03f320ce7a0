/// A pattern, taken apart.
indirect enum Expression: Sendable {
    /// What holds between two characters.
    enum Place: Sendable {
        case start, end, wordBoundary, noWordBoundary
    }

    case set(ScalarSet)
    case sequence([Expression])
    case alternatives([Expression])
    case repeated(Expression, minimum: Int, maximum: Int?)
    case place(Place)
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
    case look(Expression, isBehind: Bool, isNegative: Bool)
}
