import DocumentTree
import OpenAPI
import Testing

/// Rules about the document as a whole, its servers, tags and components, with the places that they name.
@Suite struct DocumentDiagnosticTests {
    static let examples: [MarkedDocument] = [
        MarkedDocument("error missing-key", marked: "«info: {}\n"),
        MarkedDocument("error wrong-type", marked: "«- 1\n"),
        MarkedDocument("error unsupported-version", marked: "openapi: «4.0.0\ninfo: {}\n"),
        MarkedDocument("error unsupported-version", marked: "swagger: «'1.2'\ninfo: {}\n"),
        MarkedDocument("error wrong-type", marked: "openapi: «[3]\n"),
        MarkedDocument("warning incomplete-version", marked: document("«3.0", "paths: {}\n")),
        MarkedDocument("warning partly-supported-version", marked: document("«3.2.0", "paths: {}\n")),
        MarkedDocument("error missing-key", marked: "«" + document("")),
        MarkedDocument("error missing-key", marked: "«" + document("3.1.0", "")),
        MarkedDocument("warning missing-key", marked: "«" + document("components: {}\n")),
        MarkedDocument(
            "error missing-key",
            "warning unknown-key",
            marked: "«openapi: 3.0.3\n«inof: {}\npaths: {}\n"
        ),
        MarkedDocument("error missing-key", marked: "openapi: 3.0.3\ninfo: «{version: '1'}\npaths: {}\n"),
        MarkedDocument("error wrong-type", marked: "openapi: 3.0.3\ninfo: {title: «1, version: 2}\npaths: {}\n"),
        MarkedDocument("error unknown-key", marked: document("«webhooks: {}\npaths: {}\n")),
        MarkedDocument("error unknown-key", marked: document("«definitions: {}\npaths: {}\n")),
        MarkedDocument("error wrong-type", marked: document("paths: «[]\n")),
        MarkedDocument(
            "warning unsupported-dialect",
            marked: document("3.1.0", "jsonSchemaDialect: «https://x.org/d\npaths: {}\n")
        ),
        MarkedDocument(
            "error undeclared-server-variable",
            marked: document("servers: [«{url: 'https://{host}/'}]\npaths: {}\n")
        ),
        MarkedDocument(
            "warning unused-server-variable",
            marked: document("servers: [«{url: '/', variables: {a: {default: b}}}]\npaths: {}\n")
        ),
        MarkedDocument(
            "warning server-variable-default",
            marked: document("servers: [{url: '/{a}', variables: {a: {enum: [x], default: «b}}}]\npaths: {}\n")
        ),
        MarkedDocument(
            "error server-variable-default",
            marked: document("3.1.0", "servers: [{url: '/{a}', variables: {a: {enum: [x], default: «b}}}]\npaths: {}\n")
        ),
        MarkedDocument("warning duplicate-tag", marked: document("tags: [{name: a}, «{name: a}]\npaths: {}\n")),
        MarkedDocument(
            "warning null-value",
            marked: document("tags: [{name: a, description: «null}]\npaths: {}\n")
        ),
        MarkedDocument(
            "warning component-name",
            marked: document("paths: {}\ncomponents: {schemas: {«'a b': {}}}\n")
        ),
        MarkedDocument(
            "error unknown-security-type",
            marked: document("paths: {}\ncomponents: {securitySchemes: {A: {type: «basic}}}\n")
        ),
        MarkedDocument(
            "error unknown-location",
            marked: document("paths: {}\ncomponents: {securitySchemes: {A: {type: apiKey, name: a, in: «path}}}\n")
        ),
        MarkedDocument(
            "error missing-key",
            "error unknown-key",
            marked: document("paths: {}\ncomponents: {securitySchemes: {A: «{type: oauth2, «flow: implicit}}}\n")
        ),
        MarkedDocument(
            "warning unknown-security-scheme",
            marked: document("security: [{«a: []}]\npaths: {}\n")
        ),
        MarkedDocument("error wrong-type", marked: document("security: [{a: «x}]\npaths: {}\n")),
        MarkedDocument(
            "error link-target",
            marked: document("paths: {}\ncomponents: {links: {A: «{description: x}}}\n")
        ),
        MarkedDocument(
            "error value-and-external-value",
            marked: document("paths: {}\ncomponents: {examples: {A: {value: 1, «externalValue: x}}}\n")
        ),
    ]

    @Test(arguments: examples) func isReportedAtItsPlace(_ example: MarkedDocument) {
        example.check()
    }

    @Test func versionWithoutQuotesIsItsText() throws {
        let document = try loadClean("openapi: 3.0.3\ninfo: {title: T, version: 1.10}\npaths: {}\n")
        #expect(document.info.version == "1.10")
    }

    @Test func extensionsAreKeptAndNeverReported() throws {
        let document = try loadClean(document("x-a: 1\npaths: {x-b: 2}\n"))
        #expect(document.extensions.map(\.key) == ["x-a"])
        #expect(document.paths.isEmpty)
    }
}
