import Foundation
import Testing

/// What `BinderyPlugin` tells a build to watch. A plugin cannot be imported; `InputFiles.swift` is a link to its file.
@Suite
struct InputFilesTests {
    /// Writes files, and gives the paths that are found.
    private func found(_ files: [String: String], _ find: (inout InputFiles, URL) -> Void) throws -> Set<String> {
        try withTemporaryFolder { folder in
            for (path, text) in files {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            var inputs = InputFiles()
            find(&inputs, folder)
            let beginning = folder.standardized.place + "/"
            #expect(Set(inputs.all).count == inputs.all.count)
            return Set(inputs.all.map { $0.place.replacing(beginning, with: "") })
        }
    }

    @Test(arguments: [
        "$ref: other.yaml#/Pet", "$ref: './other.yaml#/Pet'", #"{"$ref": "other.yaml"}"#,
        "{ $ref: ../specs/other.yaml }",
        "mapping: { cat: other.yaml, dog: \"#/Dog\" }", #"{"$ref":"..\/specs\/other.yaml#\/Pet"}"#,
        "'$ref' : \"%6fther.yaml\"",
    ])
    func documentsReferToFiles(text: String) throws {
        let paths = try found(["specs/api.yaml": text + "\n", "specs/other.yaml": "", "specs/unused.yaml": ""]) {
            $0.add($1.appending(path: "specs/api.yaml"))
        }
        #expect(paths == ["specs/api.yaml", "specs/other.yaml"])
    }

    @Test
    func namesWithSpaces() throws {
        let paths = try found([
            "api.yaml": "a: 'my pets.yaml#/A'\nb: my%20birds.json\n", "my pets.yaml": "", "my birds.json": "",
        ]) {
            $0.add($1.appending(path: "api.yaml"))
        }
        #expect(paths == ["api.yaml", "my pets.yaml", "my birds.json"])
    }

    @Test
    func referencesAreFollowedInCircles() throws {
        let files = ["a.yaml": "$ref: b/b.yaml", "b/b.yaml": "$ref: c.json#/C", "b/c.json": #"{"$ref": "../a.yaml"}"#]
        let paths = try found(files) { $0.add($1.appending(path: "a.yaml")) }
        #expect(paths == Set(files.keys))
    }

    @Test
    func configurationsNameFilesAndFolders() throws {
        let files = [
            "target/bindery.yaml": """
            document: ../specs/api.yaml
            templates: ../layout
            remotes: {"https://example.com/": ../vendor}
            output: ..
            """,
            "specs/api.yaml": "$ref: https://example.com/pet.yaml", "layout/alias.mustache": "",
            "vendor/deep/pet.yaml": "",
            "vendor/README.md": "", "unrelated.yaml": "",
        ]
        let paths = try found(files) { $0.add(configuration: $1.appending(path: "target/bindery.yaml")) }
        #expect(
            paths == ["target/bindery.yaml", "specs/api.yaml", "layout/alias.mustache", "vendor/deep/pet.yaml"])
    }

    @Test
    func foldersHoldDocumentsAndTemplates() throws {
        let files = ["t/a.yaml": "", "t/b/c.json": "", "t/d.mustache": "", "t/main.swift": "", "t/.hidden.yaml": ""]
        let paths = try found(files) { $0.add(folder: $1.appending(path: "t")) }
        #expect(paths == ["t/a.yaml", "t/b/c.json", "t/d.mustache"])
    }
}
