import GRDB

extension DatabaseError {
    /// What the client is told where that is more than that the server failed; paths and statements stay in the log.
    var libraryError: LibraryError? {
        switch resultCode {
        case .SQLITE_FULL:
            LibraryError(
                .unableToAllocateResource,
                LibraryMessage("store.full", "The server's database has no room left."))
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
            LibraryError(
                .resourceInaccessible,
                LibraryMessage("store.failed", "The server's database cannot be read or written."))
        default: nil
        }
    }
}
