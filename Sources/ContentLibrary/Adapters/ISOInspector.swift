import ContentFormats

/// The adapter of items of the type `iso`: images are recognised by their volume descriptors.
struct ISOInspector: Sendable {
    let content: SessionContent
    let reader: ContentReader

    func inspect() async throws -> ContentInspection {
        var inspection = ContentInspection(content: content)
        let named = content.files.filter { $0.name.lowercased().hasSuffix(".iso") }
        for file in named.isEmpty ? content.files : named {
            guard let fault = try await fault(file) else { continue }
            inspection.refute(
                file.name, "iso.invalid", "The file {0} is not a whole ISO image: {1}", file.name, fault.description)
        }
        return inspection
    }

    /// What is wrong with the image, if anything.
    func fault(_ file: SessionContent.File) async throws -> FormatFault? {
        let bytes = try await reader.bytes(file, from: ISOImage.offset, count: ISOImage.length)
        do throws(FormatFault) {
            _ = try ISOImage(descriptors: bytes, fileSize: file.size)
            return nil
        } catch {
            return error
        }
    }
}
