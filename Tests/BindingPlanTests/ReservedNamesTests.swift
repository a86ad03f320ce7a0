import Foundation
import Testing

@testable import BindingPlan

@Suite struct ReservedNamesTests {
    /// Clients and servers import the runtime and the models: no model may have a name of the runtime.
    @Test func namesOfTheRuntimeAreReserved() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let declaration = /^public (?:final )?(?:struct|enum|class|protocol|typealias|actor) (\w+)/
            .anchorsMatchLineEndings()
        var names: [String] = []
        for module in ["BinderyRuntime", "BinderyXML"] {
            let folder = root.appending(path: "Sources/\(module)").resolvingSymlinksInPath().path
            let files = try #require(FileManager.default.enumerator(atPath: folder))
            for case let file as String in files where file.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                names += text.matches(of: declaration).map { String($0.1) }
            }
        }
        #expect(names.count > 80)
        #expect(names.filter { !ReservedNames.types.contains($0) } == [])
    }
}
