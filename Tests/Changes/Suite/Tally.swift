/// Counts how far two tools agree.
struct Tally {
    let differences: Differences
    /// The ids that the other tool has.
    let vocabulary: Set<String>?
    /// Whether each pair that does not agree is listed.
    let isVerbose: Bool
    private(set) var pairs = 0
    private var agreeing = 0
    private var agreeingInVocabulary = 0
    private var expectedBreaking = 0
    private var foundBreaking = 0
    private var reportedBreaking = 0
    private var missed: [String] = []
    private var unjustified: [String] = []
    private var justified: [String: Int] = [:]
    private var unreadable: [String] = []
    private var unlisted: Set<String> = []

    init(differences: Differences, vocabulary: Set<String>?, isVerbose: Bool) {
        self.differences = differences
        self.vocabulary = vocabulary
        self.isVerbose = isVerbose
    }

    mutating func compare(_ pair: Pair) {
        count(pair, pair.found(byOperation: false))
    }

    /// Compares by operation, too.
    ///
    /// - Returns: How many of the expected changes were found, and how many of those found were expected.
    mutating func compareOperations(_ pair: Pair) -> String {
        let found = pair.found(byOperation: true)
        count(pair, found)
        let common = pair.expected.intersection(found ?? []).count
        return "\(common) of \(pair.expected.count) expected, \((found?.count ?? 0) - common) others"
    }

    private mutating func count(_ pair: Pair, _ found: Set<Expectation>?) {
        pairs += 1
        guard let found else {
            unreadable.append(pair.name)
            missed += pair.expected.filter(\.isBreaking).sorted().map { "\(pair.name): \($0.text) (not read)" }
            expectedBreaking += pair.expected.count(where: \.isBreaking)
            return
        }
        for change in found where !(vocabulary?.contains(change.id) ?? true) && !differences.lists(change.id) {
            unlisted.insert(change.id)
        }
        let shared = found.filter { vocabulary?.contains($0.id) ?? true }
        if shared == pair.expected { agreeingInVocabulary += 1 }
        if found == pair.expected { agreeing += 1 } else if isVerbose { printDifference(pair, found) }
        let expected = pair.expected.filter(\.isBreaking)
        expectedBreaking += expected.count
        for change in expected.sorted() {
            let isFound = found.contains(change)
            if isFound { foundBreaking += 1 } else { missed.append("\(pair.name): \(change.text)") }
        }
        for change in found.filter(\.isBreaking).sorted() {
            reportedBreaking += 1
            if expected.contains(change) { continue }
            let isShared = vocabulary?.contains(change.id) ?? true
            if let reason = differences.reason(for: change.id, in: pair, isShared: isShared) {
                justified["\(change.id): \(reason)", default: 0] += 1
            } else {
                unjustified.append("\(pair.name): \(change.text)")
            }
        }
    }

    private func printDifference(_ pair: Pair, _ found: Set<Expectation>) {
        print(pair.name)
        for change in pair.expected.subtracting(found).sorted() { print("  only there: \(change.text)") }
        for change in found.subtracting(pair.expected).sorted() { print("  only here:  \(change.text)") }
    }

    /// Whether something was compared, enough was found, little is reported without a reason, and every id of Bindery's own has one.
    var reachesGoals: Bool {
        pairs > 0 && unlisted.isEmpty && foundBreaking * 100 >= expectedBreaking * 95
            && unjustified.count * 100 <= reportedBreaking * 2
    }

    func printSummary(of subject: String) {
        print("== \(subject)")
        print("pairs that agree in all ids and levels: \(agreeing) of \(pairs) (\(Self.percent(agreeing, pairs)))")
        print(
            "pairs that agree in all ids that the reference has: \(agreeingInVocabulary) of \(pairs) "
                + "(\(Self.percent(agreeingInVocabulary, pairs)))")
        print(
            "breaking changes found: \(foundBreaking) of \(expectedBreaking) (\(Self.percent(foundBreaking, expectedBreaking)))"
        )
        for line in missed { print("  missed: \(line)") }
        print(
            "reported as breaking against the reference, without a reason: \(unjustified.count) of \(reportedBreaking) "
                + "(\(Self.percent(unjustified.count, reportedBreaking)))")
        for line in unjustified { print("  unjustified: \(line)") }
        for (reason, count) in justified.sorted(by: { $0.key < $1.key }) { print("  justified \(count)×: \(reason)") }
        for id in unlisted.sorted() { print("  neither in the reference nor in the list of differences: \(id)") }
        for name in unreadable { print("  not read: \(name)") }
    }

    private static func percent(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let tenths = (part * 1000 + whole / 2) / whole
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
