/// Where a version keeps its components: OpenAPI 3 under `components` (OpenAPI 3.0.3 §4.7.7), Swagger 2.0 in objects
/// of the document itself ("Swagger Object").
///
/// Sections are called by their names of OpenAPI 3.
enum ComponentPlace {
    private static let swaggerKeys = [
        (section: "schemas", key: "definitions"), (section: "parameters", key: "parameters"),
        (section: "responses", key: "responses"), (section: "securitySchemes", key: "securityDefinitions"),
    ]

    /// The way to a component from the root of its document.
    static func pointer(to name: String, in section: String, version: SpecificationVersion) -> JSONPointer {
        if version != .v2_0 { return JSONPointer(tokens: ["components", section, name]) }
        return JSONPointer(tokens: [swaggerKey(section), name])
    }

    /// The section in which a pointer's target has its place; nil for places inside components and outside of them.
    static func section(of pointer: JSONPointer, version: SpecificationVersion) -> String? {
        let tokens = pointer.tokens
        if version != .v2_0 { return tokens.count == 3 && tokens[0] == "components" ? tokens[1] : nil }
        return tokens.count == 2 ? swaggerKeys.first { $0.key == tokens[0] }?.section : nil
    }

    /// The section as it is written in a document.
    static func name(of section: String, version: SpecificationVersion) -> String {
        version == .v2_0 ? swaggerKey(section) : "components/\(section)"
    }

    private static func swaggerKey(_ section: String) -> String {
        swaggerKeys.first { $0.section == section }?.key ?? section
    }
}
