import DocumentTree
import OpenAPI
import Testing

/// What is wrong with documents of Swagger 2.0, and where.
@Suite struct SwaggerDiagnosticTests {
    static let documents: [MarkedDocument] = [
        MarkedDocument("warning wrong-type", marked: "swagger: «2.0\ninfo: {title: T, version: '1'}\npaths: {}\n"),
        MarkedDocument("error wrong-type", marked: "swagger: «[]\n"),
        MarkedDocument("error unsupported-version", marked: "swagger: «'3.0'\n"),
        MarkedDocument("error missing-key", marked: "«swagger: '2.0'\npaths: {}\n"),
        MarkedDocument("error missing-key", marked: "«" + swagger("x-a: 1")),
        MarkedDocument("warning missing-key", marked: "«" + swagger("definitions: {}")),
        MarkedDocument("warning unknown-key", marked: swagger("«hosts: a\npaths: {}")),
        MarkedDocument("error unknown-key", marked: swagger("«servers: []\npaths: {}")),
        MarkedDocument("error unknown-key", marked: swagger("«components: {}\npaths: {}")),
        MarkedDocument("error unknown-key", marked: swagger("paths: {/a: {«trace: {}}}")),
        MarkedDocument("error unknown-key", marked: swagger("paths: {/a: {«GET: {}}}")),
        MarkedDocument("error host", marked: swagger("host: «https://a.org\nschemes: [https]\npaths: {}")),
        MarkedDocument("note assumed-scheme", marked: swagger("host: «a.org\npaths: {}")),
        MarkedDocument("warning base-path", marked: swagger("basePath: «v1\npaths: {}")),
        MarkedDocument("error base-path", marked: swagger("basePath: «'/{a}'\npaths: {}")),
        MarkedDocument("error unknown-scheme", marked: swagger("schemes: [«htps]\npaths: {}")),
        MarkedDocument("error wrong-type", marked: swagger("schemes: «https\npaths: {}")),
        MarkedDocument("error wrong-type", marked: swagger("consumes: «application/json\npaths: {}")),
        MarkedDocument("error wrong-type", marked: swagger("consumes: [«1]\npaths: {}")),
        MarkedDocument("warning media-type-name", marked: swagger("consumes: [«json]\npaths: {}")),
        MarkedDocument("warning duplicate-value", marked: swagger("consumes: [a/b, «a/b]\npaths: {}")),
    ]

    static let security: [MarkedDocument] = [
        ("missing-key", "«{}"), ("unknown-security-type", "{type: «http}"), ("unknown-security-type", "{type: «basik}"),
        ("wrong-type", "{type: «[]}"), ("unknown-location", "{type: apiKey, name: k, in: «cookie}"),
        ("missing-key", "«{type: oauth2}"), ("unknown-flow", "{type: oauth2, flow: «authorizationCode}"),
        ("missing-key", "«{type: oauth2, flow: application, scopes: {}}"),
        ("missing-key", "«{type: oauth2, flow: implicit, authorizationUrl: a}"),
        ("unknown-key", "{type: basic, «scheme: basic}"),
    ].map { id, scheme in
        MarkedDocument("error \(id)", marked: swagger("paths: {}\nsecurityDefinitions: {a: \(scheme)}"))
    }

    static let parameters: [MarkedDocument] = [
        MarkedDocument("error missing-key", marked: swagger(parameters: "«{in: query, type: string}")),
        MarkedDocument("error missing-key", marked: swagger(parameters: "«{name: a, type: string}")),
        MarkedDocument("error missing-key", marked: swagger(parameters: "«{name: a, in: query}")),
        MarkedDocument(
            "error missing-key", "note assumed-media-type", marked: swagger(parameters: "««{name: a, in: body}")),
        MarkedDocument("error missing-key", marked: swagger(parameters: "«{name: a, in: query, type: array}")),
        MarkedDocument("error wrong-type", marked: swagger(parameters: "{name: a, in: «1, type: string}")),
        MarkedDocument("error wrong-type", marked: swagger(parameters: "{name: a, in: query, type: «[string]}")),
        MarkedDocument("error unknown-location", marked: swagger(parameters: "{name: a, in: «cookie, type: string}")),
        MarkedDocument("error unknown-location", marked: swagger(parameters: "{name: a, in: «form, type: string}")),
        MarkedDocument("error unknown-key", marked: swagger(parameters: "{name: a, in: query, «schema: {}}")),
        MarkedDocument(
            "note assumed-media-type", "error unknown-key",
            marked: swagger(parameters: "«{name: a, in: body, schema: {}, «type: string}")),
        MarkedDocument(
            "error unknown-key", marked: swagger(parameters: "{name: a, in: query, type: string, «style: form}")),
        MarkedDocument(
            "warning unknown-key", marked: swagger(parameters: "{name: a, in: query, type: string, «fromat: date}")),
        MarkedDocument("error unknown-type", marked: swagger(parameters: "{name: a, in: query, type: «object}")),
        MarkedDocument("error unknown-type", marked: swagger(parameters: "{name: a, in: query, type: «file}")),
        MarkedDocument("error unknown-type", marked: swagger(parameters: "{name: a, in: query, type: «strin}")),
        MarkedDocument(
            "error unknown-key",
            marked: swagger(parameters: "{name: a, in: query, type: array, items: {«$ref: '#/definitions/A'}}")),
        MarkedDocument(
            "warning unsupported-collection-format",
            marked: swagger(
                parameters: "{name: a, in: query, type: array, items: {type: string}, collectionFormat: «tsv}")),
        MarkedDocument(
            "warning unsupported-collection-format",
            marked: swagger(
                parameters: "{name: a, in: header, type: array, items: {type: string}, collectionFormat: «multi}")),
        MarkedDocument(
            "warning unsupported-collection-format",
            marked: swagger(
                parameters: "«{name: a, in: query, type: array, items: {type: array, items: {type: string}}}")),
        MarkedDocument(
            "error unknown-collection-format",
            marked: swagger(
                parameters: "{name: a, in: query, type: array, items: {type: string}, collectionFormat: «comma}")),
        MarkedDocument(
            "warning no-effect",
            marked: swagger(parameters: "{name: a, in: query, type: string, collectionFormat: «csv}")),
        MarkedDocument(
            "warning no-effect",
            marked: swagger(parameters: "{name: a, in: query, type: string, items: «{type: string}}")),
        MarkedDocument(
            "warning no-effect",
            marked: swagger(parameters: "{name: a, in: header, type: string, allowEmptyValue: «true}")),
        MarkedDocument(
            "error duplicate-parameter",
            marked: swagger(parameters: "{name: a, in: query, type: string}", "«{name: a, in: query, type: string}")),
        MarkedDocument(
            "error unresolved-reference", marked: swagger(parameters: "{$ref: «'#/parameters/A'}")),
        MarkedDocument(
            "error wrong-reference-target",
            marked: swagger(parameters: "{$ref: «'#/definitions/A'}") + "\ndefinitions: {A: {type: string}}"),
        MarkedDocument(
            "warning ignored-header", marked: swagger(parameters: "«{name: Accept, in: header, type: string}")),
        MarkedDocument("error field-name", marked: swagger(parameters: "{name: «'a b', in: header, type: string}")),
        MarkedDocument(
            "warning media-type-of-form", marked: swagger(parameters: "«{name: a, in: formData, type: string}")),
        MarkedDocument(
            "warning unused-path-parameter", "error optional-path-parameter",
            marked: swagger(parameters: "«{name: a, in: path, type: string, required: «false}")),
    ]

