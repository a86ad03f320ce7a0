/// Keeps a property behind a pointer, so that a struct can hold a value of its own type.
///
/// ```swift
/// struct Node: JSONModel {
///     @Indirect var payload: Payload
///     @IndirectOptional var child: Node?
/// }
/// ```
///
/// It is a value all the same: a copy shares the box only until one of the two is changed.
@propertyWrapper
public struct Indirect<Value: Sendable>: Sendable {
    /// Immutable, so that sharing it is safe.
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var box: Box

    /// Puts a value behind a pointer.
    public init(wrappedValue: Value) {
        box = Box(wrappedValue)
    }

    /// The value.
    public var wrappedValue: Value {
        get { box.value }
        set { box = Box(newValue) }
    }
}

extension Indirect: Equatable where Value: Equatable {
    /// Compares the values.
    public static func == (left: Self, right: Self) -> Bool { left.wrappedValue == right.wrappedValue }
}

extension Indirect: Hashable where Value: Hashable {
    /// Hashes the value.
    public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}

/// Keeps an optional property behind a pointer, as ``Indirect`` does; nil takes no memory beside the pointer.
@propertyWrapper
public struct IndirectOptional<Value: Sendable>: Sendable {
    private var box: Indirect<Value>?

    /// Begins with nil.
    public init() {}

    /// Puts a value behind a pointer.
    public init(wrappedValue: Value?) {
        box = wrappedValue.map(Indirect.init(wrappedValue:))
    }

    /// The value.
    public var wrappedValue: Value? {
        get { box?.wrappedValue }
        set { box = newValue.map(Indirect.init(wrappedValue:)) }
    }
}

extension IndirectOptional: Equatable where Value: Equatable {}

extension IndirectOptional: Hashable where Value: Hashable {}
