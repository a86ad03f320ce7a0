import Foundation

@testable import BindingChanges

/// A program that uses every declaration of some bindings, each in lines of its own.
struct CallerProgram {
    private(set) var lines: [String] = []
    /// The declaration that each line uses.
    private(set) var names: [String] = []
    private let texts: TypeTexts

    init(_ bindings: Bindings) {
        let declarations = bindings.declarations.filter { !$0.isWitness }
        texts = TypeTexts(bindings.declarations)
        for declaration in declarations { use(declaration) }
        let cases = Dictionary(grouping: declarations.filter { $0.kind == .enumCase }, by: \.owner)
        for (owner, cases) in cases.sorted(by: { $0.key < $1.key }) {
            let patterns = cases.map { "case .`\($0.baseName)`: break" }.joined(separator: "; ")
            add("(_ x: \(owner)) { switch x { \(patterns) } }", "switch over \(owner)")
        }
    }

    var text: String {
        let imports = ["Date", "Data"].contains { word in lines.contains { $0.contains(word) } }
        return (imports ? "import Foundation\n" : "\n") + lines.joined(separator: "\n") + "\n"
    }

    /// The declarations of the lines that compiler messages are about.
    func names(in messages: [String]) -> Set<String> {
        Set(
            messages.compactMap { message -> String? in
                guard let range = message.firstRange(of: /Caller\.swift:([0-9]+)/),
                    let line = Int(message[range].split(separator: ":")[1])
                else { return nil }
                // The compiler's own import stands before the text, and the text's before the functions.
                let index = line - 3
                return names.indices.contains(index) ? names[index] : nil
            })
    }

    private mutating func add(_ function: String, _ name: String, keyword: String = "func") {
        lines.append("\(keyword) use\(lines.count)\(function)")
        names.append(name)
    }

    private mutating func use(_ declaration: Declaration) {
        let (owner, texts) = (declaration.owner, texts)
        func full(_ type: String) -> String { texts.full(type, in: owner) }
        let name = "`\(declaration.baseName)`"
        switch declaration.kind {
        case .structure, .enumeration:
            let protocols = declaration.conformances.filter { !["String", "Int", "Double"].contains($0) }
            add("(_ x: \(declaration.path).Type) {}", declaration.name)
            for conformance in protocols where conformance != "Sendable" {
                add(
                    "() { func take<T: \(conformance)>(_: T.Type) {}; take(\(declaration.path).self) }",
                    declaration.name)
            }
        case .handlerProtocol: add("(_ x: any \(declaration.path)) {}", declaration.name)
        case .alias:
            let target = texts.full(declaration.type ?? "", in: owner, expanding: true)
            add("(_ x: \(declaration.path)) -> \(target) { x }", declaration.name)
        case .property:
            guard let type = declaration.type.map(full) else { return }
            add("(_ x: \(owner)) -> \(type) { x.\(name) }", declaration.name)
            if declaration.isSettable {
                add("(_ x: inout \(owner), _ v: \(type)) { x.\(name) = v }", declaration.name)
            }
        case .staticProperty:
            add(
                "() { let x\(declaration.type.map { ": " + full($0) } ?? "") = \(owner).\(name); _ = x }",
                declaration.name)
        case .initializer, .method, .staticMethod, .requirement, .enumCase: call(declaration, full)
        }
    }

    /// Calls with all arguments, and with those that have no default.
    private mutating func call(_ declaration: Declaration, _ full: (String) -> String) {
        let parameters = declaration.parameters ?? []
        for chosen in [parameters, parameters.filter { $0.defaultValue == nil }] {
            let values = chosen.enumerated().map { "_ a\($0): \(full($1.type))" }
            let arguments = chosen.enumerated().map { index, parameter in
                (parameter.label.map { "`\($0)`: " } ?? "") + (parameter.type.hasPrefix("inout ") ? "&" : "")
                    + "a\(index)"
            }.joined(separator: ", ")
            let isStatic = ![.method, .requirement].contains(declaration.kind)
            let subject = declaration.kind == .requirement ? "any \(declaration.owner)" : declaration.owner
            let all = ((isStatic ? [] : ["_ x: \(subject)"]) + values).joined(separator: ", ")
            let effects = declaration.effects.filter { $0 != "?" }.map { effect in
                effect.hasPrefix("throws(") ? "throws(\(full(String(effect.dropFirst(7).dropLast()))))" : effect
            }
            let result =
                [.initializer, .enumCase].contains(declaration.kind)
                ? declaration.owner + (declaration.effects.contains("?") ? "?" : "")
                : declaration.type.map(full) ?? "Void"
            let attempt = effects.isEmpty ? "" : (effects.count > 1 ? "try await " : "try ")
            let expression =
                switch declaration.kind {
                case .initializer: "\(declaration.owner)(\(arguments))"
                case .enumCase:
                    "\(declaration.owner).`\(declaration.baseName)`" + (chosen.isEmpty ? "" : "(\(arguments))")
                case .staticMethod: "\(declaration.owner).`\(declaration.baseName)`(\(arguments))"
                default: "x.`\(declaration.baseName)`(\(arguments))"
                }
            add(
                "(\(all)) \(effects.joined(separator: " ")) -> \(result) { let y: \(result) = \(attempt)\(expression); return y }",
                declaration.name)
            if chosen.count == parameters.count && parameters.allSatisfy({ $0.defaultValue == nil }) { return }
        }
    }
}
