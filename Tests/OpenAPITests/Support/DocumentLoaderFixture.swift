import OpenAPI

enum DocumentLoaderFixture {
    /// A loader to which no file exists.
    static let empty = DocumentLoader(files: MemoryFiles([String: [UInt8]]()))
}
