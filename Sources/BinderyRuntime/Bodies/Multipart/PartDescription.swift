/// The parts that a multipart body may have; generated enumerations conform, one case for each property of the schema.
public protocol MultipartPart: Sendable {
    /// What is known of the parts, with one description for all that the document does not know.
    static var descriptions: [PartDescription<Self>] { get }
}

/// What a document says of one part of a multipart body (OpenAPI 3.1.1 §4.8.15).
public struct PartDescription<Part: Sendable>: Sendable {
    /// The name of the form's field; nil where the description is for all others.
    let name: String?
    let format: BodyFormat<Part>
    let isRequired: Bool
    /// Whether there may be several: the elements of an array.
    let isRepeated: Bool

    /// Describes a part.
    /// - Parameters:
    ///   - name: the name of the form's field.
    ///   - format: the format of what the case carries.
    ///   - isRequired: whether the body must have it.
    ///   - isRepeated: whether there may be several of it.
    ///   - make: the case.
    ///   - take: what the case carries; nil for another case.
    public static func part<Payload>(
        _ name: String, _ format: BodyFormat<Payload>, isRequired: Bool = false, isRepeated: Bool = false,
        _ make: @escaping @Sendable (Payload) -> Part, _ take: @escaping @Sendable (Part) -> Payload?
    ) -> Self {
        Self(
            name: name, format: .alternative(format, make, take), isRequired: isRequired, isRepeated: isRepeated)
    }

    /// Describes all parts that no other description is for.
    public static func undocumented(
        _ make: @escaping @Sendable (BodyPart) -> Part, _ take: @escaping @Sendable (Part) -> BodyPart?
    ) -> Self {
        Self(name: nil, format: .alternative(.file(), make, take), isRequired: false, isRepeated: true)
    }
}

extension BodyPart: MultipartPart {
    /// Nothing is known: every part is what it is.
    public static let descriptions: [PartDescription<BodyPart>] = [.undocumented({ $0 }, { $0 })]
}
