/// An operation that a server calls back, at an address that an earlier call has told.
public protocol CallbackOperation: APIOperation {
    /// What makes the address of that call.
    static var address: RuntimeExpression { get }
}

extension CallbackOperation {
    /// The address to call back at.
    /// - Parameter call: the call of the operation that the callback belongs to.
    /// - Throws: ``RuntimeExpression/Unresolved`` where the call does not tell it.
    public static func address(for call: RecordedCall) throws(RuntimeExpression.Unresolved) -> String {
        try address.text(for: call)
    }
}
