/// The full name of a generated type, such as `Pet.Status`, unique within the API module.
public struct TypeName: Hashable, Sendable, CustomStringConvertible {
    /// The names from the outermost type to this one, joined by dots.
    public let path: String

    /// A name by its parts, joined by dots.
    public init(_ path: String) { self.path = path }

    init(_ name: String, in parent: TypeName?) {
        path = parent.map { "\($0.path).\(name)" } ?? name
    }

    /// The name without those of the types around it.
    public var simple: Substring { path[(path.lastIndex(of: ".").map(path.index(after:)) ?? path.startIndex)...] }

    /// The type around this one.
    public var parent: TypeName? { path.lastIndex(of: ".").map { TypeName(String(path[..<$0])) } }

    /// The name of the outermost type.
    public var first: Substring { path[..<(path.firstIndex(of: ".") ?? path.endIndex)] }

    public var description: String { path }
}

/// A type of the generated code.
public indirect enum SwiftType: Hashable, Sendable {
    /// The types of the standard library, and `Date` and `Data`.
    case string, bool, int, int32, int64, double, float, date, data
    /// `JSONValue`: anything.
    case json
    /// `BodyStream`: a body that is not read into memory.
    case stream
    /// `[UInt8]`: a body of a failure that is not JSON.
    case bytes
    /// `BodyPart`: bytes with their media type and file name.
    case part
    /// `BodySequence<T>`: values that are sent one after the other.
    case sequence(SwiftType)
    /// `ServerSentEvent<T>`.
    case event(SwiftType)
    /// `HeadedPart<T>`: a part of a multipart body with its header fields.
    case headed(SwiftType)
    /// Nothing.
    case void
    /// `[T]`.
    case array(SwiftType)
    /// `[String: T]`.
    case dictionary(SwiftType)
    /// `T?`.
    case optional(SwiftType)
    /// A generated type.
    case named(TypeName)
    /// A type that the configuration names.
    case external(ExternalType)

    /// The type without an outer `Optional`.
    public var unwrapped: SwiftType {
        if case .optional(let wrapped) = self { wrapped } else { self }
    }

    /// An `Optional` of the type, which an optional is already.
    public var asOptional: SwiftType {
        if case .optional = self { self } else { .optional(self) }
    }

    /// The types of the configuration in this one, however deep.
    func forEachExternal(_ body: (ExternalType) -> Void) {
        switch self {
        case .external(let type): body(type)
        case .array(let element), .dictionary(let element), .optional(let element), .sequence(let element),
            .event(let element), .headed(let element):
            element.forEachExternal(body)
        default: break
        }
    }

    /// The named types in this one, however deep.
    func forEachName(_ body: (TypeName) -> Void) {
        switch self {
        case .named(let name): body(name)
        case .array(let element), .dictionary(let element), .optional(let element), .sequence(let element),
            .event(let element), .headed(let element):
            element.forEachName(body)
        default: break
        }
    }
}
