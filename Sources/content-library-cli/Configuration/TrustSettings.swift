import ArgumentParser
import ContentLibrary
import Foundation

/// What protects the server: who may do what, how much of everything there may be, and what is recorded.
struct TrustSettings: ParsableArguments {
    @Option(
        help: """
            What a user may do, as NAME:RIGHTS: read-only, content-administrator or administrator (the default), privileges \
            such as ContentLibrary.ReadStorage, or both, with commas. May be given several times.
            """, transform: SettingValue.rights)
    var role: [UserRights] = []

    @Option(help: "A file that a record is added to of every change, login and refusal.", completion: .file())
    var auditLog: String?

    @Option(help: "Seconds that a login session may be unused, at least one.")
    var loginTimeout: Seconds = 1800

    @Option(help: "Seconds after which a login session ends in any case, at least one.")
    var loginLifetime: Seconds = 86_400

    @Option(help: "Bytes that the items of a library may have in all, such as 500GiB.")
    var libraryQuota: ByteCount?

    @Option(help: "Bytes that all content may have.")
    var storeQuota: ByteCount?

    @Option(help: "Bytes of the disk that content leaves to the database.")
    var reservedSpace: ByteCount = 67_108_864

    @Option(help: "Bytes that the body of a request may have, content apart.")
    var maxBody: ByteCount = 16_777_216

    @Option(help: "Files that an update session may have, at least one.")
    var maxFiles: Limit = 1000

    @Option(help: "Items that a library may have, at least one.")
    var maxItems: Limit = 1_000_000

    @Option(help: "Update sessions, and download sessions, that may be active for a user, at least one.")
    var maxSessions: Limit = 10_000

    @Option(help: "Login sessions that a user may have, at least one.")
    var maxLogins: Limit = 1000

    @Option(help: "Uploads that may run at once, at least one.")
    var maxUploads: Limit = 1024

    @Option(help: "Uploads that may run at once for a user, at least one.")
    var maxUserUploads: Limit = 256

    @Option(
        help: "Wrong passwords from an address after which each further one has to wait twice as long, at least one.")
    var freeLoginAttempts: Limit = 5

    var limits: LibraryLimits {
        var limits = LibraryLimits()
        limits.libraryQuota = libraryQuota?.count
        limits.storeQuota = storeQuota?.count
        limits.reservedSpace = reservedSpace.count
        limits.body = Int(maxBody.count)
        limits.filesPerSession = maxFiles.count
        limits.itemsPerLibrary = maxItems.count
        limits.sessionsPerUser = maxSessions.count
        limits.loginsPerUser = maxLogins.count
        limits.uploads = maxUploads.count
        limits.uploadsPerUser = maxUserUploads.count
        limits.freeLoginAttempts = freeLoginAttempts.count
        return limits
    }

    /// Puts all of it into the settings of a library, and opens the audit log.
    func apply(to settings: inout LibrarySettings) throws {
        settings.limits = limits
        settings.loginTimeout = loginTimeout.interval
        settings.loginLifetime = loginLifetime.interval
        settings.auditLog = try auditLog.map(AuditLog.init(path:))
    }

    func apply(to users: inout UserDirectory) throws {
        for user in role {
            do throws(UserDirectory.UnknownRight) {
                try users.setRights(of: user.name, to: user.rights)
            } catch {
                throw ValidationError("role: \(error)")
            }
        }
    }
}

/// What a user may do.
struct UserRights: Equatable {
    var name: String
    var rights: String
}

extension SettingValue {
    static func rights(_ text: String) throws -> UserRights {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError("Expected NAME:RIGHTS, such as anna:read-only.")
        }
        return UserRights(name: parts[0], rights: parts[1])
    }
}

/// How much of something there may be.
struct Limit: ExpressibleByArgument, ExpressibleByIntegerLiteral, CustomStringConvertible {
    let count: Int

    init?(argument: String) {
        guard let count = Int(argument), (1...1_000_000_000).contains(count) else { return nil }
        self.count = count
    }

    init(integerLiteral value: Int) { count = value }

    var description: String { String(count) }
    var defaultValueDescription: String { description }
}

/// A number of bytes, with KiB, MiB, GiB or TiB for multiples.
struct ByteCount: ExpressibleByArgument, ExpressibleByIntegerLiteral, CustomStringConvertible {
    let count: Int64

    private static let units: [(name: String, shift: Int64)] = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)]
    /// A little less than all of a number: sums of byte counts do not overflow.
    private static let limit: Int64 = 1 << 60

    init?(argument: String) {
        let unit = Self.units.first { argument.hasSuffix($0.name) }
        let digits = argument.dropLast(unit?.name.count ?? 0)
        guard let number = Int64(digits), number >= 0, number <= Self.limit >> (unit?.shift ?? 0) else { return nil }
        count = number << (unit?.shift ?? 0)
    }

    init(integerLiteral value: Int64) { count = value }

    var description: String { String(count) }
    var defaultValueDescription: String { description }
}
