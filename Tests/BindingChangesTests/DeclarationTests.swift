import BindingChanges
import Foundation
import Rendering
import Testing

/// The scanner sees all that templates write, and nothing else.
struct DeclarationTests {
    private static let cases: [URL] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases").standardized
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter {
            $0.path.contains("/expected/") && $0.pathExtension == "swift" && !$0.path.contains("/access-")
        }.sorted { $0.path < $1.path }
    }()

    /// Every line that begins a public declaration, found by its first words alone, is a declaration of the list.
    @Test func everyPublicDeclarationIsFound() throws {
        #expect(Self.cases.count > 200)
        let line =
            /(?m)^ *(?:@[^"\n]*? )?public (?:static )?(var|let|func|init|struct|enum|protocol|typealias)\b\??\s*(`?[\p{L}_][\p{L}\p{N}_]*`?)?/
        for url in Self.cases {
            let text = try String(contentsOf: url, encoding: .utf8)
            guard text.contains("public ") else { continue }
            let expected = text.matches(of: line).map { match in
                match.1 == "init" ? "init" : String(match.2 ?? "").replacing("`", with: "")
            }
            let bindings = Bindings(files: [RenderedFile(path: url.path, text: text)])
            let protocols = Set(bindings.declarations.filter { $0.kind == .handlerProtocol }.map(\.name))
            let found = bindings.declarations.filter { $0.kind != .enumCase && $0.kind != .requirement }.map(\.baseName)
            // What requirements do by default is no declaration of its own.
            let defaults = bindings.declarations.filter { protocols.contains($0.owner) && $0.hasDefault }.map(
                \.baseName)
            #expect((found + defaults).sorted() == expected.sorted(), "\(url.path)")
        }
    }

    @Test func declarationsAreReadInFull() {
        let text = """
            /* a /* nested */ comment with struct X {} */
            public import BinderyRuntime
            #if canImport(FoundationEssentials)
            public import FoundationEssentials
            #endif
            public struct Pet: JSONModel, Hashable {
                @IndirectOptional public var parent: Pet?
                @available(*, deprecated)
                public var legacy: [String: Int] { get { _legacy } set { _legacy = newValue } }
                public var `default`: Kind { .cat("\\("}")") }
                private var hidden: Int
                public init(
                    parent: Pet? = nil, `in` place: (any Sendable)? = .some(#"a"b"#),
                    _ rest: [String] = ["a, b", "c"]
                ) { self.parent = parent }
                public enum Kind: Sendable {
                    case cat(String, JSONValue), dog
                    indirect case both(Kind, named: Kind)
                }
            }
            private enum Secret { public static let value = 1 }
            @available(*, deprecated, renamed: "Pet") public typealias Animal = Pet
            public protocol Handler: Sendable {
                func list(_ input: Pet.Kind, context: RequestContext)
                    async throws(Failure) -> [Pet]
            }
            extension Handler {
                public func list(_: Pet.Kind, context: RequestContext) async throws(Failure) -> [Pet] { [] }
            }
            """
        let declarations = Bindings(files: [RenderedFile(path: "A.swift", text: text)]).declarations
        #expect(
            declarations.map { "\($0.name) | \($0.text)" } == [
                "Pet | struct Pet: JSONModel, Hashable",
                "Pet.parent | var parent: Pet?",
                "Pet.legacy | var legacy: [String: Int]",
                "Pet.default | let default: Kind",
                "Pet.init(parent:in:_:) | init(parent: Pet? = nil, in: (any Sendable)? = .some(#\"a\"b\"#), "
                    + "_: [String] = [\"a, b\", \"c\"])",
                "Pet.Kind | enum Kind: Sendable",
                "Pet.Kind.cat | case cat(String, JSONValue)",
                "Pet.Kind.dog | case dog",
                "Pet.Kind.both | case both(Kind, named: Kind)",
                "Animal | typealias Animal = Pet",
                "Handler | protocol Handler: Sendable",
                "Handler.list(_:context:) | func list(_: Pet.Kind, context: RequestContext) async throws(Failure) -> [Pet]",
            ])
        #expect(declarations.filter { $0.deprecatedFor != nil }.map(\.name) == ["Pet.legacy", "Animal"])
        #expect(declarations.last?.hasDefault == true)
    }

    /// Where nothing is public, everything that is not private can be used in the module.
    @Test func internalBindings() {
        let text = "struct Pet {\n    var name: String\n    private static let keys = 1\n}\n"
        let names = Bindings(files: [RenderedFile(path: "A.swift", text: text)]).declarations.map(\.name)
        #expect(names == ["Pet", "Pet.name"])
    }

    /// Text that breaks off is no reason to stop.
    @Test(arguments: ["public struct Pet {", "public var", "public func a(", "case a(\"", "public enum A: ", "/*", "`"])
    func brokenText(_ text: String) {
        _ = Bindings(files: [RenderedFile(path: "A.swift", text: text)]).declarations
    }
}
