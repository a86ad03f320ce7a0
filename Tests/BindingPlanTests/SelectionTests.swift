import BindingPlan
import DocumentTree
import OpenAPI
import Testing

@Suite
struct SelectionTests {
    private static let text = """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /a:
            parameters: [{name: p, in: query, schema: {$ref: "#/components/schemas/Parameter"}}]
            get:
              operationId: getA
              tags: [one, two]
              responses:
                '200':
                  description: OK
                  headers: {H: {schema: {$ref: "#/components/schemas/Header"}}}
                  content: {application/json: {schema: {$ref: "#/components/schemas/Base"}}}
              callbacks:
                done:
                  '{$request.query.url}':
                    post:
                      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Call"}}}}
                      responses: {'204': {description: None}}
          /b:
            get:
              tags: [two]
              responses:
                '200':
                  description: OK
                  content: {application/json: {schema: {$ref: "#/components/schemas/B"}}}
            post:
              operationId: postB
              responses: {'204': {description: None}}
        webhooks:
          event:
            post:
              operationId: onEvent
              requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Event"}}}}
              responses: {'204': {description: None}}
        components:
          schemas:
            Parameter: {type: string}
            Header: {type: string}
            Call: {type: object, properties: {call: {$ref: "#/components/schemas/Call"}}}
            Event: {type: array, prefixItems: [{$ref: "#/components/schemas/Item"}]}
            Item: {not: {$ref: "#/components/schemas/Not"}}
            Not: {type: string}
            Base:
              type: object
              properties: {kind: {type: string}}
              discriminator: {propertyName: kind, mapping: {m: "#/components/schemas/Mapped"}}
            Mapped: {type: object}
            Sub: {allOf: [{$ref: "#/components/schemas/Base"}]}
            SubSub:
              allOf: [{$ref: "#/components/schemas/Sub"}]
              properties: {extra: {$ref: "#/components/schemas/Extra"}}
            Extra: {type: object, additionalProperties: {$ref: "#/components/schemas/Deep"}}
            Deep: {type: string}
            B: {type: object, properties: {deep: {$ref: "#/components/schemas/Deep"}}}
            Alone: {type: object, properties: {friend: {$ref: "#/components/schemas/Friend"}}}
            Friend: {type: string}

        """

    private struct Part {
        var operations: [String]
        var schemas: [String]
        var messages: [String]
    }

    private func select(_ change: (inout Configuration) -> Void) throws -> Part {
        let loaded = DocumentLoader(files: MemoryFiles(["test.yaml": Self.text])).load(path: "test.yaml")
        let document = try #require(loaded.document)
        var configuration = Configuration(moduleName: "M")
        change(&configuration)
        let (part, diagnostics) = Selection.apply(configuration, to: document)
        return Part(
            operations: (part.paths + part.webhooks).flatMap { item in
                item.operations.map { "\($0.method) \(item.key)" }
            },
            schemas: part.schemas.entries.map(\.name), messages: diagnostics.map(\.message))
    }

    private func filter(
        tags: [String] = [], paths: [String] = [], operations: [String] = [], schemas: [String] = []
    ) -> Configuration.Filter {
        let file = SourceFile(path: "bindery.yaml", bytes: [])
        var line: UInt32 = 0
        func entries(_ patterns: [String]) -> [Configuration.Filter.Entry] {
            patterns.map { pattern in
                line += 1
                return .init(pattern, location: SourceLocation(file: file, line: line, column: 1))
            }
        }
        var filter = Configuration.Filter()
        filter.tags = entries(tags)
        filter.paths = entries(paths)
        filter.operations = entries(operations)
        filter.schemas = entries(schemas)
        return filter
    }

    private static let needsOfA = [
        "Parameter", "Header", "Call", "Base", "Mapped", "Sub", "SubSub", "Extra", "Deep",
    ]

    @Test
    func everythingWithoutFilters() throws {
        let part = try select { _ in }
        #expect(part.operations.count == 4)
        #expect(part.schemas.count == 15)
    }

    @Test
    func operationsHaveWhatTheyNeed() throws {
        for filter in [
            filter(tags: ["one"]), filter(paths: ["/a"]), filter(operations: ["get*"]), filter(paths: ["/a*"]),
        ] {
            let part = try select { $0.included = filter }
            #expect(part.operations == ["GET /a"])
            #expect(part.schemas == Self.needsOfA)
            #expect(part.messages == [])
        }
        let hooks = try select { $0.included = filter(operations: ["onEvent"]) }
        #expect(hooks.operations == ["POST event"])
        #expect(hooks.schemas == ["Event", "Item", "Not"])
    }

    @Test
    func includedPartsAddUp() throws {
        let part = try select { $0.included = filter(operations: ["GET /b", "postB"], schemas: ["Alone"]) }
        #expect(part.operations == ["GET /b", "POST /b"])
        #expect(part.schemas == ["Deep", "B", "Alone", "Friend"])
    }

    @Test
    func excludedPartsGoWithWhatOnlyTheyNeed() throws {
        let part = try select { $0.excluded = filter(tags: ["one"], operations: ["onEvent"]) }
        #expect(part.operations == ["GET /b", "POST /b"])
        #expect(part.schemas == ["Deep", "B", "Alone", "Friend"])
        let fewer = try select {
            $0.included = filter(tags: ["two"])
            $0.excluded = filter(paths: ["/a"])
        }
        #expect(fewer.operations == ["GET /b"])
    }

    @Test
    func excludedSchemasStayWhereTheyAreNeeded() throws {
        let part = try select { $0.excluded = filter(schemas: ["Alone", "Friend", "Deep"]) }
        #expect(!part.schemas.contains("Alone"))
        #expect(!part.schemas.contains("Friend"))
        #expect(part.schemas.contains("Deep"))
        #expect(part.messages == ["the schema 'Deep' is not left out, because an operation needs it"])
    }

    @Test
    func typesFromElsewhereNeedNothing() throws {
        let part = try select {
            $0.included = filter(operations: ["GET /b"])
            $0.types = [.init(.schema("B"), type: ExternalType("B"))]
        }
        #expect(part.schemas == ["B"])
        let place = try select {
            $0.included = filter(operations: ["GET /b"])
            $0.types = [.init(.pointer(file: "", "/components/schemas/B/properties/deep"), type: ExternalType("D"))]
        }
        #expect(place.schemas == ["B"])
    }

    @Test
    func entriesThatMatchNothingAreNamed() throws {
        let part = try select {
            $0.included = filter(tags: ["one", "too"], paths: ["/c*"], operations: ["getB"], schemas: ["Bass"])
        }
        #expect(
            part.messages == [
                "no tag matches 'too'", "no path matches '/c*'", "no operation matches 'getB'",
                "no schema matches 'Bass'",
            ])
    }
}
