/// What a change of one declaration does to Swift code that imports the bindings.
///
/// The rules are Swift's own: modules are compiled together with their importers, so that a switch over an enum has to
/// name every case, and a call has to fit the parameters. Code that passes functions around by their type is not
/// thought of, nor are names of the importers' own that a new name may clash with.
struct ChangeRules {
    /// What a change does, and why.
    typealias Finding = (verdict: BindingChange.Verdict, reason: String)

    let old: TypeTexts
    let new: TypeTexts

    // MARK: New and gone

    static func added(_ declaration: Declaration) -> Finding {
        switch declaration.kind {
        case .enumCase: (.sourceBreaking, "a switch over '\(declaration.owner)' that names every case lacks it")
        case .requirement where declaration.hasDefault:
            (.additive, "it need not be implemented")
        case .requirement: (.sourceBreaking, "types that conform to '\(declaration.owner)' lack it")
        default: (.additive, "it is new")
        }
    }

    static func removed(_ declaration: Declaration) -> Finding {
        switch declaration.kind {
        case .structure, .enumeration, .handlerProtocol, .alias:
            (.sourceBreaking, "code that names it, or anything in it, no longer compiles")
        case .requirement: (.sourceBreaking, "nothing calls implementations of it any longer")
        case .enumCase: (.sourceBreaking, "code that makes it or matches it no longer compiles")
        case .initializer, .method, .staticMethod: (.sourceBreaking, "calls of it no longer compile")
        case .property, .staticProperty: (.sourceBreaking, "code that reads or sets it no longer compiles")
        }
    }

    // MARK: Changed

    /// What the change from one declaration to the other does; nil where they say the same.
    func changed(_ before: Declaration, _ after: Declaration) -> Finding? {
        var findings: [Finding] = []
        if before.kind != after.kind {
            findings.append(kindChanged(before, after))
        } else {
            findings += conformances(before, after) + type(before, after) + parameters(before, after)
            if Self.effects(before.effects, old, before.owner) != Self.effects(after.effects, new, after.owner) {
                findings.append(effects(before, after))
            }
            if before.hasDefault != after.hasDefault {
                findings.append(
                    after.hasDefault
                        ? (.additive, "it need no longer be implemented")
                        : (.sourceBreaking, "types that conform to '\(after.owner)' have to implement it"))
            }
        }
        if before.deprecatedFor != after.deprecatedFor {
            findings.append((.none, after.deprecatedFor == nil ? "it is no longer deprecated" : "it is deprecated now"))
        }
        guard let worst = findings.map(\.verdict).max() else { return nil }
        // What breaks nothing need not be told beside what does.
        let told = worst == .sourceBreaking ? findings.filter { $0.verdict == worst } : findings
        return (worst, told.map(\.reason).joined(separator: "; "))
    }

    private func kindChanged(_ before: Declaration, _ after: Declaration) -> Finding {
        // `.name` is written alike.
        if before.kind == .staticProperty, after.kind == .enumCase, after.parameters == [] {
            return (.none, "it is a case now, written as before")
        }
        if before.kind == .enumCase, after.kind == .staticProperty, before.parameters == [] {
            return (.none, "it is a static property now, written as before")
        }
        return (.sourceBreaking, "it was '\(before.kind.rawValue)', and is '\(after.kind.rawValue)'")
    }

    private func conformances(_ before: Declaration, _ after: Declaration) -> [Finding] {
        let earlier = before.conformances.map { old.full($0, in: before.owner) }
        let later = after.conformances.map { new.full($0, in: after.owner) }
        let lost = earlier.filter { !later.contains($0) }
        let gained = later.filter { !earlier.contains($0) }
        var findings: [Finding] = []
        if !lost.isEmpty { findings.append((.sourceBreaking, "it is no longer \(Self.list(lost))")) }
        if !gained.isEmpty { findings.append((.additive, "it is \(Self.list(gained)) now")) }
        return findings
    }

    private func type(_ before: Declaration, _ after: Declaration) -> [Finding] {
        var findings: [Finding] = []
        switch compare(before.type, after.type, before.owner, after.owner) {
        case .same: break
        case .spelledDifferently: findings.append((.none, "the type is another name of the same one"))
        case .different:
            let (was, isNow) = ("'\(before.type ?? "Void")'", "'\(after.type ?? "Void")'")
            let reason =
                switch before.kind {
                case .alias: "it stood for \(was), and stands for \(isNow)"
                case .requirement:
                    "implementations as they are would no longer be called: they give back \(was), and it is \(isNow)"
                case .property, .staticProperty:
                    "code that reads or sets it does not fit: the type was \(was), and is \(isNow)"
                default: "what comes back was \(was), and is \(isNow)"
                }
            findings.append((.sourceBreaking, reason))
        }
        if before.isSettable != after.isSettable {
            findings.append(
                after.isSettable ? (.additive, "it can be set now") : (.sourceBreaking, "it can no longer be set"))
        }
        return findings
    }

