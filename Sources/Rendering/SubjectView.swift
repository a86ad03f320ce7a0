internal import BindingPlan
internal import Mustache

/// A subject of the plan as Mustache sees it.
///
/// A class, because Mustache copies it into an `Any` for every section that it stands in.
final class SubjectView: MustacheParent {
    private let subject: any TemplateSubject
    private let names: MemberNames
    /// Whether it is the last of its list; nil where it is in no section.
    private let isLast: Bool?

    init(_ subject: any TemplateSubject, _ names: MemberNames, isLast: Bool? = nil) {
        self.subject = subject
        self.names = names
        self.isLast = isLast
    }

    func child(named name: String) -> Any? {
        guard names.set(of: subject).contains(name) else { return name == TemplateMember.isLast.name ? isLast : nil }
        switch subject.member(name) {
        case .text(let text): return TextView(text: text)
        case .flag(let flag): return flag
        case .list(let elements):
            return elements.enumerated().map { view($1, under: name, isLast: $0 == elements.count - 1) }
        case .subject(let element?): return view(element, under: name, isLast: true)
        case .subject(nil): return TextView(text: "")
        }
    }

    private func view(_ element: any TemplateSubject, under name: String, isLast: Bool) -> SubjectView {
        assert(
            type(of: subject).member(named: name)?.subject.map { $0 == type(of: element) } == true,
            "\(type(of: subject)).members does not say that '\(name)' can hold a \(type(of: element))"
        )
        return SubjectView(element, names, isLast: isLast)
    }
}

/// A text as Mustache sees it. An empty one is null to sections; `nil` would make Mustache look in the outer scopes.
struct TextView: MustacheCustomRenderable, MustacheParent {
    let text: String

    var renderText: String { text }
    var isNull: Bool { text.isEmpty }

    func child(named: String) -> Any? { nil }
}

/// The member names of each subject type as a set, made once a run.
final class MemberNames {
    private var sets: [ObjectIdentifier: Set<String>] = [:]

    func set(of subject: any TemplateSubject) -> Set<String> {
        let type = type(of: subject)
        if let set = sets[ObjectIdentifier(type)] { return set }
        let set = Set(type.members.map(\.name))
        sets[ObjectIdentifier(type)] = set
        return set
    }
}
