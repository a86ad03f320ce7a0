import DocumentTree
import OpenAPI
import Testing

/// What the responses of Swagger 2.0 become.
@Suite struct SwaggerResponseTests {
    private func response(_ text: String) throws -> Response {
        try #require(try loadClean(text).firstOperation?.responses.first)
    }

    @Test func bodiesHaveTheMediaTypesThatAreProduced() throws {
        let found = try response(
            swagger(
                operation: """
                    produces: [application/json, application/xml]
                    responses: {'200': {description: D, schema: {type: string}, examples: {application/json: a}}}
                    """
            )
        )
        #expect(found.status == .code(200))
        #expect(found.description == "D")
        #expect(found.content.map(\.name) == ["application/json", "application/xml"])
        #expect(found.content.map(\.schema?.types) == [[.string], [.string]])
        #expect(found.content.map { $0.examples.count } == [1, 0])
    }

    @Test func withoutSchemaThereIsNoBody() throws {
        #expect(try response(swagger(operation: "responses: {'200': {description: ''}}")).content.isEmpty)
    }

    @Test func headersAreSimple() throws {
        let found = try response(
            swagger(response: "headers: {X-A: {type: array, items: {type: integer}, description: D}}"))
        #expect(found.headers.map(\.name) == ["X-A"])
        #expect(found.headers.map(\.description) == ["D"])
        guard case .schema(let schema, .simple, false, _)? = found.headers.first?.content else {
            Issue.record("no schema")
            return
        }
        #expect(schema.items?.types == [.integer])
    }

    @Test func aFileIsOfTheTypesThatAreNotJSON() throws {
        let text = "responses: {'200': {description: '', schema: {type: file}}}"
        let image = try response(swagger(operation: "produces: [image/png, application/json]\n\(text)"))
        #expect(image.content.map(\.name) == ["image/png"])
        #expect(image.content.first?.schema?.format == "binary")
        #expect(try response(swagger(operation: text)).content.map(\.name) == ["*/*"])
    }

    @Test func sharedResponsesTakeTheMediaTypesOfTheirOperation() throws {
        let document = try loadClean(
            swagger(
                """
                responses: {R: {description: R, schema: {type: string}}}
                paths:
                  /a:
                    get: {responses: {'404': {$ref: '#/responses/R'}}}
                    put: {produces: [text/plain], responses: {default: {$ref: '#/responses/R'}}}
                """
            )
        )
        let responses = document.paths[0].operations.flatMap(\.responses)
        #expect(responses.map(\.componentName) == ["R", "R"])
        #expect(responses.map(\.status) == [.code(404), .default])
        #expect(responses.flatMap(\.content).map(\.name) == ["application/json", "text/plain"])
    }
}
