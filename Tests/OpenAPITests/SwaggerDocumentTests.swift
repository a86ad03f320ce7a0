import DocumentTree
import OpenAPI
import Testing

/// What the members of a Swagger 2.0 document become in the one model.
@Suite struct SwaggerDocumentTests {
    @Test func definitionsAreComponents() throws {
        let document = try loadClean(
            swagger(
                """
                paths: {}
                definitions:
                  Pet: {type: object, properties: {owner: {$ref: '#/definitions/Owner'}}}
                  Owner: {type: object}
                """
            )
        )
        #expect(document.version == "2.0")
        #expect(document.schemas.entries.map(\.name) == ["Pet", "Owner"])
        #expect(document.schemas.entries.map(\.isComponent) == [true, true])
        let reference = try #require(document.schema("Pet")?.properties.first?.schema.reference)
        #expect(reference.pointer == "/definitions/Owner")
        #expect(document.schemas[reference]?.name == "Owner")
    }

    @Test func definitionsOfOtherFilesAreComponents() throws {
        let document = try loadClean(
            swagger("paths: {}\ndefinitions: {A: {$ref: 'b.yaml#/definitions/B'}}"),
            files: ["b.yaml": "definitions: {B: {type: string, x-nullable: true}}"]
        )
        #expect(document.schema("B")?.isNullable == true)
    }

    @Test(arguments: [
        ("host: a.org\nbasePath: /v1\nschemes: [https, http]", ["https://a.org/v1", "http://a.org/v1"]),
        ("host: a.org:8080\nschemes: [wss]", ["wss://a.org:8080"]),
        ("host: a.org\nbasePath: /\nschemes: [https]", ["https://a.org"]),
        ("basePath: /v1/\nschemes: [https]", ["/v1"]),
        ("schemes: [https]", []),
    ])
    func hostBasePathAndSchemesAreServers(lines: String, urls: [String]) throws {
        #expect(try loadClean(swagger(lines + "\npaths: {}")).servers.map(\.url) == urls)
    }

    @Test func schemesOfAnOperationAreItsServers() throws {
        let text = "host: a.org\nschemes: [https]\n"
        let operation = "{schemes: [http], responses: {'204': {description: ''}}}"
        let document = try loadClean(swagger(text + "paths: {/a: {get: \(operation)}}"))
        #expect(document.firstOperation?.servers.map(\.url) == ["http://a.org"])
    }

    @Test func securityDefinitionsAreSchemes() throws {
        let document = try loadClean(
            swagger(
                """
                paths: {}
                security: [{a: []}]
                securityDefinitions:
                  a: {type: basic, description: D}
                  b: {type: apiKey, name: k, in: query}
                  c: {type: oauth2, flow: implicit, authorizationUrl: /a, scopes: {r: Read}}
                  d: {type: oauth2, flow: application, tokenUrl: /t, scopes: {}}
                  e: {type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: {}}
                  f: {type: oauth2, flow: password, tokenUrl: /t, scopes: {}, x-a: 1}
                """
            )
        )
        #expect(document.security?.first?.entries.map(\.schemeName) == ["a"])
        #expect(document.securitySchemes.map(\.name) == ["a", "b", "c", "d", "e", "f"])
        guard case .http("basic", nil) = document.securitySchemes[0].kind else {
            Issue.record("\(document.securitySchemes[0])")
            return
        }
        guard case .apiKey("k", .query) = document.securitySchemes[1].kind else {
            Issue.record("\(document.securitySchemes[1])")
            return
        }
        let flows = document.securitySchemes.dropFirst(2).flatMap { scheme -> [SecurityScheme.OAuthFlow] in
            if case .oauth2(let flows) = scheme.kind { flows } else { [] }
        }
        #expect(flows.map(\.name) == ["implicit", "clientCredentials", "authorizationCode", "password"])
        #expect(flows.map(\.authorizationURL) == ["/a", nil, "/a", nil])
        #expect(flows.map(\.tokenURL) == [nil, "/t", "/t", "/t"])
        #expect(flows[0].scopes.map(\.name) == ["r"])
        #expect(document.securitySchemes[5].extensions.map(\.key) == ["x-a"])
    }

    @Test func tagsAndDocumentationAreKept() throws {
        let document = try loadClean(
            swagger(
                """
                externalDocs: {url: u}
                tags: [{name: t, externalDocs: {url: v}}]
                x-a: 1
                paths: {}
                """
            )
        )
        #expect(document.externalDocumentation?.url == "u")
        #expect(document.tags.map(\.externalDocumentation?.url) == ["v"])
        #expect(document.extensions.map(\.key) == ["x-a"])
    }

    @Test func schemasHaveTheirOwnDialect() throws {
        let document = try loadClean(
            swagger(
                """
                paths: {}
                definitions:
                  S:
                    type: object
                    discriminator: kind
                    required: [kind]
                    properties:
                      kind: {type: string, readOnly: true}
                      a: {x-nullable: true, $ref: '#/definitions/S'}
                      b: {type: [string, 'null']}
                      c: {type: number, minimum: 0, exclusiveMinimum: true}
                """
            )
        )
        let schema = try #require(document.schema("S"))
        #expect(schema.discriminator?.propertyName == "kind")
        #expect(schema.properties.map(\.schema.isNullable) == [false, true, true, false])
        #expect(schema.properties[0].schema.isReadOnly)
        #expect(schema.properties[3].schema.minimum?.isExclusive == true)
    }
}
