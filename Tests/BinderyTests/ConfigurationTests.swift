import BindingPlan
import DocumentTree
import Testing

@Suite
struct ConfigurationTests {
    private func read(_ text: String, path: String = "Specs/bindery.yaml") -> (ConfigurationFile?, DiagnosticLog) {
        var log = DiagnosticLog()
        let file = ConfigurationFile.read(SourceFile(path: path, bytes: Array(text.utf8)), log: &log)
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
