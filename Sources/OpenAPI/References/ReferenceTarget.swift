import DocumentTree

/// Where a reference leads.
struct ReferenceTarget {
    /// The same for every spelling of one place.
    let id: SchemaID
    let node: Node
    /// The last pointer segment, or the file's base name.
    let name: String
    let nameLocation: SourceLocation
    /// What the target's file follows.
    let version: SpecificationVersion
    /// The section of components in which the target has its place, such as `parameters`.
    let componentSection: String?

    init(file: LoadedFile, pointer: JSONPointer, place: LoadedFile.Place) {
        id = SchemaID(filePath: file.file.path, pointer: pointer.description)
        node = place.node
        name = pointer.tokens.last ?? FilePath.baseName(file.file.path)
        nameLocation = place.keyLocation
        version = file.version
        componentSection = ComponentPlace.section(of: pointer, version: file.version)
    }

    /// The target's name where it is a component of the section.
    func componentName(in section: String?) -> String? {
        section != nil && componentSection == section ? name : nil
    }
}
