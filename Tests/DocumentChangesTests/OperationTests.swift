import DocumentChanges
import Testing

@Suite
struct OperationTests {
    private func operation(_ text: String, path: String = "/a/{id}", item: String = "") -> String {
        document(
            paths: """
                \(path):
                  get:
                    \(text)
                    responses: {'204': {description: None.}}
                \(item)
                """)
    }

    private static let id = "{name: id, in: path, required: true, schema: {type: string}}"

    @Test(arguments: [
        ("", ", {name: q, in: query, schema: {type: string}}", ["info new-optional-request-parameter"]),
        (
            "", ", {name: q, in: query, required: true, schema: {type: string}}",
            ["breaking new-required-request-parameter"]
        ),
        (", {name: q, in: query, schema: {type: string}}", "", ["warning request-parameter-removed"]),
        (
            ", {name: q, in: query, deprecated: true, schema: {type: string}}", "",
            ["info request-parameter-removed-with-deprecation"]
        ),
        (", {name: X-A, in: header, schema: {type: string}}", ", {name: x-a, in: header, schema: {type: string}}", []),
        (
            ", {name: q, in: query, schema: {type: string}}",
            ", {name: q, in: query, required: true, schema: {type: string}}",
            ["breaking request-parameter-became-required"]
        ),
        (
            ", {name: q, in: query, schema: {type: string}}",
            ", {name: q, in: query, schema: {type: string, default: a}}",
            ["breaking request-parameter-default-value-added"]
        ),
        (
            ", {name: q, in: query, schema: {type: string}}",
            ", {name: q, in: query, schema: {type: array, items: {type: string}}}",
            ["info request-parameter-type-generalized"]
        ),
        (
            ", {name: q, in: query, explode: false, schema: {type: string}}",
            ", {name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}",
            ["breaking request-parameter-type-changed"]
        ),
        (
            ", {name: q, in: query, schema: {type: array, items: {type: string}}}",
            ", {name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}",
            ["breaking request-parameter-serialization-changed"]
        ),
        (
            ", {name: q, in: query, schema: {type: integer}}", ", {name: q, in: query, schema: {type: string}}",
            ["info request-parameter-type-generalized"]
        ),
        (
            ", {name: q, in: query, content: {application/json: {schema: {type: string}}}}",
            ", {name: q, in: query, content: {text/plain: {schema: {type: string}}}}",
            ["breaking request-parameter-serialization-changed"]
        ),
        (
            ", {name: q, in: query, content: {application/json: {schema: {type: string}}}}",
            ", {name: q, in: query, content: {Application/JSON; charset=utf-8: {schema: {type: string}}}}", []
        ),
    ])
    func comparesParameters(_ old: String, _ new: String, _ expected: [String]) throws {
        let found = try changes(
            operation("parameters: [\(Self.id)\(old)]"), operation("parameters: [\(Self.id)\(new)]"))
        #expect(verdicts(found) == expected)
    }

    @Test
    func referencesOfParametersLeadIntoTheirOwnDocument() throws {
        func paged(_ style: String) -> String {
            document(
                paths: """
                    /a:
                      get:
                        parameters: [{name: q, in: query\(style), schema: {$ref: '#/components/schemas/Size'}}]
                        responses: {'204': {description: None.}}
                    """, components: "Size: {type: integer}")
        }
        #expect(try changes(paged(""), paged(", explode: false")).isEmpty)
    }

    @Test
    func namesOfPathParametersMeanNothing() throws {
        let renamed = operation("parameters: [\(Self.id.replacing("id,", with: "key,"))]", path: "/a/{key}")
        #expect(try changes(operation("parameters: [\(Self.id)]"), renamed).isEmpty)
    }

