/// Types that are gone while one like them has come: with (nearly) the same in it, and used where they were.
struct TypeRenames {
    private let old: [Declaration]
    private let new: [Declaration]
    private(set) var renames: [String: String]

    /// The types of operations, which are known by their routes.
    private let operations: Set<String>

    init(_ old: [Declaration], _ new: [Declaration], renames: [String: String]) {
        operations = Set((old + new).filter { $0.route != nil }.map(\.owner))
        self.old = old
        self.new = new
        self.renames = renames
    }

    /// Adds what it recognises to the renames, the outer types first, since their names are part of the inner ones'.
    mutating func find() {
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
            members[type.path, default: []].insert(texts.full(type.type ?? "", in: type.owner))
        }
        for type in types where type.kind == .handlerProtocol { services.insert(type.path) }
        for declaration in declarations {
            let mentioned = ([declaration.type].compactMap(\.self) + (declaration.parameters ?? []).map(\.type))
                .map { texts.full($0, in: declaration.owner) }
            if paths.contains(declaration.owner), declaration.kind != .initializer {
                // What names its own type is like what names another one in the same place.
                let types = mentioned.map { $0.replacing(declaration.owner, with: "Self") }.joined(separator: ",")
                members[declaration.owner, default: []].insert(
                    "\(declaration.kind.rawValue) \(declaration.ownName) \(types)")
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

    private mutating func use(
        _ types: [String], _ declaration: Declaration, _ paths: Set<String>, _ renames: [String: String]
    ) {
        let user = "\(TypeTexts.renamed(declaration.owner, by: renames)).\(declaration.ownName)"
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
