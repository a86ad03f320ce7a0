import Testing

/// What the clients of a ``KillLoad`` were told, and what they do not know.
actor KillLedger {
    /// The contents whose completion was acknowledged, of each item.
    private(set) var committed: [String: [String: String]]
    /// The contents whose completion was asked for and not answered.
    private var asked: [String: [String: String]] = [:]
    /// The session whose completion was acknowledged while it still pulled files, of each item.
    private(set) var promised: [String: String] = [:]

    private(set) var completions = 0
    /// How often the server, or a backup beside it, died of what.
    private(set) var kills: [String: Int] = [:]
    /// How often each step of a client ended well.
    private(set) var steps: [String: Int] = [:]
    /// How many clients were in the middle of each step when the server died.
    private(set) var interrupted: [String: Int] = [:]

    private var underWay: [String: Int] = [:]
    private var isDead = false
    /// Whether it was killed from outside.
    private(set) var wasSignalled = false

    init(items: [String]) {
        committed = Dictionary(uniqueKeysWithValues: items.map { ($0, [:]) })
    }

    func beginRound() { (underWay, isDead, wasSignalled) = ([:], false, false) }

    func begin(_ step: String) { underWay[step, default: 0] += 1 }

    func end(_ step: String) {
        underWay[step, default: 0] -= 1
        steps[step, default: 0] += 1
    }

    /// The first client that finds the server dead speaks for all.
    func died() {
        if !isDead { interrupted.merge(underWay) { $0 + $1 } }
        isDead = true
    }

    func signalled() { wasSignalled = true }

    func note(_ kill: String) { kills[kill, default: 0] += 1 }

    func ask(_ item: String, _ contents: [String: String]) { asked[item] = contents }

    func promise(_ item: String, _ session: String) { promised[item] = session }

    func acknowledge(_ item: String) {
        committed[item] = asked.removeValue(forKey: item)
        promised[item] = nil
        completions += 1
    }

    /// Compares what is found with what may be there.
    func check(_ item: String, _ contents: [String: String], _ comment: String) throws {
        let isWhole = contents == committed[item] || contents == asked[item]
        try #require(isWhole, "\(comment): \(item) has \(contents.mapValues { String($0.prefix(20)) })")
    }

    /// What is found in an item that nobody is changing counts from now on.
    func settle(_ item: String, _ contents: [String: String], _ comment: String) throws {
        try check(item, contents, comment)
        if promised[item] != nil {
            try #require(contents == asked[item], "\(comment): what was promised of \(item) did not come")
        }
        committed[item] = contents
        (asked[item], promised[item]) = (nil, nil)
    }
}
