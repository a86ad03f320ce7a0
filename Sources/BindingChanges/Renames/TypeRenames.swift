/// Types that are gone while one like them has come: with (nearly) the same in it, and used where they were.
struct TypeRenames {
    private let old: [Declaration]
    private let new: [Declaration]
    private(set) var renames: [String: String]

    /// The types of operations, which are known by their routes.
    private let operations: Set<String>

    init(_ old: [Declaration], _ new: [Declaration], renames: [String: String]) {
        operations = Set((old + new).filter { $0.route != nil }.map(\.owner))
        self.old = old.filter { !$0.isWitness }
        self.new = new.filter { !$0.isWitness }
        self.renames = renames
    }

    /// How often types are looked for that can be recognised only by others that were renamed.
    private static let rounds = 8

    /// Adds what it recognises to the renames.
    mutating func find() {
        for _ in 0..<Self.rounds {
            let count = renames.count
            findOnce()
            if renames.count == count { return }
        }
    }

    /// The outer types first, since their names are part of the inner ones'.
    private mutating func findOnce() {
        for depth in 0..<8 {
            let oldPaths = Set(old.filter(\.kind.isType).map { TypeTexts.renamed($0.path, by: renames) })
            let newPaths = Set(new.filter(\.kind.isType).map(\.path))
            let gone = old.filter {
                $0.kind.isType && !operations.contains($0.path) && Self.depth($0) == depth
                    && !newPaths.contains(TypeTexts.renamed($0.path, by: renames))
            }
            let come = new.filter {
                $0.kind.isType && !operations.contains($0.path) && Self.depth($0) == depth
                    && !oldPaths.contains($0.path)
            }
            guard !gone.isEmpty, !come.isEmpty else { continue }
            match(gone, come)
        }
    }

    private static func depth(_ declaration: Declaration) -> Int {
        declaration.path.utf8.count { $0 == UInt8(ascii: ".") }
    }

    private mutating func match(_ gone: [Declaration], _ come: [Declaration]) {
        let before = TypeShapes(old, of: gone, renames: renames)
        let after = TypeShapes(new, of: come, renames: [:])
        let candidates = Dictionary(come.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var isTaken: Set<String> = []
        for type in gone {
            let owner = TypeTexts.renamed(type.owner, by: renames)
            let scored = before.candidates(for: type.path, in: after).compactMap {
                path -> (score: Double, path: String)? in
                guard let candidate = candidates[path], candidate.kind == type.kind, candidate.owner == owner,
                    candidate.deprecatedFor == nil, !isTaken.contains(path)
                else { return nil }
                return before.score(type.path, after, path).map { ($0, path) }
            }.sorted { $0.score > $1.score }
            guard let best = scored.first, scored.count == 1 || scored[1].score < best.score else { continue }
            renames[type.path] = best.path
            isTaken.insert(best.path)
        }
    }
}

/// What is in some types, and where they are used.
struct TypeShapes {
    private var members: [String: Set<String>] = [:]
    private var users: [String: Set<String>] = [:]
    /// Types that no other declaration names, but their own like: clients and protocols of handlers.
    private var services: Set<String> = []
    /// The types by what is in them, and by who uses them.
    private var byMembers: [Set<String>: [String]] = [:]
    private var byUser: [String: Set<String>] = [:]

    init(_ declarations: [Declaration], of types: [Declaration], renames: [String: String]) {
        let texts = TypeTexts(declarations, renames: renames)
        let paths = Set(types.map(\.path))
        for type in types where type.kind == .alias {
            let target = texts.full(type.type ?? "", in: type.owner)
            members[type.path, default: []].insert(Self.blank(target, paths))
        }
        for type in types where type.kind == .handlerProtocol { services.insert(type.path) }
        for declaration in declarations {
            let mentioned = ([declaration.type].compactMap(\.self) + (declaration.parameters ?? []).map(\.type))
                .map { texts.full($0, in: declaration.owner) }
            if paths.contains(declaration.owner), declaration.kind != .initializer {
                add(declaration, mentioned.map { Self.blank($0, paths) })
                if declaration.type == "APIClient" { services.insert(declaration.owner) }
            }
            use(mentioned, declaration, paths, renames)
        }
        for (path, members) in members { byMembers[members, default: []].append(path) }
        for (path, users) in users { for user in users { byUser[user, default: []].insert(path) } }
    }

    /// The types of other bindings that are worth a look.
    func candidates(for type: String, in other: TypeShapes) -> Set<String> {
        if services.contains(type) { return other.services }
        var found = Set(members[type].flatMap { other.byMembers[$0] } ?? [])
        for user in users[type] ?? [] { found.formUnion(other.byUser[user] ?? []) }
        return found
    }

    /// The type with a mark in place of those that may have been renamed.
    private static func blank(_ type: String, _ paths: Set<String>) -> String {
        var result = ""
        var end = type.startIndex
        for word in TypeTexts.names(in: type) where paths.contains(String(word)) {
            result += type[end..<word.startIndex] + "?"
            end = word.endIndex
        }
        return result + type[end...]
    }

    private mutating func add(_ member: Declaration, _ types: [String]) {
        // Alternatives are called after their types.
        let isAlternative = member.kind == .enumCase && types.contains { $0.contains("?") }
        let number = members[member.owner]?.count { $0.hasPrefix("case ?") } ?? 0
        members[member.owner, default: []].insert(
            isAlternative ? "case ?\(number)" : "\(member.kind.rawValue) \(member.ownName) \(types)")
    }

    private mutating func use(
        _ types: [String], _ declaration: Declaration, _ paths: Set<String>, _ renames: [String: String]
    ) {
        // Its properties are users already.
        guard declaration.kind != .initializer else { return }
        // Alternatives are called after their types.
        let name = declaration.kind == .enumCase ? "case" : declaration.ownName
        let user = "\(TypeTexts.renamed(declaration.owner, by: renames)).\(name)"
        for text in types {
            for word in TypeTexts.names(in: text) where paths.contains(String(word)) && declaration.owner != word {
                users[String(word), default: []].insert(user)
            }
        }
    }

    /// How much of two types has to be the same where they are used in the same places.
    private static let least = 0.5

    /// How much a type is like another one; nil where it is not it.
    func score(_ type: String, _ other: TypeShapes, _ candidate: String) -> Double? {
        let (mine, theirs) = (members[type] ?? [], other.members[candidate] ?? [])
        let most = max(mine.count, theirs.count)
        let likeness = most == 0 ? 0 : Double(mine.intersection(theirs).count) / Double(most)
        if services.contains(type), other.services.contains(candidate) {
            return likeness >= Self.least ? likeness : nil
        }
        let (myUsers, theirUsers) = (users[type] ?? [], other.users[candidate] ?? [])
        if myUsers.isEmpty && theirUsers.isEmpty { return likeness == 1 && most > 1 ? likeness : nil }
        let shared = myUsers.intersection(theirUsers)
        guard !shared.isEmpty, likeness >= Self.least else { return nil }
        return likeness + Double(shared.count) / Double(max(myUsers.count, theirUsers.count))
    }
}
