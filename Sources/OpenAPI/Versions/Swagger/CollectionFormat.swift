import DocumentTree

/// How an array becomes text, Swagger 2.0 "Parameter Object": what OpenAPI 3 calls style and explode.
enum CollectionFormat: String, CaseIterable {
    case csv, ssv, tsv, pipes, multi

    /// The style that says the same at a place (OpenAPI 3.0.3 §4.7.12.3); nil where there is none.
    func style(in place: SwaggerPlace) -> ParameterStyle? {
        switch (self, place) {
        case (.csv, .path), (.csv, .header): ParameterStyle(style: .simple, explode: false)
        case (.csv, .query), (.csv, .formData): ParameterStyle(style: .form, explode: false)
        case (.ssv, .query), (.ssv, .formData): ParameterStyle(style: .spaceDelimited, explode: false)
        case (.pipes, .query), (.pipes, .formData): ParameterStyle(style: .pipeDelimited, explode: false)
        case (.multi, .query), (.multi, .formData): ParameterStyle(style: .form, explode: true)
        default: nil
        }
    }

    /// The key `collectionFormat`, where it is there.
    static func read(_ cursor: inout ObjectCursor) -> CollectionFormat? {
        guard let member = cursor.take("collectionFormat") else { return nil }
        let context = cursor.context
        guard let text = member.value.stringText else {
            context.reportWrongType(member.value, of: "'collectionFormat'", expected: "a string")
            return nil
        }
        if let format = CollectionFormat(rawValue: text) { return format }
        context.log.error(
            "unknown-collection-format",
            "there is no collectionFormat '\(text.escapedForMessage)'",
            at: member.value.location,
            help: Spelling.closest(to: text, among: allCases.lazy.map(\.rawValue)).map { "did you mean '\($0)'?" }
                ?? "the formats are csv, ssv, tsv, pipes and multi"
        )
        return nil
    }
}

/// A style of OpenAPI 3 with its `explode`.
struct ParameterStyle {
    var style: Parameter.Style
    var explode: Bool

    /// What stands for the style of a value that is no array.
    static func ofScalar(in place: SwaggerPlace) -> ParameterStyle {
        switch place {
        case .path, .header: ParameterStyle(style: .simple, explode: false)
        case .query, .formData: ParameterStyle(style: .form, explode: true)
        }
    }
}

/// Where values stand that are no bodies. Headers of responses count as headers.
enum SwaggerPlace: String {
    case path, query, header, formData
}
