/// Whether a library still has what was committed to it.
public struct VerificationReport: Sendable {
    /// Content that is not what it was.
    public struct Damage: Sendable, CustomStringConvertible {
        /// The object in `objects/`.
        public var object: String
        /// The storage backing that it should be in: a datastore's identifier or a `file:` URI.
        public var backing: String
        /// What is wrong with it.
        public var reason: String
        /// The files of items that it is the content of, as `library/item/file`.
        public var files: [String]

        /// All of it, in a line.
        public var description: String {
            "\(object) in \(backing): \(reason)" + (files.isEmpty ? "" : " (\(files.joined(separator: ", ")))")
        }
    }

    /// A storage backing that could not be read.
    public struct Unread: Sendable, CustomStringConvertible {
        /// A datastore's identifier or a `file:` URI.
        public var backing: String
        /// How many objects should be in it.
        public var objects: Int
        /// Why it was not read.
        public var reason: String

        /// All of it, in a line.
        public var description: String { "\(objects) objects in \(backing): \(reason)" }
    }

    /// An object that the database does not know.
    public struct Unknown: Sendable, CustomStringConvertible {
        /// Its name in `objects/`.
        public var object: String
        /// The storage backing that it is in.
        public var backing: String

        /// Both, in a line.
        public var description: String { "\(object) in \(backing)" }
    }

    /// How many objects were read and are whole.
    public var objects = 0
    /// How many bytes they have.
    public var bytes: Int64 = 0
    /// Content that is not what it was.
    public var damages: [Damage] = []
    /// Where content should be that was not read.
    public var unread: [Unread] = []
    /// What SQLite finds wrong with the database.
    public var databaseFaults: [String] = []
    /// Objects that the database does not know. They do no harm: a server removes them when it starts.
    public var unknownObjects: [Unknown] = []

    /// Whether nothing of what was read is lost or changed.
    public var isWhole: Bool { damages.isEmpty && databaseFaults.isEmpty }
    /// Whether everything that was committed was read.
    public var isComplete: Bool { unread.isEmpty }
}