    static let bodies: [MarkedDocument] = [
        MarkedDocument(
            "error body-and-form",
            marked: swagger(
                operation: """
                    consumes: [application/json]
                    parameters:
                      - «{name: a, in: body, schema: {}}
                      - {name: b, in: formData, type: string}
                    responses: {'204': {description: ''}}
                    """)),
        MarkedDocument(
            "error several-bodies",
            marked: swagger(
                operation: """
                    consumes: [application/json]
                    parameters:
                      - {name: a, in: body, schema: {}}
                      - «{name: b, in: body, schema: {}}
                    responses: {'204': {description: ''}}
                    """)),
        MarkedDocument(
            "error unknown-key",
            marked: swagger(operation: "«requestBody: {}\nresponses: {'204': {description: ''}}")),
        MarkedDocument(
            "warning body-without-meaning",
            marked: swagger(
                """
                consumes: [application/json]
                paths:
                  /a:
                    get:
                      parameters: [«{name: a, in: body, schema: {}}]
                      responses: {'204': {description: ''}}
                """)),
        MarkedDocument(
            "warning no-effect", marked: swagger(operation: "schemes: «[http]\nresponses: {'204': {description: ''}}")),
    ]

    static let responses: [MarkedDocument] = [
        MarkedDocument("error missing-key", marked: swagger(operation: "«tags: [a]")),
        MarkedDocument("warning no-responses", marked: swagger(operation: "«responses: {}")),
        MarkedDocument("warning missing-key", marked: swagger(operation: "responses: {'200': «{}}")),
        MarkedDocument("error status-key", marked: swagger(operation: "responses: {«ok: {description: ''}}")),
        MarkedDocument("warning status-key", marked: swagger(operation: "responses: {«4XX: {description: ''}}")),
        MarkedDocument("error unknown-key", marked: swagger(response: "«content: {}")),
        MarkedDocument("error unknown-key", marked: swagger(response: "headers: {A: {«schema: {}}}")),
        MarkedDocument("error missing-key", marked: swagger(response: "headers: {A: «{}}")),
        MarkedDocument("warning example-without-schema", marked: swagger(response: "examples: {«application/json: 1}")),
        MarkedDocument(
            "warning unknown-media-type", marked: swagger(response: "schema: {}, examples: {«text/plain: a}")),
        MarkedDocument(
            "error unresolved-reference", marked: swagger(response: "schema: {$ref: «'#/components/schemas/A'}")),
        MarkedDocument(
            "note assumed-media-type",
            marked: swagger(operation: "produces: []\nresponses: {'200': {description: '', schema: «{}}}")),
    ]

    static let schemas: [MarkedDocument] = [
        ("error unknown-type", "{type: «file}"), ("warning other-version-keyword", "{type: string, «nullable: true}"),
        ("warning other-version-keyword", "{«oneOf: [{type: string}]}"),
        ("warning other-version-keyword", "{«const: 1}"),
        ("warning other-version-keyword", "{type: object, discriminator: «{propertyName: a}}"),
        ("warning ignored-beside-reference", "{$ref: '#/definitions/B', «type: string}"),
        ("error wrong-type", "{type: string, x-nullable: «1}"),
        ("warning unknown-key", "{type: string, «minLenght: 1}"),
    ].map { expectation, schema in
        MarkedDocument(
            expectation, marked: swagger("paths: {}\ndefinitions: {A: \(schema), B: {type: string}}"))
    }

    @Test(arguments: documents + security + parameters + bodies + responses + schemas)
    func isReportedWhereItStands(_ document: MarkedDocument) {
        document.check()
    }

    @Test func assumptionsAreNotedOnce() {
        let body = "{parameters: [{name: b, in: body, schema: {}}], responses: {'204': {description: ''}}}"
        let loaded = load(swagger("paths:\n  /a: {post: \(body)}\n  /b: {post: \(body)}\n"))
        #expect(loaded.diagnostics.map(\.id) == ["assumed-media-type"])
    }
}
