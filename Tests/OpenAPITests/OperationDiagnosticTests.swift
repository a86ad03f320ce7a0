import DocumentTree
import OpenAPI
import Testing

/// Rules about paths and operations, with the places that they name.
@Suite struct OperationDiagnosticTests {
    static let paths: [MarkedDocument] = [
        MarkedDocument("error path-key", marked: document("paths:\n  «a: {}\n")),
        MarkedDocument("error path-key", marked: document("paths:\n  «'/{a': {}\n")),
        MarkedDocument("error path-key", marked: document("paths:\n  «'/{a}/{a}': {}\n")),
        MarkedDocument("error unknown-key", marked: document("paths: {/a: {«GET: {}}}\n")),
        MarkedDocument("warning unknown-key", marked: document("paths: {/a: {«gett: {}}}\n")),
        MarkedDocument(
            "error ambiguous-path",
            marked: document(
                """
                paths:
                  /a/{x}:
                    parameters: [{name: x, in: path, required: true, schema: {}}]
                    get: {responses: {'200': {description: ''}}}
                  «/a/{y}:
                    parameters: [{name: y, in: path, required: true, schema: {}}]
                    get: {responses: {'200': {description: ''}}}
                """
            )
        ),
        MarkedDocument(
            "warning undeclared-path-parameter",
            "warning unused-path-parameter",
            marked: document(
                """
                paths:
                  /a/{x}:
                    «get:
                      parameters: [«{name: y, in: path, required: true, schema: {}}]
                      responses: {'200': {description: ''}}
                """
            )
        ),
        MarkedDocument(
            "warning duplicate-operation-id",
            marked: document(
                """
                paths:
                  /a:
                    get: {operationId: a, responses: {'200': {description: ''}}}
                    put: {operationId: «a, responses: {'200': {description: ''}}}
                """
            )
        ),
        MarkedDocument(
            "warning conflicting-path-items",
            marked: document(
                """
                paths:
                  /a: {get: {responses: {'200': {description: ''}}}}
                  /b: {$ref: '#/paths/~1a', «get: {responses: {'201': {description: ''}}}}
                """
            )
        ),
    ]

    static let operations: [MarkedDocument] = [
        MarkedDocument("error missing-key", marked: document(operation: "«tags: [a]")),
        MarkedDocument("warning no-responses", marked: document("3.1.0", operation: "«tags: [a]")),
        MarkedDocument("warning no-responses", marked: document(operation: "«responses: {}")),
        MarkedDocument("error wrong-type", marked: document(operation: "responses: «[]")),
        MarkedDocument("error status-key", marked: document(operation: "responses: {«'20': {description: ''}}")),
        MarkedDocument("warning status-key", marked: document(operation: "responses: {«4xx: {description: ''}}")),
        MarkedDocument("warning missing-key", marked: document(operation: "responses: {'200': «{}}")),
        MarkedDocument(
            "error unknown-key",
            marked: document(operation: "responses: {'200': {description: '', «schema: {}}}")
        ),
        MarkedDocument(
            "warning media-type-name",
            marked: document(operation: "responses: {'200': {description: '', content: {«json: {}}}}")
        ),
        MarkedDocument(
            "error duplicate-header",
            marked: document(
                operation: "responses: {'200': {description: '', headers: {A: {schema: {}}, «a: {schema: {}}}}}"
            )
        ),
        MarkedDocument(
            "warning ignored-header",
            marked: document(
                operation: "responses: {'200': {description: '', headers: {«Content-Type: {schema: {}}}}}"
            )
        ),
        MarkedDocument(
            "error field-name",
            marked: document(operation: "responses: {'200': {description: '', headers: {«'a b': {schema: {}}}}}")
        ),
        MarkedDocument(
            "warning unknown-operation-id",
            marked: document(operation: "responses: {'200': {description: '', links: {A: «{operationId: x}}}}")
        ),
        MarkedDocument(
            "warning body-without-meaning",
            marked: document(operation: "«requestBody: {content: {}}\nresponses: {'200': {description: ''}}")
        ),
        MarkedDocument(
            "warning unknown-encoding",
            marked: document(
                """
                paths:
                  /a:
                    post:
                      requestBody:
                        content:
                          multipart/form-data:
                            schema: {type: object, properties: {file: {type: string}}}
                            encoding: {«flie: {contentType: text/plain}}
                      responses: {'200': {description: ''}}
                """
            )
        ),
    ]

