import BindingPlan
import DocumentTree
import Foundation
import OpenAPI

/// Writes what a program needs to check that values go through the bindings of a document unharmed: a list of types in
/// Swift, and the values with the number of their type and what is wrong with them by their own schemas. `RoundTripCheck.swift` beside this folder does the checking.
///
///     round-trips <document> <module> <folder>
@main
struct RoundTrips {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            FileHandle.standardError.write(Data("usage: round-trips <document> <module> <folder>\n".utf8))
            exit(64)
        }
        guard let document = DocumentLoader().load(path: arguments[1]).document else { exit(1) }
        let plan = BindingPlanner.plan(document, configuration: Configuration(moduleName: arguments[2])).plan
        var values = DocumentedValues(document: document, plan: plan)
        try values.collect()

        let folder = URL(filePath: arguments[3])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try values.source.write(to: folder.appending(path: "Types.swift"), atomically: false, encoding: .utf8)
        try values.table.write(to: folder.appending(path: "values.tsv"), atomically: false, encoding: .utf8)
    }
}
