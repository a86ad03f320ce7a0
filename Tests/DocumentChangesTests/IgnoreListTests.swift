import DocumentChanges
import DocumentTree
import Testing

@Suite
struct IgnoreListTests {
    private func apply(_ text: String) throws -> (verdicts: [String], operations: [String], diagnostics: [String]) {
        func shop(_ limit: Int) -> String {
            document(
                paths: ["a", "b"].map { name in
                    """
                    /\(name):
                      get:
                        responses:
                          '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Dog'}}}}
                    """
                }.joined(separator: "\n"), components: "Dog: {type: object, properties: {name: {maxLength: \(limit)}}}")
        }
        var log = DiagnosticLog()
        var list = IgnoreList(SourceFile(path: "accepted.yaml", bytes: Array(text.utf8)), log: &log)
        let remaining = list?.remaining(of: try changes(shop(5), shop(6))) ?? []
        list?.reportUnused(to: &log)
        return (
            verdicts(remaining), remaining.flatMap { $0.operations.map(\.description) },
            log.diagnostics.map { "\($0.location?.line ?? 0) \($0.severity) \($0.id)" }
        )
    }

    @Test
    func takesOutOperationsOfAChange() throws {
        let found = try apply("- {id: '*-max-length-increased', operation: 'GET /a*', reason: R}")
        #expect(found.operations == ["GET /b"])
        #expect(found.diagnostics == [])
        #expect(try apply("- {id: response-property-max-length-increased, reason: R}").verdicts == [])
        #expect(
            try apply("- {id: response-property-max-length-increased, path: /b, reason: R}").operations == ["GET /a"])
    }

    @Test
    func namesEntriesWithoutEffect() throws {
        let found = try apply("- {id: endpoint-added, reason: R}\n- {id: '*', operation: 'POST *', reason: R}")
        #expect(found.verdicts == ["breaking response-property-max-length-increased"])
        #expect(found.diagnostics == ["1 warning unused-ignore", "2 warning unused-ignore"])
    }

    @Test
    func doesNotJudgeEntriesOfWhatWasNotLookedFor() throws {
        let text = ["'swift-*'", "'*-removed'", "endpoint-added"].map { "- {id: \($0), reason: R}\n" }.joined()
        func unused(wire: Bool, swift: Bool) throws -> [UInt32] {
            var log = DiagnosticLog()
            let list = try #require(IgnoreList(SourceFile(path: "a.yaml", bytes: Array(text.utf8)), log: &log))
            list.reportUnused(to: &log, isWireCompared: wire, isSwiftCompared: swift)
            return log.diagnostics.compactMap { $0.location.map { UInt32($0.line) } }
        }
        #expect(try unused(wire: true, swift: true) == [1, 2, 3])
        #expect(try unused(wire: true, swift: false) == [3])
        #expect(try unused(wire: false, swift: true) == [1])
    }

    @Test(arguments: [
        ("- {id: endpoint-added}", ["1 error missing-key"]),
        ("- {id: endpoint-added, reason: ' '}", ["1 error wrong-type"]),
        ("- {reason: R}", ["1 error missing-key"]),
        ("- {id: a, reason: R, method: GET}", ["1 error unknown-key"]),
        ("id: a", ["1 error wrong-type"]),
        ("- a", ["1 error wrong-type"]),
    ])
    func saysWhatIsWrong(_ text: String, _ expected: [String]) throws {
        #expect(try apply(text).diagnostics == expected)
    }
}
