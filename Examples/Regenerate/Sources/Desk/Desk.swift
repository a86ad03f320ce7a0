import BinderyRuntime
import HTTPTypes
import NotebookAPI
import NotebookClient

/// Lists notes. It compiles with the bindings of both documents, because what version 2 breaks is nothing that it uses.
@main
struct Desk {
    static func main() async throws {
        let client = NotebookClient(APIClient(baseURL: try BaseURL("http://localhost"), transport: Canned()))
        print("Notebook \(NotebookDocument.version)")
        for note in try await client.notes.listNotes(sort: .newest) { print("- \(note.text)") }
    }
}

/// A server that always answers the same.
struct Canned: ClientTransport {
    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        let fields: HTTPFields = [.contentType: "application/json"]
        let answer = #"[{"id": "1", "title": "Shopping", "text": "Bread and milk"}]"#
        return (HTTPResponse(status: .ok, headerFields: fields), BodyStream(answer))
    }
}
