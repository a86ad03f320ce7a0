/// Values that references lead to, each read once, with those under way marked so that a cycle is seen.
final class Memo<Value> {
    enum State {
        case underWay
        case done(Resolved<Value>?)
    }

    private var states: [SchemaID: State] = [:]
    private let keepsValues: Bool

    /// - Parameter keepsValues: Whether what was read is kept. Without it every reference reads its target anew, so
    ///   that the work done is in proportion to the size of the result, and can be bounded by it.
    init(keepsValues: Bool = true) {
        self.keepsValues = keepsValues
    }

    subscript(id: SchemaID) -> State? { states[id] }

    func begin(_ id: SchemaID) {
        states[id] = .underWay
    }

    func end(_ id: SchemaID, _ result: Resolved<Value>?) {
        states[id] = keepsValues ? .done(result) : nil
    }
}
