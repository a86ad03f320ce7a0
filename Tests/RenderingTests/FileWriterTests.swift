import DocumentTree
import Foundation
import Rendering
import Testing

@Suite
struct FileWriterTests {
    private static let mark = Renderer.generatedMark + " from a test.\n"

    private func write(_ files: [String: String], in folder: URL, owned: [String] = ["Out"]) -> (
        FileChanges, DiagnosticLog
    ) {
        var log = DiagnosticLog()
        let writer = FileWriter(ownedFolders: owned.map { folder.path() + "/" + $0 })
        let rendered = files.sorted { $0.key < $1.key }.map { path, text in
            RenderedFile(path: folder.path() + "/" + path, text: Self.mark + text)
        }
        var changes = writer.write(rendered, log: &log)
        let prefix = folder.path() + "/"
        changes.written = changes.written.map { $0.replacing(prefix, with: "") }
        changes.unchanged = changes.unchanged.map { $0.replacing(prefix, with: "") }
        changes.removed = changes.removed.map { $0.replacing(prefix, with: "") }
        return (changes, log)
    }

    private func text(_ path: String, in folder: URL) -> String? {
        try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    private func names(in folder: URL, _ path: String = "") -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path())
    }

    private func put(_ text: String, at path: String, in folder: URL) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test
    func foldersAreMade() throws {
        try withTemporaryFolder { folder in
            let (changes, log) = write(["Out/A.swift": "a", "Out/Deep/B.swift": "b"], in: folder)
            #expect(log.diagnostics.isEmpty)
            #expect(changes.written == ["Out/A.swift", "Out/Deep/B.swift"])
            #expect(text("Out/Deep/B.swift", in: folder) == Self.mark + "b")
        }
    }

    @Test
    func unchangedFilesAreNotTouched() throws {
        try withTemporaryFolder { folder in
            _ = write(["Out/A.swift": "a", "Out/B.swift": "b"], in: folder)
            let old = Date(timeIntervalSince1970: 1_000_000)
            let a = folder.path() + "/Out/A.swift"
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: a)
            let (changes, _) = write(["Out/A.swift": "a", "Out/B.swift": "changed"], in: folder)
            #expect(changes.written == ["Out/B.swift"])
            #expect(changes.unchanged == ["Out/A.swift"])
            let attributes = try FileManager.default.attributesOfItem(atPath: a)
            #expect(attributes[.modificationDate] as? Date == old)
            #expect(text("Out/B.swift", in: folder) == Self.mark + "changed")
            #expect(names(in: folder, "Out")?.count == 2)
        }
    }

    @Test
    func onlyGeneratedFilesAreRemoved() throws {
        try withTemporaryFolder { folder in
            _ = write(["Out/A.swift": "a", "Out/Old/B.swift": "b", "Elsewhere/C.swift": "c"], in: folder)
            try put("mine", at: "Out/Mine.swift", in: folder)
            try put(Self.mark, at: "Out/notes.txt", in: folder)
            let (changes, _) = write(["Out/A.swift": "a"], in: folder)
            #expect(changes.removed == ["Out/Old/B.swift"])
            #expect(text("Out/Mine.swift", in: folder) == "mine")
            #expect(text("Out/notes.txt", in: folder) == Self.mark)
            #expect(text("Elsewhere/C.swift", in: folder) != nil)
            #expect(!FileManager.default.fileExists(atPath: folder.path() + "/Out/Old"))
        }
    }

    @Test
    func ownedFoldersThatBecomeEmptyGo() throws {
        try withTemporaryFolder { folder in
            _ = write(["Parent/Out/A.swift": "a"], in: folder, owned: ["Parent/Out"])
            let (changes, _) = write([:], in: folder, owned: ["Parent/Out"])
            #expect(changes.removed == ["Parent/Out/A.swift"])
            #expect(names(in: folder) == ["Parent"])
            #expect(names(in: folder, "Parent") == [])
        }
    }

    @Test
    func aUsersFileIsNotReplaced() throws {
        try withTemporaryFolder { folder in
            try put("mine", at: "Out/B.swift", in: folder)
            let (changes, log) = write(["Out/A.swift": "a", "Out/B.swift": "b"], in: folder)
            #expect(log.diagnostics.map(\.id) == ["file-in-the-way"])
            #expect(changes == FileChanges())
            #expect(text("Out/B.swift", in: folder) == "mine")
            #expect(text("Out/A.swift", in: folder) == nil)
        }
    }

    @Test
    func linksAreNotFollowed() throws {
        try withTemporaryFolder { folder in
            _ = write(["Other/A.swift": "a"], in: folder)
            try FileManager.default.createDirectory(atPath: folder.path() + "/Out", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: folder.path() + "/Out/Link",
                withDestinationPath: folder.path() + "/Other"
            )
            let (changes, _) = write([:], in: folder)
            #expect(changes.removed == [])
            #expect(text("Other/A.swift", in: folder) != nil)
        }
    }

    @Test
    func aFolderInTheWayIsAnError() throws {
        try withTemporaryFolder { folder in
            try put("mine", at: "Out", in: folder)
            let (_, log) = write(["Out/A.swift": "a"], in: folder)
            #expect(log.diagnostics.map(\.id) == ["unwritable-output"])
            #expect(text("Out", in: folder) == "mine")
        }
    }

    @Test
    func comparingWritesNothing() throws {
        try withTemporaryFolder { folder in
            var log = DiagnosticLog()
            let writer = FileWriter(ownedFolders: [folder.path() + "/Out"])
            let file = RenderedFile(path: folder.path() + "/Out/A.swift", text: Self.mark)
            let changes = writer.compare([file], log: &log)
            #expect(changes.written == [file.path])
            #expect(!changes.isEmpty)
            #expect(names(in: folder) == [])
        }
    }
}
