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
