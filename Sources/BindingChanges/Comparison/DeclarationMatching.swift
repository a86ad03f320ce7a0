/// Which declaration became which.
struct DeclarationMatching {
    private let old: [Declaration]
    private let new: [Declaration]
    private let renames: BindingRenames
    /// What became of each declaration: nil on the right where it is gone, on the left where it is new.
    private(set) var pairs: [(Declaration?, Declaration?)] = []

    init(_ old: [Declaration], _ new: [Declaration], _ renames: BindingRenames) {
        self.old = old.filter { !$0.isWitness }
        self.new = new.filter { !$0.isWitness }
        self.renames = renames
    }

    mutating func run() {
        var partner = [Int?](repeating: nil, count: old.count)
        var isTaken = [Bool](repeating: false, count: new.count)
        match(&partner, &isTaken, by: \.name) { renames.newName(of: $0) }
        // A function with other labels.
        match(&partner, &isTaken, by: \.path) { renames.newPath(of: $0) }

        var gone = Set(old.indices.filter { partner[$0] == nil && old[$0].kind.isType }.map { old[$0].path })
        var added = Set(new.indices.filter { !isTaken[$0] && new[$0].kind.isType }.map { new[$0].path })
        // A struct that was an enum has nothing in common with it.
        for (index, partner) in partner.enumerated() {
            guard let partner, old[index].kind != new[partner].kind, old[index].kind.isType else { continue }
            gone.insert(old[index].path)
            added.insert(new[partner].path)
        }
        for (index, declaration) in old.enumerated() {
            if let partner = partner[index] {
                pairs.append((declaration, new[partner]))
            } else if !Self.stands(declaration, inOneOf: gone) {
                pairs.append((declaration, nil))
            }
        }
        for (index, declaration) in new.enumerated() where !isTaken[index] && !Self.stands(declaration, inOneOf: added)
        {
            pairs.append((nil, declaration))
        }
    }

    /// Pairs what is left over by a name of theirs.
    private func match(
        _ partner: inout [Int?], _ isTaken: inout [Bool], by name: (Declaration) -> String,
        _ newName: (Declaration) -> String
    ) {
        var free: [String: [Int]] = [:]
        for index in new.indices.reversed() where !isTaken[index] { free[name(new[index]), default: []].append(index) }
        for index in old.indices where partner[index] == nil {
            guard let found = free[newName(old[index])]?.popLast() else { continue }
            partner[index] = found
            isTaken[found] = true
        }
    }

    private static func stands(_ declaration: Declaration, inOneOf types: Set<String>) -> Bool {
        var owner = declaration.owner[...]
        while !owner.isEmpty {
            if types.contains(String(owner)) { return true }
            owner = owner.owningPath ?? ""
        }
        return false
    }
}
