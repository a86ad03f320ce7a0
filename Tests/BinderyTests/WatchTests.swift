import BinderyGenerator
import DocumentTree
import Foundation
import Rendering
import Testing

@Suite
struct WatchTests {
    /// A watch that expectations can ask, which capture what they mention.
    private final class Watcher {
        private var watch: Watch

        init(_ watch: Watch) { self.watch = watch }

        func update() -> GenerationReport? { watch.update() }
    }

    private func withWatch(_ body: (BoundProject, Watcher) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let project = try BoundProject(in: folder, mode: .modules)
            try body(project, Watcher(Watch(project.request)))
        }
    }

    @Test
    func generatesAtFirstAndWhenSomethingChanged() throws {
        try withWatch { project, watch in
            #expect(watch.update()?.changes.unchanged == [])
            #expect(watch.update() == nil)
            for (file, old, new) in [
                ("api.yaml", "An order.", "What was ordered."), ("pet.yaml", "name:", "nickname:"),
            ] {
                try project.replace(old, new, in: file)
                // Whoever writes may not be done yet.
                #expect(watch.update() == nil)
                let written = try #require(watch.update()).changes.written
                #expect(written.contains { $0.hasSuffix("/Models.swift") })
                #expect(watch.update() == nil)
            }
            try project.replace("What the requests", "What all requests", in: "layout/client-root.mustache")
            #expect(watch.update() == nil)
            #expect(watch.update()?.changes.written.map { $0.hasSuffix("/ShopClient.swift") } == [true])
        }
    }

    @Test
    func waitsForWhatIsStillBeingWritten() throws {
        try withWatch { project, watch in
            _ = watch.update()
            for count in 1...3 {
                try project.write(
                    "Pet:\n  type: object\n" + String(repeating: "  # more\n", count: count), to: "pet.yaml")
                #expect(watch.update() == nil)
            }
            #expect(watch.update() != nil)
        }
    }

    @Test
    func whatIsAsItWasIsNotReadAgain() throws {
        try withWatch { project, watch in
            _ = watch.update()
            let folder = project.folder
            try FileManager.default.moveItem(
                at: folder.appending(path: "pet.yaml"), to: folder.appending(path: "away.yaml"))
            #expect(watch.update() == nil)
            try FileManager.default.moveItem(
                at: folder.appending(path: "away.yaml"), to: folder.appending(path: "pet.yaml"))
            #expect(watch.update() == nil)
            #expect(watch.update() == nil)
        }
    }

    @Test
    func errorsDoNotEndIt() throws {
        try withWatch { project, watch in
            try FileManager.default.removeItem(at: project.folder.appending(path: "pet.yaml"))
            let missing = try #require(watch.update())
            #expect(missing.diagnostics.map(\.id) == ["unreadable-file"])
            #expect(watch.update() == nil)
            try project.write("Pet: {type: object}\n", to: "pet.yaml")
            #expect(watch.update() == nil)
            #expect(watch.update()?.succeeded == true)
            try project.replace("module:", "modul:", in: "bindery.yaml")
            #expect(watch.update() == nil)
            #expect(watch.update()?.succeeded == false)
            try project.replace("modul:", "module:", in: "bindery.yaml")
            #expect(watch.update() == nil)
            #expect(watch.update()?.succeeded == true)
        }
    }

    @Test
    func templatesComeAndGo() throws {
        try withWatch { project, watch in
            _ = watch.update()
            try project.write("nonsense", to: "layout/nothing.mustache")
            #expect(watch.update() == nil)
            #expect(watch.update()?.diagnostics.map(\.id) == ["unknown-template"])
            try FileManager.default.removeItem(at: project.folder.appending(path: "layout/nothing.mustache"))
            #expect(watch.update() == nil)
            #expect(watch.update()?.succeeded == true)
        }
    }
}
