// Lists the public symbols below a folder that have no documentation, and fails where there are any:
// undocumented <folder> <symbol graph> …
import Foundation

/// What is of interest here of a symbol graph, as `swift package dump-symbol-graph` writes it.
struct SymbolGraph: Decodable {
    struct Module: Decodable { var name: String }

    struct Symbol: Decodable {
        struct Identifier: Decodable { var precise: String }
        struct Comment: Decodable {}
        struct Kind: Decodable { var displayName: String }
        struct Location: Decodable {
            struct Position: Decodable { var line: Int }
            var uri: String
            var position: Position
        }

        var identifier: Identifier
        var pathComponents: [String]
        var docComment: Comment?
        var kind: Kind
        var location: Location?
    }

    var module: Module
    var symbols: [Symbol]
}

var missing: Set<String> = []
var found = 0
let folder = CommandLine.arguments[1]
for path in CommandLine.arguments.dropFirst(2) {
    let graph = try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: URL(filePath: path)))
    for symbol in graph.symbols {
        // What the compiler or the standard library gives a type.
        guard !symbol.identifier.precise.contains("::SYNTHESIZED::"), let location = symbol.location else { continue }
        let file = URL(string: location.uri)?.path ?? location.uri
        guard file.hasPrefix(folder) else { continue }
        found += 1
        guard symbol.docComment == nil else { continue }
        let name = symbol.pathComponents.joined(separator: ".")
        missing.insert(
            "\(file):\(location.position.line + 1): \(symbol.kind.displayName) \(graph.module.name).\(name) has no documentation")
    }
}
for line in missing.sorted() { FileHandle.standardError.write(Data((line + "\n").utf8)) }
if found == 0 { FileHandle.standardError.write(Data("no public symbol is declared in \(folder)\n".utf8)) }
exit(missing.isEmpty && found > 0 ? 0 : 1)
