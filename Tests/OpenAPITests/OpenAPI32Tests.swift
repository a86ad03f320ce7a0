import DocumentTree
import OpenAPI
import Testing

/// What OpenAPI 3.2 adds: read into the model, or named where it is not supported.
@Suite struct OpenAPI32Tests {
    /// The findings without the one that every document of 3.2 has.
    private func findings(_ loaded: LoadedDocument) -> [String] {
        loaded.findings.filter { !$0.hasSuffix("partly-supported-version") }
    }

    @Test func tagsServersAndFlowsHaveMoreToSay() throws {
        let loaded = load(
            document(
                "3.2.0",
                """
                tags: [{name: a, summary: A}, {name: b, parent: a, kind: nav}]
                servers: [{url: /, name: local}]
                paths: {}
                components:
                  securitySchemes:
                    s:
                      type: oauth2
                      oauth2MetadataUrl: /m
                      flows: {deviceAuthorization: {deviceAuthorizationUrl: /d, tokenUrl: /t, scopes: {}}}
                """
            )
        )
        #expect(findings(loaded) == [])
        let document = try #require(loaded.document)
        #expect(document.tags.map(\.summary) == ["A", nil])
        #expect(document.tags.map(\.parent) == [nil, "a"])
        #expect(document.tags.map(\.kind) == [nil, "nav"])
        #expect(document.servers.map(\.name) == ["local"])
        guard case .oauth2(let flows)? = document.securitySchemes.first?.kind else {
            Issue.record("no flows")
            return
        }
        #expect(flows.map(\.name) == ["deviceAuthorization"])
        #expect(flows.map(\.deviceAuthorizationURL) == ["/d"])
    }

    @Test func mediaTypesAreComponents() throws {
        let loaded = load(
            document(
                "3.2.0",
                """
                paths:
                  /a:
                    get:
                      responses:
                        '200':
                          description: ''
                          content: {application/jsonl: {$ref: '#/components/mediaTypes/Lines'}}
                components:
                  mediaTypes: {Lines: {itemSchema: {$ref: '#/components/schemas/S'}}}
                  schemas: {S: {type: string}}
                """
            )
        )
        #expect(findings(loaded).isEmpty)
        let mediaType = try #require(loaded.document?.firstOperation?.responses.first?.content.first)
        #expect(mediaType.name == "application/jsonl")
        #expect(mediaType.componentName == "Lines")
        #expect(mediaType.itemSchema?.reference?.pointer == "/components/schemas/S")
    }

    @Test func selfNamesTheDocument() throws {
        let loaded = load(
            document(
                "3.2.0",
                """
                $self: https://example.org/api
                paths: {}
                components:
                  schemas:
                    A: {$ref: 'https://example.org/api#/components/schemas/B'}
                    B: {type: string}
                """
            )
        )
        #expect(findings(loaded) == ["3:8 note self-uri"])
        #expect(loaded.document?.schema("A")?.reference?.pointer == "/components/schemas/B")
    }

    @Test func methodsWithoutAKeyAreOperations() throws {
        let loaded = load(
            document(
                "3.2.0",
                """
                paths:
                  /a:
                    additionalOperations:
                      COPY: {responses: {'204': {description: ''}}}
                      POST: {responses: {'204': {description: ''}}}
                      'a b': {responses: {'204': {description: ''}}}
                """
            )
        )
        #expect(loaded.document?.paths.first?.operations.map(\.method) == ["COPY"])
        #expect(findings(loaded) == ["7:7 error additional-operation", "8:7 error additional-operation"])
    }

    static let unsupported: [MarkedDocument] = [
        ("error unsupported-location", "parameters: [{name: a, in: «querystring, content: {a/b: {}}}]"),
        ("warning unsupported-style", "parameters: [{name: a, in: cookie, style: «cookie, schema: {}}]"),
        ("warning unsupported-keyword", "requestBody: {content: {a/b: {«itemEncoding: {}}}}"),
        ("warning unsupported-keyword", "requestBody: {content: {a/b: {«prefixEncoding: []}}}"),
        ("warning unsupported-keyword", "requestBody: {content: {a/b: {encoding: {a: {«encoding: {}}}}}}"),
        (
            "warning unsupported-keyword",
            "requestBody: {content: {a/b: {schema: {discriminator: {propertyName: a, «defaultMapping: B}}}}}"
        ),
    ].map { expectation, line in
        let paths = "paths:\n  /a:\n    post:\n      \(line)\n      responses: {'204': {description: ''}}"
        return MarkedDocument(
            "warning partly-supported-version",
            expectation,
            marked: "openapi: «3.2.0\ninfo: {title: T, version: '1'}\n\(paths)"
        )
    }

    @Test(arguments: unsupported) func whatIsNotSupportedIsNamed(_ document: MarkedDocument) {
        document.check()
    }

    @Test func itemSchemaNeedsTheVersion() {
        let text = document(operation: "responses: {'200': {description: '', content: {a/b: {itemSchema: {}}}}}")
        #expect(load(text).findings.map { $0.split(separator: " ").last } == ["unknown-key"])
    }
}
