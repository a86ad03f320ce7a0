/// An old name that is kept for a type, deprecated.
public struct AliasPlan: Sendable {
    /// The old name. What it stands in is a type of the bindings.
    public var name: TypeName
    /// The type as it is called now.
    public var target: TypeName
}
