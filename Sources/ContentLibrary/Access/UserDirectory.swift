/// Who may use the server.
public struct UserDirectory: Sendable {
    /// A line of the users' file that cannot be read.
    public struct Malformed: Error, CustomStringConvertible {
        /// Its number, from 1.
        public var line: Int
        /// What is wrong with it.
        public var reason: String

        /// Where it is and what is wrong with it.
        public var description: String { "line \(line): \(reason)" }
    }

    private struct User {
        var principal: Principal
        var password: PasswordHash
    }

    private var users: [String: User] = [:]

    /// Makes a directory of nobody.
    public init() {}

    /// Whether nobody may use the server.
    public var isEmpty: Bool { users.isEmpty }
    /// The users' names, sorted.
    public var names: [String] { users.keys.sorted() }

    /// Adds a user; one of the same name is replaced.
    public mutating func add(_ name: String, _ password: PasswordHash, privileges: Set<Principal.Privilege> = []) {
        users[name] = User(principal: Principal(name: name, privileges: privileges), password: password)
    }

    /// Adds a user as the command line names one: `NAME:PASSWORD`. The password may have colons, the name not.
    ///
    /// - Returns: false if the text is no such pair.
    public mutating func add(pair: String) throws -> Bool {
        guard let pair = NamePassword(pair), !pair.password.isEmpty else { return false }
        add(pair.name, try PasswordHash(password: pair.password))
        return true
    }

    /// Reads a users' file: a user a line, `NAME:HASH` and, where there are any, privileges after another colon,
    /// with commas between them. Empty lines and lines that begin with `#` are skipped. A password that is not hashed
    /// is refused, and so is a second user of a name.
    public mutating func add(file text: String) throws(Malformed) {
        var names: Set<String> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2 || parts.count == 3, !parts[0].isEmpty else {
                throw Malformed(line: index + 1, reason: "expected NAME:HASH or NAME:HASH:PRIVILEGES")
            }
            guard names.insert(String(parts[0])).inserted else {
                throw Malformed(line: index + 1, reason: "there is a user \(parts[0]) already")
            }
            guard let hash = PasswordHash(String(parts[1])) else {
                throw Malformed(line: index + 1, reason: "expected a hash such as $scrypt$ln=15,r=8,p=1$SALT$HASH")
            }
            var privileges: Set<Principal.Privilege> = []
            for name in parts.count == 3 ? parts[2].split(separator: ",") : [] {
                guard let privilege = Principal.Privilege(rawValue: String(name)) else {
                    throw Malformed(line: index + 1, reason: "there is no privilege \(name)")
                }
                privileges.insert(privilege)
            }
            add(String(parts[0]), hash, privileges: privileges)
        }
    }

    func principal(_ name: String) -> Principal? { users[name]?.principal }
    func password(_ name: String) -> PasswordHash? { users[name]?.password }
}

/// A name and a password with a colon between, as in Basic authentication (RFC 7617).
struct NamePassword: Equatable, Sendable {
    var name: String
    var password: String

    init?(_ text: some StringProtocol) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        name = String(text[..<colon])
        password = String(text[text.index(after: colon)...])
    }
}
