/// Breaks the recursion of a value type at one optional property; costs one word while there is no value.
@propertyWrapper
public enum Indirect<Value: Sendable>: Sendable {
    /// There is no value.
    case none
    /// There is one, stored elsewhere.
    indirect case some(Value)

    /// No value.
    public init() { self = .none }

    /// Stores a value.
    public init(wrappedValue: Value?) {
        self = wrappedValue.map(Self.some) ?? .none
    }

    /// The value of the property.
    public var wrappedValue: Value? {
        get {
            switch self {
            case .none: nil
            case .some(let value): value
            }
        }
        set { self = newValue.map(Self.some) ?? .none }
    }
}