    private func effects(_ before: Declaration, _ after: Declaration) -> Finding {
        func thrown(_ effects: [String]) -> String {
            effects.first { $0.hasPrefix("throws") }.map {
                $0 == "throws" ? "any error" : String($0.dropFirst(7).dropLast())
            }
                ?? "nothing"
        }
        let (earlier, later) = (thrown(before.effects), thrown(after.effects))
        return earlier == later
            ? (
                .sourceBreaking,
                "it was '\(before.effects.joined(separator: " "))', and is '\(after.effects.joined(separator: " "))'"
            )
            : (.sourceBreaking, "code that catches errors does not fit: it threw '\(earlier)', and throws '\(later)'")
    }

    private static func effects(_ effects: [String], _ types: TypeTexts, _ owner: String) -> [String] {
        effects.map { effect in
            guard effect.hasPrefix("throws(") else { return effect }
            return types.full(String(effect.dropFirst(7).dropLast()), in: owner, expanding: true)
        }
    }

    // MARK: Parameters

    private func parameters(_ before: Declaration, _ after: Declaration) -> [Finding] {
        guard let earlier = before.parameters, let later = after.parameters else { return [] }
        switch before.kind {
        case .enumCase, .requirement: return exact(earlier, later, before, after)
        default: return calls(earlier, later, before, after)
        }
    }

    /// Where the parameters have to be the very same: implementations, and the patterns of cases.
    private func exact(
        _ earlier: [Declaration.Parameter], _ later: [Declaration.Parameter], _ before: Declaration,
        _ after: Declaration
    ) -> [Finding] {
        let isSame =
            earlier.map(\.label) == later.map(\.label)
            && zip(earlier, later).allSatisfy { compare($0.type, $1.type, before.owner, after.owner) != .different }
        guard !isSame else { return [] }
        func text(_ parameters: [Declaration.Parameter]) -> String {
            parameters.isEmpty ? "nothing" : "'\(parameters.map(\.type).joined(separator: ", "))'"
        }
        return before.kind == .enumCase
            ? [(.sourceBreaking, "it carried \(text(earlier)), and carries \(text(later))")]
            : [
                (
                    .sourceBreaking,
                    "implementations as they are would no longer be called: they take \(text(earlier)), "
                        + "and it is \(text(later))"
                )
            ]
    }

    /// Whether calls that fitted fit still.
    private func calls(
        _ earlier: [Declaration.Parameter], _ later: [Declaration.Parameter], _ before: Declaration,
        _ after: Declaration
    ) -> [Finding] {
        var findings: [Finding] = []
        var position = later.startIndex
        let kept = Set(earlier.map(\.label))
        for parameter in earlier {
            let label = parameter.label.map { "\($0):" } ?? "without a label"
            guard let index = later.firstIndex(where: { $0.label == parameter.label }) else {
                findings.append((.sourceBreaking, "calls cannot pass '\(label)' any longer"))
                continue
            }
            if index < position {
                findings.append((.sourceBreaking, "calls pass '\(label)' at another place"))
            }
            position = max(position, index + 1)
            findings += argument(label, parameter, later[index], before, after)
        }
        for parameter in later where !kept.contains(parameter.label) {
            let label = parameter.label.map { "\($0):" } ?? "one without a label"
            findings.append(
                parameter.defaultValue == nil
                    ? (.sourceBreaking, "calls lack the argument '\(label)'")
                    : (.additive, "calls may pass '\(label)'"))
        }
        return findings
    }

    private func argument(
        _ label: String, _ earlier: Declaration.Parameter, _ later: Declaration.Parameter, _ before: Declaration,
        _ after: Declaration
    ) -> [Finding] {
        var findings: [Finding] = []
        switch compare(earlier.type, later.type, before.owner, after.owner) {
        case .same, .spelledDifferently: break
        case .different:
            let wider = compare(earlier.type + "?", later.type, before.owner, after.owner) != .different
            findings.append(
                wider
                    ? (.additive, "calls may pass nil as '\(label)'")
                    : (.sourceBreaking, "calls pass '\(label)' as '\(earlier.type)', and it is '\(later.type)' now"))
        }
        switch (earlier.defaultValue, later.defaultValue) {
        case (nil, nil): break
        case (_?, nil): findings.append((.sourceBreaking, "calls that leave out '\(label)' lack it"))
        case (nil, _?): findings.append((.additive, "calls may leave out '\(label)'"))
        case (let old?, let new?):
            if old != new { findings.append((.none, "calls that leave out '\(label)' now mean \(new), not \(old)")) }
        }
        return findings
    }

    // MARK: Types

    private enum Likeness { case same, spelledDifferently, different }

    private func compare(_ before: String?, _ after: String?, _ oldOwner: String, _ newOwner: String) -> Likeness {
        let (before, after) = (before ?? "", after ?? "")
        if before == after && old.renamed(oldOwner) == newOwner { return .same }
        if old.full(before, in: oldOwner) == new.full(after, in: newOwner) { return .same }
        return old.full(before, in: oldOwner, expanding: true) == new.full(after, in: newOwner, expanding: true)
            ? .spelledDifferently : .different
    }

    private static func list(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: " and ") }
}
