/// Breaks the recursion of a value type at one optional property; costs one word while there is no value.
@propertyWrapper
public enum Indirect<Value: Sendable>: Sendable {
    case none
    indirect case some(Value)

    /// No value.
    public init() { self = .none }

    public init(wrappedValue: Value?) {
        self = wrappedValue.map(Self.some) ?? .none
    }

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
