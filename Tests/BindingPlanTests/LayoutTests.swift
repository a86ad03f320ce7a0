import DocumentTree
import Testing

@testable import BindingPlan

@Suite struct LayoutTests {
    private func paths(_ planned: Planned) -> [String] { planned.plan.files.map(\.path) }

    @Test func files() throws {
        let planned = try Planned(
            schemas: "Content.Library.Info: {type: string}\nContent.Model: {type: string}\nPlain: {type: string}",
            paths: "/a: {get: {tags: [Some.Tag], responses: {'204': {description: ok}}}}")
        #expect(
            paths(planned) == [
                "TestAPI/Document.swift", "TestAPI/Models/Content.Library.swift", "TestAPI/Models/Content.swift",
                "TestAPI/Models/Models.swift", "TestAPI/Operations/SomeTag.swift", "TestClient/TestClient.swift",
                "TestClient/SomeTagClient.swift", "TestServer/TestHandlers.swift", "TestServer/SomeTagHandler.swift",
            ])
    }

    @Test func noTwoFilesOfAModuleHaveTheSameName() throws {
        let planned = try Planned(
            schemas: "Log.Info: {type: string}\nDocument.Info: {type: string}",
            paths: "/a: {get: {tags: [log], responses: {'204': {description: ok}}}}")
        #expect(
            paths(planned).prefix(4) == [
                "TestAPI/Document.swift", "TestAPI/Models/Log.swift", "TestAPI/Models/Document.2.swift",
                "TestAPI/Operations/Log.Operations.swift",
            ])
    }

    @Test func anAddedTypeMovesNoOther() {
        let names = (0..<150).map { (TypeName("Model\($0)A"), String?.none) }
        func assignment(_ names: [(TypeName, String?)]) -> [TypeName: String] {
            var files: [TypeName: String] = [:]
            for group in ModelGroups.assign(names.map { (type: $0.0, schemaName: $0.1) }) {
                for type in group.types { files[type] = group.file }
            }
            return files
        }
        let before = assignment(names)
        let after = assignment([(TypeName("Added"), nil)] + names)
        #expect(names.allSatisfy { before[$0.0] == after[$0.0] })
    }

    @Test func largeGroupsAreCut() {
        let names = (0..<900).map { (type: TypeName("Vm\($0)"), schemaName: "Vcenter.VM.T\($0)" as String?) }
        let groups = ModelGroups.assign(names)
        #expect(groups.count == 8)
        #expect(groups.map(\.types.count).reduce(0, +) == 900)
    }

    @Test func shadowedNamesAreQualified() {
        let types = [TypeName("Pet"), TypeName("Pet.Status"), TypeName("Status")].map { name in
            TypePlan(
                name: name, location: .init(file: .init(path: "", bytes: []), line: 1, column: 1), documentation: [],
                kind: .alias(.string))
        }
        let speller = TypeSpeller(module: "TestAPI", types: types, tags: [])
        #expect(speller.text(.named("Pet.Status"), in: TypeName("Pet")) == "Status")
        #expect(speller.text(.named("Status"), in: TypeName("Pet")) == "TestAPI.Status")
        #expect(speller.text(.named("Status"), in: nil) == "Status")
        #expect(speller.text(.optional(.array(.named("Pet.Status"))), in: nil) == "[Pet.Status]?")
        #expect(speller.outside(declaring: ["Status"]).text(.named("Status"), in: nil) == "TestAPI.Status")
    }

    @Test func thePlanIsTheSameEveryTime() throws {
        let schemas = "A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\nB: {enum: [x, y]}"
        let one = try Planned(schemas: schemas)
        let other = try Planned(schemas: schemas)
        #expect(String(describing: one.plan.types.map(\.name)) == String(describing: other.plan.types.map(\.name)))
        #expect(paths(one) == paths(other))
    }
}
