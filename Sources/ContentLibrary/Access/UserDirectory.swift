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

    /// A role or a privilege that is none.
    public struct UnknownRight: Error, CustomStringConvertible {
        /// What is wrong.
        public var description: String

        init(_ description: String) {
            self.description = description
        }
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
    public mutating func add(
        _ name: String, _ password: PasswordHash, role: Principal.Role = .administrator,
        privileges: Set<Principal.Privilege> = []
    ) {
        users[name] = User(principal: Principal(name: name, role: role, privileges: privileges), password: password)
    }

    /// Says what a user may do, as in the third part of a line of the users' file.
    ///
    /// - Parameters:
    ///   - name: the user's name.
    ///   - rights: the name of a role, of privileges, or of both, with commas between.
    /// - Throws: ``UnknownRight`` if one is none of these, or there is no such user.
    public mutating func setRights(of name: String, to rights: String) throws(UnknownRight) {
        guard var user = users[name] else { throw UnknownRight("there is no user \(name)") }
        user.principal = try Self.principal(name, rights: rights)
        users[name] = user
    }

    /// Adds a user as the command line names one: `NAME:PASSWORD`. The password may have colons, the name not.
    ///
    /// - Returns: false if the text is no such pair.
    public mutating func add(pair: String) throws -> Bool {
        guard let pair = NamePassword(pair), !pair.password.isEmpty else { return false }
        add(pair.name, try PasswordHash(password: pair.password))
        return true
    }

    /// Reads a users' file: a user a line, `NAME:HASH` and, after another colon, what the user may do: a role
    /// (`read-only`, `content-administrator`, `administrator`), privileges such as `ContentLibrary.ReadStorage`, or both,
    /// with commas between. Who has no role is an administrator. Empty lines and lines that begin with `#` are skipped. A
    /// password that is not hashed is refused, and so is a second user of a name.
    public mutating func add(file text: String) throws(Malformed) {
        var names: Set<String> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2 || parts.count == 3, !parts[0].isEmpty else {
                throw Malformed(line: index + 1, reason: "expected NAME:HASH or NAME:HASH:RIGHTS")
            }
            guard names.insert(String(parts[0])).inserted else {
                throw Malformed(line: index + 1, reason: "there is a user \(parts[0]) already")
            }
            guard let hash = PasswordHash(String(parts[1])) else {
                throw Malformed(line: index + 1, reason: "expected a hash such as $scrypt$ln=15,r=8,p=1$SALT$HASH")
            }
            let name = String(parts[0])
            do throws(UnknownRight) {
                users[name] = User(
                    principal: try Self.principal(name, rights: parts.count == 3 ? String(parts[2]) : ""),
                    password: hash)
            } catch {
                throw Malformed(line: index + 1, reason: error.description)
            }
        }
    }

    private static func principal(_ name: String, rights: String) throws(UnknownRight) -> Principal {
        var role: Principal.Role?
        var privileges: Set<Principal.Privilege> = []
        for right in rights.split(separator: ",").map(String.init) {
            if let named = Principal.Role(rawValue: right) {
                guard role == nil else { throw UnknownRight("a user has one role, not both of those in \(rights)") }
                role = named
            } else if let privilege = Principal.Privilege(rawValue: right) {
                privileges.insert(privilege)
            } else {
                throw UnknownRight("there is no role or privilege \(right)")
            }
        }
        return Principal(name: name, role: role ?? .administrator, privileges: privileges)
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
