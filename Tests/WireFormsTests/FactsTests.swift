import BinderyRuntime
import ContentLibraryForms
import Foundation
import Testing

@testable import WireForms

/// The tables against what is known of vSphere's own API, where that is at hand: in the folder
/// `CONTENT_LIBRARY_FACTS`, or beside the package.
@Suite(.enabled(if: Facts.file != nil)) struct FactsTests {
    let facts: JSONObject

    init() throws {
        facts = try JSONObject.decode(from: Data(contentsOf: try #require(Facts.file)))
    }

    @Test func everyOperationIsThere() throws {
        let services = try #require(facts["services"]?.object)
        var known = 0
        for service in services.members {
            let operations = try #require(service.value.object?["operations"]?.object)
            for operation in operations.members {
                let found = try #require(
                    WireTables.contentLibrary.service(service.key)?[operation.key], "\(service.key).\(operation.key)")
                #expect(found.method == operation.value.object?["http_method"]?.string)
                #expect(found.pathKey == operation.value.object?["openapi_path_key"]?.string)
                try compare(found, try #require(operation.value.object))
                known += 1
            }
        }
        #expect(known == WireTables.contentLibrary.operations.count)
        #expect(known == 89)
    }

    private func compare(_ operation: WireOperation, _ facts: JSONObject) throws {
        let parameters = try #require(facts["parameters"]?.object)
        let found = Dictionary(operation.arguments.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        #expect(Set(found.keys) == Set(parameters.members.map(\.key)), "\(operation.id)")
        for parameter in parameters.members {
            let type = try #require(parameter.value.object?["type"])
            let own = try #require(found[parameter.key])
            #expect(kind(own) == kind(type), "\(operation.id) \(parameter.key)")
        }
        if let result = facts["returns"] { #expect(kind(operation.result) == kind(result), "\(operation.id)") }
    }

    @Test func everyStructureIsThere() throws {
        var structures: [String: WireStructure] = [:]
        for structure in WireTables.contentLibrary.structures.values { structures[structure.id] = structure }
        for structure in try #require(facts["structures"]?.object).members
        where structure.value.object?["reachable_from_operation"] == .bool(true) {
            let found = try #require(structures[structure.key], "\(structure.key)")
            let fields = try #require(structure.value.object?["fields"]?.object)
            #expect(found.properties.map(\.name).sorted() == fields.members.map(\.key).sorted(), "\(structure.key)")
            for field in fields.members {
                let own = try #require(found.properties.first { $0.name == field.key })
                let place: Comment = "\(structure.key).\(field.key)"
                #expect(JSONValue.bool(own.isOptional) == field.value.object?["optional"], place)
                #expect(kind(own.type) == kind(try #require(field.value.object?["type"])), place)
            }
            #expect(found.isError == (structure.value.object?["kind"] == .string("error")), "\(structure.key)")
        }
    }

    /// A type of the tables as one word.
    private func kind(_ type: WireType) -> String {
        switch type {
        case .void: "void"
        case .any: "any"
        case .dynamic: "dynamic"
        case .string: "text"
        case .secret: "secret"
        case .binary: "binary"
        case .boolean: "boolean"
        case .integer: "long"
        case .number: "double"
        case .list(let element): "[\(kind(element))]"
        case .map(let element): "{\(kind(element))}"
        case .named(let schema): WireTables.contentLibrary.structures[schema]?.id ?? "text"
        }
    }

    /// A type of the facts as the same word.
    private func kind(_ type: JSONValue) -> String {
        if let name = type.string {
            return switch name {
            case "string", "date_time", "uri": "text"
            case "dynamic_structure": "dynamic"
            case "any_error": "com.vmware.vapi.std.errors.error"
            case "opaque": "any"
            default: name
            }
        }
        guard let member = type.object?.members.first else { return "\(type)" }
        return switch member.key {
        case "list", "set": "[\(kind(member.value))]"
        case "map": "{\(kind(member.value.array?.last ?? .null))}"
        case "structure", "error": member.value.string ?? ""
        case "id", "enum", "resource_type_field": "text"
        case "dynamic_structure": "dynamic"
        case "optional": kind(member.value)
        default: member.key
        }
    }
}

/// Where the facts are.
enum Facts {
    static let file: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = ProcessInfo.processInfo.environment["CONTENT_LIBRARY_FACTS"].map { URL(filePath: $0) }
        let file = (folder ?? root.appending(path: "../shared/content-library")).appending(path: "facts.json")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }()
}
