import BindingPlan
import DocumentTree
import Foundation
import OpenAPI
import Testing

@testable import BindingChanges

/// A program that uses every declaration of the old bindings breaks where the comparison says so, and nowhere else.
struct EveryDeclarationTests {
    @Test(arguments: ChangeCase.all) func breaksWhereItIsSaid(_ change: ChangeCase) throws {
        try compare(try change.plan("old"), try change.plan("new"))
    }

    /// Pairs of documents that are there only where the corpus is.
    private static let pairs: [(String, String)] = {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "../../../shared/corpus/oasdiff/realpairs").standardized
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
            .filter { $0.hasPrefix("museum") || $0.hasPrefix("tgi") || $0.hasPrefix("resend") }
        return zip(files, files.dropFirst()).filter { $0.prefix(3) == $1.prefix(3) }
            .map { (folder.appending(path: $0).path, folder.appending(path: $1).path) }
    }()

    @Test(.enabled(if: !pairs.isEmpty), arguments: pairs) func realDocuments(_ old: String, _ new: String) throws {
        func plan(_ path: String) throws -> Plan {
            var configuration = Configuration(moduleName: "Shop")
            configuration.moduleLayout = .single
            let document = try #require(DocumentLoader().load(path: path).document)
            return BindingPlanner.plan(document, configuration: configuration).plan
        }
        try compare(try plan(old), try plan(new))
    }

    private func compare(_ old: Plan, _ new: Plan) throws {
        let (before, after) = (Bindings(old), Bindings(new))
        let program = CallerProgram(before)
        let comparison = BindingComparison(old: before, new: after)
        let complaints = try Compiler().check(program.text, with: old).filter { $0.contains("error: ") }
        #expect(complaints.isEmpty, "the program does not fit the old bindings")
        let broken = program.names(in: try Compiler().check(program.text, with: new).filter { $0.contains("error: ") })

        let breaking = comparison.changes.filter { $0.verdict == .sourceBreaking }
        let names = Set(breaking.filter { $0.kind != .added }.map(\.name))
        let switches = Set(
            breaking.filter { $0.kind == .added && $0.declarationKind == .enumCase }.map { change in
                "switch over \(change.name.dropLast(change.name.split(separator: ".").last.map { $0.count + 1 } ?? 0))"
            })
        // The program names types whose own change tells what breaks.
        let types = Set(breaking.filter { $0.declarationKind.isType && $0.kind != .added }.map(\.name))
        let texts = TypeTexts(before.declarations)
        let missed = before.declarations.filter { declaration in
            guard broken.contains(declaration.name), !names.contains(declaration.name) else { return false }
            let mentioned =
                ([declaration.type].compactMap(\.self) + declaration.effects + declaration.conformances
                + (declaration.parameters ?? []).map(\.type)).map { texts.full($0, in: declaration.owner) }
            let words = mentioned.flatMap { TypeTexts.names(in: $0).map(String.init) } + [declaration.owner]
            return !words.contains { word in types.contains { word == $0 || word.hasPrefix("\($0).") } }
        }
        #expect(missed.isEmpty, "breaks without being told: \(missed.map(\.name))")
        // A type of another kind breaks what is in it; a constant of no stated type may be anything.
        let vague =
            breaking.filter { $0.declarationKind.isType && $0.kind == .changed }.map(\.name)
            + before.declarations.filter { $0.kind == .staticProperty && $0.type == nil }.map(\.name)
        let alarms = names.subtracting(broken).subtracting(vague)
        #expect(alarms.isEmpty, "said to break, and does not: \(alarms.sorted())")
        let toldSwitches = switches.filter { name in before.declarations.contains { "switch over \($0.path)" == name } }
        #expect(toldSwitches.subtracting(broken).isEmpty)
        let untoldSwitches = broken.filter { $0.hasPrefix("switch over ") && !switches.contains($0) }.filter { name in
            let owner = name.dropFirst("switch over ".count)
            return !names.contains { $0 == owner || $0.hasPrefix("\(owner).") || owner.hasPrefix("\($0).") }
        }
        #expect(untoldSwitches.isEmpty)
    }
}
