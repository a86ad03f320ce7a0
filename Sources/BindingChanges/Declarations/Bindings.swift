public import BindingPlan
internal import DocumentTree
public import Rendering

/// What bindings offer to those who import them, and where in the document each declaration comes from.
public struct Bindings: Sendable {
    /// The declarations that importers can see, in the order of the files.
    public let declarations: [Declaration]
    let places: DeclarationPlaces

    /// The bindings that a plan becomes with the built-in templates.
    public init(_ plan: Plan) {
        var log = DiagnosticLog()
        self.init(files: Renderer().render(plan.files, log: &log), places: DeclarationPlaces(plan))
    }

    /// The bindings in generated files.
    ///
    /// - Parameters:
    ///   - files: The Swift text, new or from an earlier run.
    ///   - plan: What the files were made from, where that is known.
    public init(files: [RenderedFile], plan: Plan? = nil) {
        self.init(files: files, places: plan.map { DeclarationPlaces($0) } ?? DeclarationPlaces())
    }

    private init(files: [RenderedFile], places: DeclarationPlaces) {
        let found = files.filter { $0.path.hasSuffix(".swift") && !$0.text.hasPrefix("// swift-tools-version") }
            .flatMap { DeclarationScanner.scan($0.text) }
        declarations = Self.visible(found)
        self.places = places
    }

    /// What is not hidden: where nothing is `public` or `package`, everything that is not private. A method of a protocol
    /// that an extension has too need not be implemented, and is one declaration.
    private static func visible(_ found: [DeclarationScanner.Found]) -> [Declaration] {
        let isInternal = !found.contains { $0.access != nil }
        let seen = found.filter { isInternal || $0.access != nil }
        let requirements = Set(seen.filter { $0.declaration.kind == .requirement }.map(\.declaration.name))
        let defaults = Set(seen.filter(\.isInExtension).map(\.declaration.name)).intersection(requirements)
        let witnesses = Witnesses(seen.map(\.declaration))
        return seen.compactMap { found in
            var declaration = found.declaration
            declaration.isWitness = witnesses.contains(declaration)
            guard defaults.contains(declaration.name) else { return declaration }
            guard declaration.kind == .requirement else { return nil }
            declaration.hasDefault = true
            return declaration
        }
    }
}