    static let parameters: [MarkedDocument] = [
        parameter("error unknown-location", "{name: a, in: «body, schema: {}}"),
        parameter("error missing-key", "«{name: a, schema: {}}"),
        parameter("error missing-key", "«{in: query, schema: {}}"),
        parameter("error missing-key", "«{name: a, in: query}"),
        parameter("error unknown-style", "{name: a, in: header, style: «form, schema: {}}"),
        parameter("error schema-and-content", "{name: a, in: query, schema: {}, «content: {text/plain: {}}}"),
        parameter("error one-media-type", "{name: a, in: query, «content: {text/plain: {}, text/html: {}}}"),
        parameter("warning no-effect", "{name: a, in: query, «style: form, content: {text/plain: {}}}"),
        parameter("error duplicate-parameter", "{name: a, in: query, schema: {}}, «{name: a, in: query, schema: {}}"),
        parameter("error duplicate-parameter", "{name: a, in: header, schema: {}}, «{name: A, in: header, schema: {}}"),
        parameter("warning ignored-header", "«{name: Authorization, in: header, schema: {}}"),
        parameter("error field-name", "{name: «'a b', in: header, schema: {}}"),
        parameter("warning style-not-applicable", "«{name: a, in: query, style: deepObject, schema: {type: string}}"),
        parameter("warning example-and-examples", "{name: a, in: query, schema: {}, example: 1, «examples: {}}"),
        parameter("error wrong-type", "{name: a, in: query, schema: {}, examples: «[1]}"),
        parameter("error wrong-reference-target", "{$ref: «'#/components/schemas/A'}"),
        parameter("error unresolved-reference", "{$ref: «'#/components/parameters/X'}"),
        parameter(
            "warning ignored-beside-reference",
            "{$ref: '#/components/parameters/P', description: d, «required: true}"
        ),
    ]

    private static func parameter(_ expectation: String, _ text: String) -> MarkedDocument {
        MarkedDocument(
            expectation,
            marked: document(
                """
                paths:
                  /a:
                    get:
                      parameters: [\(text)]
                      responses: {'200': {description: ''}}
                components:
                  schemas: {A: {type: string}}
                  parameters: {P: {name: p, in: query, schema: {type: string}}}
                """
            )
        )
    }

    @Test(arguments: paths) func pathIsReportedAtItsPlace(_ example: MarkedDocument) {
        example.check()
    }

    @Test(arguments: operations) func operationIsReportedAtItsPlace(_ example: MarkedDocument) {
        example.check()
    }

    @Test(arguments: parameters) func parameterIsReportedAtItsPlace(_ example: MarkedDocument) {
        example.check()
    }

    @Test func optionalPathParameterIsReportedWhereItSaysSo() {
        let text = document(
            """
            paths:
              /a/{x}:
                parameters: [{name: x, in: path, required: «false, schema: {}}]
            """
        )
        MarkedDocument("error optional-path-parameter", marked: text).check()
    }

    @Test func pathsThatDifferInTheirQueryAreDifferent() throws {
        let keys = [
            "/a/{x}", "/a/{x}?action=copy", "/a/{x}?action=move", "/a/{x}?file_name", "/a/{x}?file_name&vmw-task=true",
        ]
        let items = keys.map { key in
            """
              \(key):
                parameters: [{name: x, in: path, required: true, schema: {type: string}}]
                post: {responses: {'204': {description: ''}}}
            """
        }
        let document = try loadClean(document("paths:\n" + items.joined(separator: "\n")))
        #expect(document.paths.map(\.key) == keys)
    }
}
