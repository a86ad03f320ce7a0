/// The errors of the session machines, in the words of the session.
enum Refusal {
    static func notActive(_ id: String, _ state: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.not_active", "The session {0} is {1}; the operation needs it to be ACTIVE.", id, state))
    }

    static func stillActive(_ id: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.still_active",
                "The update session {0} is ACTIVE; complete, cancel or fail it before deleting it.",
                id))
    }

    /// Whose session that is, and what it is called, is nobody's business: its identifier is all one needs to use it.
    static func itemBusy(_ item: String) -> LibraryError {
        LibraryError(
            .resourceBusy,
            LibraryMessage("session.item_busy", "Another update session is ACTIVE on the library item {0}.", item))
    }

    static func completing(_ id: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.completing",
                "The update session {0} has been completed and waits for the files that the server fetches.", id))
    }

    static func filesMissing(_ id: String, _ names: [String]) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("session.incomplete", "The update session {0} cannot be completed yet.", id),
            LibraryMessage(
                "session.files_missing", "These files have not been received: {0}.", names.joined(separator: ", ")))
    }

    static func filesRequired(_ id: String, _ names: [String]) -> LibraryError {
        incomplete(
            id,
            LibraryMessage(
                "session.files_required", "Its content requires these files, which it has not: {0}.", list(names)))
    }

    static func filesInvalid(_ id: String, _ names: [String]) -> LibraryError {
        incomplete(
            id,
            LibraryMessage(
                "session.files_invalid", "The content of these files is not valid; validate tells why: {0}.",
                list(names)))
    }

    private static func incomplete(_ id: String, _ cause: LibraryMessage) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("session.incomplete", "The update session {0} cannot be completed yet.", id), cause)
    }

    /// The first of many names.
    private static func list(_ names: [String]) -> String {
        names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    }

    static func contentChanges(_ id: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.content_changes", "The content of the update session {0} changes all the while.", id))
    }

    static func afterDescriptor(_ name: String, _ descriptor: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.file.after_descriptor",
                "The file {0} has to be added before the OVF descriptor {1}, not after it.", name, descriptor))
    }

    static func checksumOfArchive(_ name: String) -> LibraryError {
        .invalid(
            "checksum_info",
            LibraryMessage(
                "session.file.archive_checksum",
                "The archive {0} is taken apart while it comes, so no checksum of it is verified.", name))
    }

    static func noFiles(_ item: String) -> LibraryError {
        LibraryError(
            .invalidElementType,
            LibraryMessage(
                "session.no_files", "The library item {0} is a template of a virtual machine, which has no files.",
                item))
    }

    static func unignoredWarning(_ id: String, _ warning: WarningType) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.unignored_warning",
                "The update session {0} failed: its content has the warning {1}, which is not ignored.",
                id, warning.rawValue))
    }

    static func nothingToKeep(_ name: String) -> LibraryError {
        .invalid(
            "source_type",
            LibraryMessage(
                "session.file.nothing_to_keep", "The library item has no file named {0} that NONE could keep.", name))
    }

    static func notPushed(_ name: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.file.not_pushed",
                "The file {0} was not added for upload; add it with the source type PUSH first.", name))
    }

    static func transferNotPossible(_ name: String, _ status: FileTransferStatus) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.file.status", "The file {0} is {1} and cannot be transferred.", name, status.rawValue))
    }

    static func superseded(_ name: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "session.file.superseded",
                "The upload of {0} ended: a newer upload, a new file of that name or the session's end took its place.",
                name))
    }
}
