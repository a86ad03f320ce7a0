/// The limits of names and descriptions (`Item.create`, `LocalLibrary.create`) and of file names.
enum NameRules {
    static let nameLimit = 80
    static let descriptionLimit = 2000
    /// What a file name may have in UTF-8, the limit of the common file systems.
    static let fileNameLimit = 255

    static func checkName(_ name: String?) throws(LibraryError) -> String {
        guard let name else { throw .missing("name") }
        guard !name.isEmpty else { throw .invalid("name", LibraryMessage("name.empty", "A name must not be empty.")) }
        guard name.unicodeScalars.count <= nameLimit else {
            throw .invalid(
                "name", LibraryMessage("name.too_long", "A name has at most {0} characters.", String(nameLimit)))
        }
        return name
    }

    /// An unset description is the empty one (`ItemModel.description`).
    static func checkDescription(_ description: String?) throws(LibraryError) -> String {
        let description = description ?? ""
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
