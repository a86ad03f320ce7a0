import BindingChanges
import BindingPlan
import DocumentTree
import OpenAPI
import Rendering
import Testing

/// What is the same under another name, and what only looks so.
struct RenameTests {
    private func bindings(_ text: String) -> Bindings { Bindings(files: [RenderedFile(path: "A.swift", text: text)]) }

    private func changes(_ old: String, _ new: String) -> [String] {
        BindingComparison(old: bindings(old), new: bindings(new)).changes.map { change in
            "\(change.kind.rawValue) \(change.name)" + (change.newName.map { " -> \($0)" } ?? "")
        }
    }

    private static let pet = "public struct Pet: JSONModel { public var name: String; public var age: Int }\n"
    private static let user = "public struct Store: JSONModel { public var pet: Pet? }\n"

    @Test func aTypeOfTheSameShapeElsewhereIsAnotherOne() {
        let toy = "public struct Toy: JSONModel { public var name: String; public var age: Int }\n"
        let store = "public struct Store: JSONModel { public var toy: Toy? }\n"
        #expect(
            changes(Self.pet + Self.user, toy + store)
                == ["removed Pet", "removed Store.pet", "added Toy", "added Store.toy"])
    }

    @Test func twoTypesAlikeAreNone() {
        let new = ["Cat", "Dog"].map { Self.pet.replacing("Pet", with: $0) }.joined()
        #expect(changes(Self.pet, new) == ["removed Pet", "added Cat", "added Dog"])
    }

    @Test func aTypeThatIsStillThereWasNotRenamed() {
        let animal = Self.pet.replacing("Pet", with: "Animal")
        let store = "public struct Store: JSONModel { public var pet: Animal? }\n"
        #expect(changes(Self.pet + Self.user, Self.pet + animal + store) == ["changed Store.pet", "added Animal"])
    }

    @Test func typesThatReferToThemselvesAndToEachOther() {
        func text(_ node: String, _ leaf: String) -> String {
            "public struct \(node): JSONModel { public var next: [\(node)]; public var leaf: \(leaf)? }\n"
                + "public struct \(leaf): JSONModel { public var of: \(node); public var size: Int }\n"
                + "public struct Root: JSONModel { public var first: \(node); public var last: \(leaf) }\n"
        }
        #expect(changes(text("Node", "Leaf"), text("Knot", "Leaf")) == ["renamed Node -> Knot"])
    }

    /// A type that is recognised by the one that uses it, which is another one now too.
    @Test func everythingIsRenamed() {
        func text(_ prefix: String) -> String {
            """
            public struct ShopClient: Sendable {
                public let client: APIClient
                public func list() async throws -> [\(prefix)Pet] {}
            }
            public struct \(prefix)Pet: JSONModel { public var owner: \(prefix)Owner; public var shape: \(prefix)Shape }
            public struct \(prefix)Owner: JSONModel { public var address: \(prefix)Address }
            public struct \(prefix)Address: JSONModel { public var street: String }
            public enum \(prefix)Shape: JSONModel {
                case \(prefix.lowercased())Round(\(prefix)Round)
                case \(prefix.lowercased())Long(\(prefix)Long)
            }
            public struct \(prefix)Round: JSONModel { public var radius: Double }
            public struct \(prefix)Long: JSONModel { public var length: Double }
            """
        }
        let comparison = BindingComparison(old: bindings(text("My")), new: bindings(text("Our")))
        let names = ["Pet", "Owner", "Address", "Shape", "Round", "Long"]
        #expect(names.allSatisfy { comparison.renames.types["My\($0)"] == "Our\($0)" })
    }

    @Test func nestedTypesGoWithTheirOwner() {
        let old =
            "public struct Pet: JSONModel { public var mood: Mood?; public enum Mood: ClosedEnum { case good } }\n"
        let new = old.replacing("Pet", with: "Animal").replacing("case good", with: "case good, bad")
        let user = "public struct Store: JSONModel { public var pet: Pet?; public var mood: Pet.Mood? }\n"
        #expect(
            changes(old + user, new + user.replacing("Pet", with: "Animal"))
                == ["renamed Pet -> Animal", "added Animal.Mood.bad"])
    }

    private static func document(_ id: String, _ path: String, _ tag: String = "pets") throws -> Plan {
        let text = """
            openapi: 3.0.3
            info: {title: Shop, version: '1'}
            paths:
              \(path):
                get:
                  operationId: \(id)
                  tags: [\(tag)]
                  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                  responses: {'204': {description: Done.}}

            """
        let loaded = DocumentLoader(files: MemoryFiles(["shop.yaml": text])).load(path: "shop.yaml")
        return BindingPlanner.plan(try #require(loaded.document), configuration: Configuration(moduleName: "Shop")).plan
    }

    @Test func operationsAreTheSameByMethodAndPathWhateverTheirVariablesAreCalled() throws {
        let comparison = BindingComparison(
            old: try Self.document("feed", "/pets/{id}"), new: try Self.document("feedPet", "/pets/{id}"))
        #expect(comparison.renames.types == ["Pets.Feed": "Pets.FeedPet"])
        #expect(
            comparison.renames.methods
                == ["PetsClient.feed": "PetsClient.feedPet", "PetsHandler.feed": "PetsHandler.feedPet"])
        #expect(comparison.aliases.map { "\($0.old) \($0.new)" } == ["pets.feed pets.feedPet"])
        let change = try #require(comparison.changes.first { $0.name == "PetsClient.feed(id:)" })
        #expect(change.newName == "PetsClient.feedPet(id:)")
        #expect(change.operation == "GET /pets/{id}")
        #expect(change.oldLocation?.description == "shop.yaml:5:5")
        #expect(change.newLocation?.line == 5)
        #expect(change.audience == .client)
    }

    @Test func anotherPathIsAnotherOperation() throws {
        let comparison = BindingComparison(
            old: try Self.document("feed", "/pets/{id}"), new: try Self.document("wash", "/pets/{id}/bath"))
        #expect(comparison.renames.types.isEmpty && comparison.renames.methods.isEmpty)
        #expect(comparison.changes.map(\.kind) == [.removed, .removed, .removed, .added, .added, .added])
    }

    @Test func sameBindingsHaveNoChanges() throws {
        let plan = try Self.document("feed", "/pets/{id}")
        #expect(BindingComparison(old: plan, new: plan).changes.isEmpty)
    }
}
