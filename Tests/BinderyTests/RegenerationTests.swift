import BinderyGenerator
import DocumentTree
import Foundation
import Rendering
import Testing

/// What is written anew when something changes, and what is not, by content and by time of modification.
@Suite
struct RegenerationTests {
    private func expect(
        _ modules: Set<String>, parts: Int, of mode: BoundProject.Mode, after change: (BoundProject) throws -> Void,
        location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        try withTemporaryFolder { folder in
            let project = try BoundProject(in: folder, mode: mode)
            try #require(Bindery.generate(project.request).diagnostics.isEmpty)
            let before = try project.files()
            let (report, paths) = try project.rewritten { try change(project) }
            let after = try project.files()
            #expect(report.diagnostics.isEmpty, sourceLocation: location)
            #expect(paths == Set(after.keys.filter { before[$0] != after[$0] }), sourceLocation: location)
            #expect(report.changes.written.count == paths.count, sourceLocation: location)
            switch mode {
            case .modules: #expect(paths == modules, sourceLocation: location)
            case .parts:
                #expect(paths.count == parts, "\(paths)", sourceLocation: location)
                #expect(after.keys == before.keys, sourceLocation: location)
            }
        }
    }

    @Test(arguments: BoundProject.Mode.allCases)
    func nothingChanged(mode: BoundProject.Mode) throws {
        try expect([], parts: 0, of: mode) { _ in }
    }

    @Test(arguments: BoundProject.Mode.allCases)
    func aDescriptionChanged(mode: BoundProject.Mode) throws {
        try expect(["ShopAPI/Document.swift", "ShopAPI/Models/Models.swift"], parts: 2, of: mode) { project in
            try project.replace("An order.", "What was ordered.", in: "api.yaml")
        }
    }

    @Test(arguments: BoundProject.Mode.allCases)
    func aPropertyWasAdded(mode: BoundProject.Mode) throws {
        try expect(["ShopAPI/Document.swift", "ShopAPI/Models/Models.swift"], parts: 2, of: mode) { project in
            try project.replace("number:", "price: {type: number}\n        number:", in: "api.yaml")
            #expect(try !project.files().values.contains { $0.contains("price") })
        }
    }

    /// The digest is that of the document's own file.
    @Test(arguments: BoundProject.Mode.allCases)
    func aReferencedFileChanged(mode: BoundProject.Mode) throws {
        try expect(["ShopAPI/Models/Models.swift"], parts: 1, of: mode) { project in
            try project.replace("name:", "nick: {type: string}\n    name:", in: "pet.yaml")
        }
    }

    @Test(arguments: BoundProject.Mode.allCases)
    func aTemplateChanged(mode: BoundProject.Mode) throws {
        try expect(["ShopClient/ShopClient.swift"], parts: 1, of: mode) { project in
            try project.replace("What the requests", "What all requests", in: "layout/client-root.mustache")
        }
    }

    @Test(arguments: BoundProject.Mode.allCases)
    func theConfigurationChanged(mode: BoundProject.Mode) throws {
        try withTemporaryFolder { folder in
            let project = try BoundProject(in: folder, mode: mode)
            _ = Bindery.generate(project.request)
            let (report, _) = try project.rewritten {
                try project.replace("templates:", "outputs: [api]\ntemplates:", in: "bindery.yaml")
            }
            #expect(report.succeeded)
            #expect(try !project.files().values.contains { $0.contains("ShopClient") })
            #expect(try project.files().values.contains { $0.contains("struct Order") })
        }
    }

    /// A build that does not know of a file would not notice its changes.
    @Test
    func filesThatABuildDoesNotWatchGetAWarning() throws {
        try withTemporaryFolder { folder in
            let project = try BoundProject(in: folder, mode: .parts)
            try project.write("Pet: {type: object}\n", to: "other.yaml")
            try project.replace("pet.yaml", "other.yaml", in: "api.yaml")
            let report = Bindery.generate(project.request)
            #expect(report.diagnostics.map(\.id) == ["unwatched-file"])
            let message = try #require(report.diagnostics.first).message
            #expect(message.hasSuffix("/other.yaml'"))
        }
    }

    @Test
    func inputsAreAllThatDecides() throws {
        try withTemporaryFolder { folder in
            let project = try BoundProject(in: folder, mode: .modules)
            let report = Bindery.generate(project.request)
            let names = ["bindery.yaml", "layout", "layout/client-root.mustache", "api.yaml", "pet.yaml"]
            #expect(report.inputs == names.map { folder.appending(path: $0).path() })
        }
    }
}