    @Test
    func tellsParametersOfThePathFromThoseOfTheOperation() throws {
        let shared = operation(
            "parameters: [\(Self.id)]", item: "  parameters: [{name: q, in: query, schema: {type: string}}]")
        #expect(
            verdicts(try changes(operation("parameters: [\(Self.id)]"), shared))
                == ["info new-optional-request-default-parameter-to-existing-path"])
    }

    @Test(arguments: [
        ("deprecated: false", "deprecated: true", ["info endpoint-deprecated"]),
        ("deprecated: false", "{deprecated: true, x-sunset: '2999-01-01'}", ["info endpoint-deprecated-with-sunset"]),
        ("deprecated: true", "deprecated: false", ["info endpoint-reactivated"]),
        ("{deprecated: true, x-sunset: '2999-01-01'}", "deprecated: true", ["breaking sunset-deleted"]),
        ("x-stability-level: beta", "x-stability-level: stable", ["info api-stability-increased"]),
        ("x-stability-level: stable", "x-stability-level: alpha", ["breaking api-stability-decreased"]),
        ("x-stability-level: stable", "x-stability-level: golden", ["breaking api-invalid-stability-level"]),
        ("x-stability-level: alpha", "deprecated: true", []),
        ("operationId: a", "operationId: b", ["info api-operation-id-removed"]),
        ("tags: [a]", "tags: [b]", ["info api-tag-added", "info api-tag-removed"]),
    ])
    func comparesWhatIsSaidOfOperations(_ old: String, _ new: String, _ expected: [String]) throws {
        func one(_ text: String) -> String {
            let lines =
                text.hasPrefix("{") ? text.dropFirst().dropLast().replacing(", ", with: "\n        ") : text[...]
            return operation("\(lines)\n        parameters: [\(Self.id)]".replacing("        ", with: "    "))
        }
        #expect(verdicts(try changes(one(old), one(new))) == expected)
    }

    @Test(arguments: [
        (
            "security: []", "security: [{key: []}]",
            ["breaking api-security-became-stricter", "info api-security-added"]
        ),
        ("security: [{key: []}]", "security: []", ["info api-security-removed"]),
        ("security: [{key: []}]", "security: [{key: []}, {oauth: [read]}]", ["info api-security-added"]),
        (
            "security: [{key: []}, {oauth: [read]}]", "security: [{key: []}]",
            ["breaking api-security-became-stricter", "info api-security-removed"]
        ),
        (
            "security: [{oauth: [read]}]", "security: [{oauth: [read, write]}]",
            ["breaking api-security-became-stricter", "info api-security-scope-added"]
        ),
        ("security: [{oauth: [read, write]}]", "security: [{oauth: [read]}]", ["info api-security-scope-removed"]),
    ])
    func whoWasLetInShouldStillBe(_ old: String, _ new: String, _ expected: [String]) throws {
        func secured(_ text: String) -> String { operation("\(text)\n    parameters: [\(Self.id)]") }
        #expect(verdicts(try changes(secured(old), secured(new))) == expected)
    }

    @Test(arguments: [
        ("type: http, scheme: bearer", "warning api-security-component-type-changed"),
        ("type: apiKey, in: header, name: X-Other", "warning api-security-component-key-changed"),
        ("type: apiKey, in: query, name: X-Key", "warning api-security-component-key-changed"),
    ])
    func credentialsThatAreSentAnotherWayAreAWarning(_ scheme: String, _ expected: String) throws {
        let old = operation("parameters: [\(Self.id)]")
        let found = try changes(old, old.replacing("type: apiKey, in: header, name: X-Key", with: scheme))
        #expect(verdicts(found) == [expected])
        #expect(found.first?.sides == [.clients, .servers])
    }

    @Test
    func toldApartWhetherThePathOrTheOperationIsGone() throws {
        let both = document(
            paths: """
                /a: {get: {responses: {'204': {description: N}}}, post: {responses: {'204': {description: N}}}}
                /b: {get: {responses: {'204': {description: N}}}}
                /c: {get: {deprecated: true, responses: {'204': {description: N}}}}
                /d: {get: {x-stability-level: draft, responses: {'204': {description: N}}}}
                """)
        let one = document(paths: "/a: {get: {responses: {'204': {description: N}}}}")
        #expect(
            verdicts(try changes(both, one)) == [
                "breaking api-path-removed-without-deprecation", "breaking api-removed-without-deprecation",
                "info api-path-removed-with-deprecation",
            ])
        #expect(verdicts(try changes(one, both)) == Array(repeating: "info endpoint-added", count: 4))
    }

    @Test(arguments: [
        (
            "'200': {description: A}", "'201': {description: A}",
            ["breaking response-success-status-removed", "info response-success-status-added"]
        ),
        (
            "'200': {description: A}, '404': {description: A}", "'200': {description: A}",
            ["info response-non-success-status-removed"]
        ),
        (
            "'200': {description: A, content: {application/json: {}}}",
            "'200': {description: A, content: {application/problem+json: {}}}",
            ["info response-media-type-name-specialized"]
        ),
        (
            "'200': {description: A, content: {application/json: {}}}",
            "'200': {description: A, content: {text/plain: {}}}",
            ["breaking response-media-type-removed", "info response-media-type-added"]
        ),
        (
            "'200': {description: A, headers: {X: {required: true, schema: {type: string}}}}",
            "'200': {description: A}", ["breaking required-response-header-removed"]
        ),
        (
            "'200': {description: A, headers: {X: {required: true, schema: {type: string}}}}",
            "'200': {description: A, headers: {X: {schema: {type: integer}}}}",
            ["breaking response-header-became-optional", "info response-header-type-compatible"]
        ),
        (
            "'200': {description: A, headers: {X: {content: {application/json: {}}}}}",
            "'200': {description: A, headers: {X: {content: {text/plain: {}}}}}",
            ["breaking response-header-serialization-changed"]
        ),
    ])
    func comparesResponses(_ old: String, _ new: String, _ expected: [String]) throws {
        func responding(_ text: String) -> String { document(paths: "/a: {get: {responses: {\(text)}}}") }
        #expect(verdicts(try changes(responding(old), responding(new))) == expected)
    }

    @Test
    func whoReceivesDecidesInCallbacksAndWebhooksWhichPropertiesAreIgnored() throws {
        func notifying(_ mark: String, _ required: String) -> String {
            let body =
                "{content: {application/json: {schema: {type: object\(required), properties: {a: {type: string\(mark)}}}}}}"
            return """
                openapi: 3.1.0
                info: {title: Test, version: 1.0.0}
                paths:
                  /a:
                    post:
                      responses: {'204': {description: N}}
                      callbacks:
                        event:
                          '{$request.query.url}':
                            post: {requestBody: \(body), responses: {'204': {description: N}}}
                webhooks:
                  event:
                    post: {requestBody: \(body), responses: {'204': {description: N}}}

                """
        }
        let (readOnly, writeOnly) = (", readOnly: true", ", writeOnly: true")
        #expect(
            verdicts(try changes(notifying(readOnly, ", required: [a]"), notifying(readOnly, "")))
                == Array(repeating: "breaking request-property-became-optional", count: 2))
        #expect(
            verdicts(try changes(notifying(writeOnly, ", required: [a]"), notifying(writeOnly, "")))
                .allSatisfy { $0.hasPrefix("info ") })
    }

    @Test
    func whatTheServerSendsInCallbacksIsWeighedAsReceived() throws {
        func subscribing(_ schema: String) -> String {
            document(
                paths: """
                    /a:
                      post:
                        responses: {'204': {description: N}}
                        callbacks:
                          event:
                            '{$request.query.url}':
                              post:
                                requestBody: {content: {application/json: {schema: {type: object, \(schema)}}}}
                                responses: {'204': {description: N}}
                    """)
        }
        let found = try changes(
            subscribing("properties: {a: {}, b: {maxLength: 4}}"),
            subscribing("required: [a], properties: {a: {}, b: {maxLength: 5}, c: {}}"))
        #expect(
            verdicts(found) == [
                "breaking request-property-max-length-increased", "info new-optional-request-property",
                "info request-property-became-required",
            ])
        #expect(found.first?.operations.first?.description == "POST /a, callback POST event {$request.query.url}")
    }
}
