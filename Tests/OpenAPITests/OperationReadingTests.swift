import DocumentTree
import OpenAPI
import Testing

/// What operations take from their path item, and the defaults that the specification fills in.
@Suite struct OperationReadingTests {
    @Test func operationReplacesSharedParameters() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a/{id}:
                    parameters:
                      - {name: id, in: path, required: true, schema: {type: string}}
                      - {name: q, in: query, description: shared, schema: {type: string}}
                      - {name: X-H, in: header, description: shared, schema: {type: string}}
                    get:
                      parameters:
                        - {name: q, in: query, description: own, schema: {type: integer}}
                        - {name: x-h, in: header, description: own, schema: {type: string}}
                        - {name: q, in: cookie, schema: {type: string}}
                      responses: {default: {description: ''}}
                    put: {responses: {'2XX': {description: ''}}}
                """
            )
        )
        let operations = document.paths[0].operations
        #expect(operations.map(\.method) == ["GET", "PUT"])
        #expect(operations[0].parameters.map(\.name) == ["id", "q", "x-h", "q"])
        #expect(operations[0].parameters.map(\.description) == [nil, "own", "own", nil])
        #expect(operations[1].parameters.map(\.name) == ["id", "q", "X-H"])
        #expect(operations[0].responses.map(\.status) == [.default])
        #expect(operations[1].responses.map(\.status) == [.range(2)])
    }

    @Test(arguments: [
        ("path", "simple", false), ("query", "form", true), ("header", "simple", false), ("cookie", "form", true),
    ])
    func styleDependsOnThePlace(place: String, style: String, explode: Bool) throws {
        let text = document(
            "paths: {'/{p}': {get: {parameters: [{name: p, in: \(place), required: true, schema: {}}], responses: {}}}}"
        )
        let parameter = try #require(load(text).document?.firstOperation?.parameters.first)
        guard case .schema(_, let found, let isExploded, false) = parameter.content else {
            Issue.record("no schema")
            return
        }
        #expect(found.rawValue == style)
        #expect(isExploded == explode)
    }

    @Test func stylesOtherThanFormDoNotExplode() throws {
        let text = document(
            operation: "parameters: [{name: p, in: query, style: pipeDelimited, schema: {type: array, items: {}}}]"
        )
        let parameter = try #require(load(text).document?.firstOperation?.parameters.first)
        guard case .schema(_, .pipeDelimited, false, _) = parameter.content else {
            Issue.record("\(parameter.content)")
            return
        }
    }

    @Test func operationsStandInTheOrderOfTheDocument() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a:
                    post: {responses: {'201': {description: ''}}}
                    delete: {responses: {'204': {description: ''}}}
                    get: {responses: {'200': {description: ''}}}
                """
            )
        )
        #expect(document.paths[0].operations.map(\.method) == ["POST", "DELETE", "GET"])
    }

    @Test func pathItemMayStandBesideAReference() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a: {$ref: item.yaml, put: {responses: {'204': {description: ''}}}}
                """
            ),
            files: ["item.yaml": "get: {responses: {'200': {description: ''}}}\n"]
        )
        #expect(Set(document.paths[0].operations.map(\.method)) == ["GET", "PUT"])
    }

    @Test func securityThatSaysNothingDiffersFromNone() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a:
                    get: {security: [], responses: {'200': {description: ''}}}
                    put: {security: [{}, {A: [], B: [r, w]}], responses: {'200': {description: ''}}}
                    post: {responses: {'200': {description: ''}}}
                components:
                  securitySchemes:
                    A: {type: http, scheme: Basic}
                    B:
                      type: oauth2
                      flows: {clientCredentials: {tokenUrl: /t, scopes: {r: read, w: write}}}
                """
            )
        )
        let operations = document.paths[0].operations
        #expect(operations[0].security?.isEmpty == true)
        #expect(operations[1].security?.map { $0.entries.map(\.schemeName) } == [[], ["A", "B"]])
        #expect(operations[1].security?.last?.entries.last?.scopes == ["r", "w"])
        #expect(operations[2].security?.count == nil)
        guard case .http(scheme: "basic", bearerFormat: nil) = document.securitySchemes[0].kind else {
            Issue.record("\(document.securitySchemes[0].kind)")
            return
        }
    }

    @Test func webhooksAreRead() throws {
        let document = try loadClean(
            document("3.1.0", "webhooks: {new: {post: {responses: {'200': {description: ''}}}}}")
        )
        #expect(document.webhooks.map(\.key) == ["new"])
        #expect(document.webhooks[0].operations.map(\.method) == ["POST"])
    }

    @Test func newerMethodsAreReadInTheirVersion() throws {
        let loaded = load(
            document(
                "3.2.0",
                "paths: {/a: {query: {responses: {}}, additionalOperations: {LINK: {responses: {}}}}}"
            )
        )
        #expect(loaded.document?.paths[0].operations.map(\.method) == ["QUERY", "LINK"])
    }
}
