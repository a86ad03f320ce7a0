internal import DocumentTree
public import OpenAPI

extension Configuration {
    /// The module name for a document that comes without one: its title as a Swift name, without a final `API`, which the
    /// modules add themselves; else the name of its file.
    public static func moduleName(for document: Document) -> String {
        [document.info.title, FilePath.baseName(document.file.path)].lazy.compactMap(moduleName).first { _ in true }
            ?? "Bound"
    }

    /// A text as a name of Swift; nil where it has no letters. Only ASCII, because the name of a module is a folder's and a product's too.
    package static func moduleName(_ text: String) -> String? {
        let ascii = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? $0 : " " }))
        guard ascii.unicodeScalars.contains(where: \.properties.isAlphabetic) else { return nil }
        var name = Naming.upperCamel(ascii)
        if name.lowercased().hasSuffix("api"), name.count > 3 { name.removeLast(3) }
        if let first = name.unicodeScalars.first, !first.properties.isAlphabetic { name = "API" + name }
        return name
    }
}
