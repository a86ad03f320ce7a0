import BindingPlan
import DocumentTree
import Testing

@Suite
struct ConfigurationTests {
    private func read(
        _ text: String, path: String = "Specs/bindery.yaml", target: String? = nil
    ) -> (ConfigurationFile?, DiagnosticLog) {
        var log = DiagnosticLog()
        let file = ConfigurationFile.read(SourceFile(path: path, bytes: Array(text.utf8)), target: target, log: &log)
        return (file, log)
    }

    @Test
    func pathsAreRelativeToTheConfiguration() throws {
        let (file, log) = read("{document: api.yaml, module: Pets, output: ../Generated, templates: ./layout}")
        let configuration = try #require(file)
        #expect(log.diagnostics.isEmpty)
        #expect(configuration.documentPath == "Specs/api.yaml")
        #expect(configuration.outputFolder == "Generated")
        #expect(configuration.templatesFolder == "Specs/layout")
        #expect(configuration.configuration.moduleName == "Pets")
        #expect(configuration.configuration.outputs == [.api, .client, .server])
    }

    @Test
    func aTargetIsOneModule() throws {
        let (file, log) = read("{document: api.yaml, outputs: [client]}", target: "App")
        let unnamed = try #require(file).configuration
        #expect(log.diagnostics.isEmpty)
        #expect(unnamed.moduleName == "App")
        #expect(unnamed.moduleLayout == .single)
        let named = try #require(read("{document: api.yaml, module: Pets}", target: "App").0).configuration
        #expect(named.moduleName == "Pets")
        #expect(named.moduleName(of: .client) == "App")
    }

    @Test(arguments: [
        ("output: out", "2:1"), ("custom: []", "2:1"), ("modules: separate", "2:10"), ("outputs: {api: out}", "2:10"),
    ])
    func placesMeanNothingToATarget(line: String, place: String) {
        let (file, log) = read("document: api.yaml\n\(line)\n", target: "App")
        #expect(file == nil)
        #expect(log.diagnostics.map(\.id) == ["invalid-value"])
        #expect(log.diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0)" } == [place])
    }

    @Test
    func absolutePathsStay() throws {
        let configuration = try #require(read("{document: /a/b.yaml, module: M, output: /out}").0)
        #expect(configuration.documentPath == "/a/b.yaml")
        #expect(configuration.outputFolder == "/out")
    }

    @Test
    func outputsHaveFolders() throws {
        let (file, log) = read("{document: d, module: M, outputs: {server: ../S, api: A}}", path: "x/bindery.yaml")
        let configuration = try #require(file)
        #expect(log.diagnostics.isEmpty)
        #expect(configuration.configuration.outputs == [.api, .server])
        #expect(configuration.moduleFolders == [.api: "x/A", .server: "S"])
    }

    @Test
    func rulesKeepTheirOrder() throws {
        let (file, _) = read(
            """
            document: d
            module: M
            output: o
            names:
              schemas: [{match: A.*, name: "*"}, {match: B, name: C}]
              tags: [{match: T, name: U}]
            conformances: [{match: A.*, protocols: [P, M.Q]}, {match: X, protocols: []}]
            modelConformances: [Equatable]
            imports: [Dispatch]
            """
        )
        let configuration = try #require(file).configuration
        #expect(configuration.schemaNames.map(\.pattern) == ["A.*", "B"])
        #expect(configuration.schemaNames.map(\.name) == ["*", "C"])
        #expect(configuration.tagNames.map(\.name) == ["U"])
        #expect(configuration.conformances.map(\.protocols) == [["P", "M.Q"], []])
        #expect(configuration.modelConformances == ["Equatable"])
        #expect(configuration.additionalImports == ["Dispatch"])
    }

    @Test
    func accessAndModules() throws {
        let head = "document: d\nmodule: M\noutput: o\n"
        let usual = try #require(read(head).0).configuration
        #expect(usual.accessLevel == .public)
        #expect(usual.moduleLayout == .separate)
        #expect(Configuration.Output.allCases.map(usual.moduleName) == ["MAPI", "MClient", "MServer"])
        let inner = try #require(read(head + "access: internal\n").0).configuration
        #expect(inner.accessLevel == .internal)
        #expect(inner.moduleLayout == .single)
        #expect(Configuration.Output.allCases.map(inner.moduleName) == ["M", "M", "M"])
        let package = try #require(read(head + "access: package\nmodules: single\n").0).configuration
        #expect(package.accessLevel == .package)
        #expect(package.moduleLayout == .single)
    }

