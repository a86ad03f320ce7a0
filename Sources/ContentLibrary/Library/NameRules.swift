import Foundation

/// The limits of names and descriptions (`Item.create`, `LocalLibrary.create`) and of file names.
enum NameRules {
    static let nameLimit = 80
    static let descriptionLimit = 2000
    /// What a file name may have in UTF-8, the limit of the common file systems.
    static let fileNameLimit = 255

    /// Two names are the same if they are the same text, whatever bytes spell it (Unicode's canonical equivalence).
    /// Swift compares so, SQLite compares bytes: in this form both agree. What clients call a thing is brought into it
    /// where it comes in, to be kept or to be looked up.
    static func canonical(_ name: String) -> String {
        name.precomposedStringWithCanonicalMapping
    }

    /// - Parameter lines: whether the text may have lines and tabs in it.
    /// - Throws: InvalidArgument if it has control characters. SQLite takes text to end at NUL.
    static func checkCharacters(_ text: String, _ field: String, lines: Bool = false) throws(LibraryError) {
        let refused = text.utf8.contains { byte in
            (byte < 0x20 || byte == 0x7F) && !(lines && [0x09, 0x0A, 0x0D].contains(byte))
        }
        if refused {
            throw .invalid(field, LibraryMessage("text.characters", "It must not have control characters."))
        }
    }

    /// The same for what may be unset.
    static func checkCharacters(_ text: String?, _ field: String) throws(LibraryError) {
        if let text { try checkCharacters(text, field) }
    }

    static func checkName(_ name: String?) throws(LibraryError) -> String {
        guard let name = name.map(canonical) else { throw .missing("name") }
        try checkCharacters(name, "name")
        guard !name.isEmpty else { throw .invalid("name", LibraryMessage("name.empty", "A name must not be empty.")) }
        guard name.unicodeScalars.count <= nameLimit else {
            throw .invalid(
                "name", LibraryMessage("name.too_long", "A name has at most {0} characters.", String(nameLimit)))
        }
        return name
    }

    /// How long the type of an item may be.
    static let typeLimit = 255

    static func checkType(_ type: String) throws(LibraryError) {
        try checkCharacters(type, "type")
        guard type.utf8.count <= typeLimit else {
            throw .invalid("type", LibraryMessage("type.too_long", "A type has at most {0} bytes.", String(typeLimit)))
        }
    }

    /// An unset description is the empty one (`ItemModel.description`).
    static func checkDescription(_ description: String?) throws(LibraryError) -> String {
        let description = description ?? ""
        try checkCharacters(description, "description", lines: true)
        guard description.unicodeScalars.count <= descriptionLimit else {
            throw .invalid(
                "description",
                LibraryMessage(
                    "description.too_long", "A description has at most {0} characters.", String(descriptionLimit)))
        }
        return description
    }

    /// A file's name is one path component and nothing else. It never becomes part of a path in the content folder,
    /// but clients write what they download under it.
    static func checkFileName(_ name: String) throws(LibraryError) -> String {
        let name = canonical(name)
        let reason: LibraryMessage? =
            if name.isEmpty {
                LibraryMessage("file.name.empty", "A file name must not be empty.")
            } else if name.utf8.count > fileNameLimit {
                LibraryMessage("file.name.too_long", "A file name has at most {0} bytes.", String(fileNameLimit))
            } else if name == "." || name == ".." {
                LibraryMessage("file.name.dots", "{0} names a folder, not a file.", name)
            } else if name.unicodeScalars.contains(where: {
                $0 == "/" || $0 == "\\" || $0.value < 0x20 || $0.value == 0x7F
            }) {
                LibraryMessage("file.name.characters", "A file name has no slash, backslash or control character.")
            } else {
                nil
            }
        if let reason { throw .invalid("name", reason) }
        return name
    }
}
