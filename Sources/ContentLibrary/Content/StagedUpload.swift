/// The bytes of a file of a session on their way to becoming content.
enum StagedUpload: Sendable {
    case file(StagingFile)
    /// An archive, which is taken apart while it comes.
    case archive(OVAUnpacker)

    /// It blocks.
    init(
        _ ticket: UploadTicket, _ declared: UploadTransfer.Declaration, in folder: ContentFolder, ids: IDSource,
        fileLimit: Int
    ) throws {
        self =
            if declared.isArchive {
                .archive(
                    OVAUnpacker(
                        ticket.id, in: folder, length: declared.size ?? ticket.length, ids: ids, fileLimit: fileLimit))
            } else {
                .file(try StagingFile(ticket.id, in: folder, declared: declared.checksum?.algorithm))
            }
    }

    /// Where the bytes go.
    var sink: any UploadSink {
        switch self {
        case .file(let file): file
        case .archive(let archive): archive
        }
    }
}