    @Test
    func selectionAndTypes() throws {
        let (file, log) = read(
            """
            document: d
            module: M
            output: o
            include: {tags: a, paths: [/a*, /b], operations: [x], schemas: [S.*]}
            exclude: {operations: [y]}
            names: {properties: [{match: A.b, name: c}], parameters: [], cases: [{match: A.*, name: "a*"}]}
            types:
              - {schema: A.*, type: M.A, imports: M}
              - {schema: "other.yaml#/definitions/B", type: B}
              - {format: decimal, type: Decimal}
            enums: [{match: A, style: open}, {match: "*", style: closed}]
            dates: string
            """
        )
        #expect(log.rendered() == "")
        let configuration = try #require(file).configuration
        #expect(configuration.included?.tags.map(\.pattern) == ["a"])
        #expect(configuration.included?.paths.map(\.pattern) == ["/a*", "/b"])
        #expect(configuration.included?.paths.map { $0.location?.column } == [28, 33])
        #expect(configuration.included?.schemas.map(\.pattern) == ["S.*"])
        #expect(configuration.excluded?.operations.map(\.pattern) == ["y"])
        #expect(configuration.propertyNames.map(\.name) == ["c"])
        #expect(configuration.caseNames.map(\.name) == ["a*"])
        #expect(configuration.types.map(\.type.name) == ["M.A", "B", "Decimal"])
        #expect(configuration.types.map(\.type.imports) == [["M"], [], []])
        #expect(configuration.enumStyles.map(\.style) == [.open, .closed])
        #expect(configuration.dates == .string)
    }

    @Test
    func customOutputs() throws {
        let (file, log) = read(
            """
            document: d
            module: M
            output: o
            custom:
              - {template: a.mustache, output: ../Docs/a.md}
              - {template: t/b.mustache, output: "b/*.md", for: type}
            """
        )
        #expect(log.rendered() == "")
        let outputs = try #require(file).customOutputs
        #expect(outputs.map(\.template) == ["Specs/a.mustache", "Specs/t/b.mustache"])
        #expect(outputs.map(\.templateName) == ["a", "b"])
        #expect(outputs.map(\.output) == ["Docs/a.md", "Specs/b/*.md"])
        #expect(outputs.map(\.scope) == [.document, .type])
    }

    @Test(arguments: [
        ("{module: M, output: o}", "missing-key"),
        ("{document: d, output: o}", "missing-key"),
        ("{document: d, module: M}", "missing-key"),
        ("{document: d, module: M, output: o, moduel: x}", "unknown-key"),
        ("{document: d, module: 1M, output: o}", "invalid-value"),
        ("{document: d, module: M, output: o, outputs: [apis]}", "invalid-value"),
        ("{document: d, module: M, output: o, outputs: []}", "invalid-value"),
        ("{document: d, module: M, output: 5}", "wrong-type"),
        ("{document: d, module: M, output: ''}", "invalid-value"),
        ("{document: d, module: M, output: o, modelConformances: [Codable]}", "invalid-value"),
        ("{document: d, module: M, output: o, names: {schemas: [{match: a, name: '*'}]}}", "invalid-value"),
        ("{document: d, module: M, output: o, names: {schemas: [{match: '**', name: A}]}}", "invalid-value"),
        ("{document: d, module: M, output: o, access: private}", "invalid-value"),
        ("{document: d, module: M, output: o, access: [public]}", "wrong-type"),
        ("{document: d, module: M, output: o, modules: one}", "invalid-value"),
        ("{document: d, module: M, output: o, modules: separate, access: internal}", "invalid-value"),
        ("{document: d, module: M, output: o, modules: single, outputs: {api: a}}", "invalid-value"),
        ("{document: d, module: M, output: o, access: internal, outputs: {api: a}}", "invalid-value"),
        ("{document: d, module: M, output: o, include: [pets]}", "wrong-type"),
        ("{document: d, module: M, output: o, include: {}}", "invalid-value"),
        ("{document: d, module: M, output: o, exclude: {tag: a, tags: a}}", "unknown-key"),
        ("{document: d, module: M, output: o, exclude: {paths: '*/*'}}", "invalid-value"),
        ("{document: d, module: M, output: o, names: {cases: [{match: a, name: b-c}]}}", "invalid-value"),
        ("{document: d, module: M, output: o, types: [{schema: a}]}", "missing-key"),
        ("{document: d, module: M, output: o, types: [{schema: a, type: 1}]}", "wrong-type"),
        ("{document: d, module: M, output: o, types: [{schema: '#a', type: A}]}", "invalid-value"),
        ("{document: d, module: M, output: o, types: [{format: a, type: A, imports: [b-c]}]}", "invalid-value"),
        ("{document: d, module: M, output: o, enums: shut}", "invalid-value"),
        ("{document: d, module: M, output: o, enums: [{match: a, style: shut}]}", "invalid-value"),
        ("{document: d, module: M, output: o, dates: seconds}", "invalid-value"),
        ("[document]", "wrong-type"),
        ("", "wrong-type"),
    ])
    func errors(text: String, id: String) {
        let (file, log) = read(text)
        #expect(file == nil)
        #expect(log.diagnostics.map(\.id) == [id])
        #expect(log.diagnostics.allSatisfy { $0.location != nil })
    }

    @Test
    func misspeltKeysAreSuggested() {
        let (_, log) = read("{document: d, module: M, output: o, template: x}")
        #expect(log.diagnostics.first?.help == "did you mean 'templates'?")
    }
}
