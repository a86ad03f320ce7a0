import DocumentTree
import OpenAPI
import Testing

/// What the parameters of Swagger 2.0 become: parameters with a style, or a request body.
@Suite struct SwaggerParameterTests {
    @Test(arguments: [
        ("query", "csv", "form", false), ("query", "ssv", "spaceDelimited", false),
        ("query", "pipes", "pipeDelimited", false), ("query", "multi", "form", true),
        ("header", "csv", "simple", false),
    ])
    func collectionFormatIsStyleAndExplode(place: String, format: String, style: String, explode: Bool) throws {
        let parameter = "{name: p, in: \(place), type: array, items: {type: integer}, collectionFormat: \(format)}"
        let operation = try #require(try loadClean(swagger(parameters: parameter)).firstOperation)
        guard case .schema(let schema, let found, let isExploded, false) = operation.parameters[0].content else {
            Issue.record("no schema")
            return
        }
        #expect(schema.types == [.array])
        #expect(schema.items?.types == [.integer])
        #expect(found.rawValue == style)
        #expect(isExploded == explode)
    }

    @Test(arguments: ["query", "header"]) func arraysAreSeparatedByCommasByDefault(place: String) throws {
        let text = swagger(parameters: "{name: p, in: \(place), type: array, items: {type: string}}")
        let parameter = try #require(try loadClean(text).firstOperation?.parameters.first)
        guard case .schema(_, _, explode: false, _) = parameter.content else {
            Issue.record("\(parameter.content)")
            return
        }
    }

    @Test func whatHasNoStyleIsOneString() throws {
        let text = swagger(
            parameters: "{name: p, in: query, type: array, items: {type: integer}, collectionFormat: tsv}")
        let parameter = try #require(load(text).document?.firstOperation?.parameters.first)
        guard case .schema(let schema, .form, _, _) = parameter.content else {
            Issue.record("\(parameter.content)")
            return
        }
        #expect(schema.types == [.string])
    }

    @Test func keywordsOfTheParameterAreItsSchema() throws {
        let document = try loadClean(
            swagger(
                parameters:
                    "{name: p, in: query, type: integer, format: int32, minimum: 1, default: 2, enum: [1, 2],"
                    + " x-nullable: true, allowEmptyValue: true, required: true, description: D, x-a: 1}"
            )
        )
        let parameter = try #require(document.firstOperation?.parameters.first)
        guard case .schema(let schema, .form, true, _) = parameter.content else {
            Issue.record("\(parameter.content)")
            return
        }
        #expect(schema.types == [.integer])
        #expect(schema.format == "int32")
        #expect(schema.minimum?.value == "1")
        #expect(schema.defaultValue?.text == "2")
        #expect(schema.enumValues?.count == 2)
        #expect(schema.isNullable)
        #expect(parameter.allowsEmptyValue)
        #expect(parameter.isRequired)
        #expect(parameter.description == "D")
        #expect(parameter.extensions.map(\.key).contains("x-a"))
    }

    @Test func sharedParametersAreMergedByNameAndPlace() throws {
        let document = try loadClean(
            swagger(
                """
                consumes: [application/json]
                parameters:
                  P: {name: p, in: query, type: string}
                  B: {name: b, in: body, schema: {type: string}}
                paths:
                  /a:
                    parameters: [{$ref: '#/parameters/P'}, {$ref: '#/parameters/B'}]
                    put: {responses: {'204': {description: ''}}}
                    post:
                      parameters:
                        - {name: p, in: query, type: integer}
                        - {name: c, in: body, required: true, description: D, schema: {type: integer}}
                      responses: {'204': {description: ''}}
                """
            )
        )
        let operations = document.paths[0].operations
        #expect(operations[0].parameters.map(\.componentName) == ["P"])
        #expect(operations[0].requestBody?.content.map(\.schema?.types) == [[.string]])
        #expect(operations[0].requestBody?.isRequired == false)
        #expect(operations[1].parameters.map(\.componentName) == [nil])
        #expect(operations[1].requestBody?.content.map(\.schema?.types) == [[.integer]])
        #expect(operations[1].requestBody?.isRequired == true)
        #expect(operations[1].requestBody?.description == "D")
    }

    @Test func bodiesHaveTheMediaTypesThatAreConsumed() throws {
        let text = "parameters: [{name: b, in: body, schema: {type: string}}], responses: {'204': {description: ''}}"
        let document = try loadClean(
            swagger(
                """
                consumes: [application/json, application/xml]
                paths:
                  /a:
                    post: {\(text)}
                    put: {consumes: [text/plain], \(text)}
                """
            )
        )
        let bodies = document.paths[0].operations.compactMap(\.requestBody)
        #expect(
            bodies.map { $0.content.map(\.name) }.sorted { $0.count > $1.count }
                == [["application/json", "application/xml"], ["text/plain"]])
    }

    @Test func aFormIsOneObject() throws {
        let document = try loadClean(
            swagger(
                operation: """
                    consumes: [application/x-www-form-urlencoded, application/json]
                    parameters:
                      - {name: a, in: formData, type: string, required: true, description: D}
                      - {name: b, in: formData, type: array, items: {type: string}, collectionFormat: pipes}
                    responses: {'204': {description: ''}}
                    """
            )
        )
        let body = try #require(document.firstOperation?.requestBody)
        let mediaType = try #require(body.content.first)
        #expect(body.isRequired)
        #expect(body.content.map(\.name) == ["application/x-www-form-urlencoded"])
        #expect(mediaType.schema?.types == [.object])
        #expect(mediaType.schema?.properties.map(\.name) == ["a", "b"])
        #expect(mediaType.schema?.properties.first?.schema.description == "D")
        #expect(mediaType.schema?.required == ["a"])
        #expect(mediaType.encoding.map(\.propertyName) == ["b"])
        #expect(mediaType.encoding.map(\.style) == [.pipeDelimited])
        #expect(mediaType.encoding.map(\.explode) == [false])
    }

    @Test func aFileIsBinary() throws {
        let document = try loadClean(
            swagger(
                operation: """
                    consumes: [multipart/form-data]
                    parameters: [{name: a, in: formData, type: file}]
                    responses: {'204': {description: ''}}
                    """
            )
        )
        let body = try #require(document.firstOperation?.requestBody)
        #expect(body.content.map(\.name) == ["multipart/form-data"])
        let property = try #require(body.content.first?.schema?.properties.first)
        #expect(property.schema.types == [.string])
        #expect(property.schema.format == "binary")
    }
}
