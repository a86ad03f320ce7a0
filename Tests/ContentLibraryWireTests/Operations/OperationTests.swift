import BinderyRuntime
import Foundation
import Testing

/// Every operation of the document, called through the generated client over a real socket.
@Suite(.timeLimit(.minutes(10))) struct OperationTests {
    /// The entries are sorted as the document is; a new operation needs one of its own.
    static let calls = [
        sessionCalls, taskCalls, libraryCalls, localLibraryCalls, itemCalls, itemFileCalls, updateSessionCalls,
        updateSessionFileCalls, downloadSessionCalls, subscribedLibraryCalls, settingsCalls,
    ].flatMap(\.self)

    @Test(arguments: calls) func answers(_ call: WireCall) async throws {
        try await Wire.serve { wire in
            try await call.exercise(wire)
            let answers = wire.calls.entries.filter { $0.operation == call.operation }.map(\.status)
            #expect(answers.contains(call.status), "\(call.operation) was answered \(answers)")
        }
    }

    @Test func everyOperationOfTheDocumentIsCalled() async throws {
        let document = try Self.operationsOfTheDocument()
        #expect(document.count == Set(document).count && !document.isEmpty)
        #expect(Self.calls.map(\.operation).sorted() == document.sorted())
    }

    @Test func everyOperationOfTheDocumentIsServed() async throws {
        let document = try Self.operationsOfTheDocument()
        try await Wire.serve { wire in
            #expect(Set(wire.router.routes.compactMap(\.operationID)) == Set(document))
        }
    }

    private static func operationsOfTheDocument() throws -> [String] {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        let text = try String(contentsOf: root.appending(path: "Specs/content-library.yaml"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 && words[0] == "operationId:" ? String(words[1]) : nil
        }
    }
}
