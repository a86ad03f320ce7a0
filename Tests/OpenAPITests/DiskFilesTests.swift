import OpenAPI
import Testing

@Suite struct DiskFilesTests {
    @Test func readsAFile() throws {
        let bytes = try DiskFiles().read(#filePath)
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("import OpenAPI"))
    }

    @Test(arguments: [("/nowhere/at/all", "no such file"), ("/", "it is not a regular file")])
    func saysWhyNot(path: String, reason: String) {
        #expect { try DiskFiles().read(path) } throws: { ($0 as? FileReadError)?.reason == reason }
    }

    @Test func refusesDevicesAndLargeFiles() {
        #expect(throws: FileReadError.self) { try DiskFiles().read("/dev/zero") }
        #expect(throws: FileReadError.self) { try DiskFiles(maximumBytes: 10).read(#filePath) }
    }
}
