import BindingPlan
import OpenAPI
import Testing

@Suite struct OperationTests {
    @Test func queriesInKeysAreRouting() throws {
        let planned = try Planned(
            paths: """
                /item/{id}?action=complete&vmw-task=true:
                  post:
                    operationId: complete
                    parameters:
                      - {name: id, in: path, required: true, schema: {type: string}}
                    responses: {'204': {description: ok}}
                /item/{id}?file_name:
                  get:
                    operationId: find
                    parameters:
                      - {name: id, in: path, required: true, schema: {type: string}}
                      - {name: file_name, in: query, required: true, schema: {type: string}}
                      - {name: id, in: query, schema: {type: string}}
                    responses: {'204': {description: ok}}
                /item/{id}#other:
                  delete:
                    operationId: delete
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    responses: {'204': {description: ok}}
                """)
        let complete = try #require(planned.operation("complete"))
        #expect(complete.route.path == "/item/{id}")
        #expect(
            complete.route.query == [
                .equals(name: "action", value: "complete"), .equals(name: "vmw-task", value: "true"),
            ])
        let find = try #require(planned.operation("find"))
        #expect(find.route.query == [.present(name: "file_name")])
        #expect(find.parameters.map(\.name) == ["id", "fileName", "idQuery"])
        #expect(planned.operation("delete")?.route.path == "/item/{id}")
    }

    @Test func routesThatNoRequestTellsApart() throws {
        let planned = try Planned(
            paths: """
                /a: {get: {operationId: one, responses: {'204': {description: ok}}}}
                /a#b: {get: {operationId: two, responses: {'204': {description: ok}}}}
                """)
        #expect(planned.ids == ["indistinct-routes"])
    }

    @Test func bodies() throws {
        let planned = try Planned(
            paths: """
                /a:
                  post:
                    operationId: json
                    requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}, application/xml: {}}}
                    responses: {'204': {description: ok}}
                  put:
                    operationId: raw
                    requestBody: {content: {application/octet-stream: {}}}
                    responses: {'204': {description: ok}}
                  patch:
                    operationId: parts
                    requestBody: {content: {multipart/form-data: {schema: {type: object}}}}
                    responses: {'204': {description: ok}}
                """)
        #expect(planned.operation("json")?.body?.type == .named("Default.Json.Body"))
        #expect(planned.operation("raw")?.body?.fullType == .optional(.stream))
        #expect(planned.operation("parts")?.body?.type == .sequence(.part))
        #expect(planned.ids == ["media-type-not-bound"])
    }

    @Test func responses() throws {
        let planned = try Planned(
            paths: """
                /a:
                  get:
                    operationId: several
                    responses:
                      '200': {description: ok, content: {application/json: {schema: {type: string}}}}
                      '202': {description: later}
                      '304': {description: same}
                      4XX: {description: bad, content: {text/plain: {schema: {type: string}}}}
                      default: {description: other}
                  put:
                    operationId: headed
                    responses: {'200': {description: ok, headers: {ETag: {schema: {type: string}}}}}
                  post:
                    operationId: any
                    responses: {default: {description: any, content: {application/json: {schema: {type: integer}}}}}
                """)
        let several = try #require(planned.operation("several"))
        guard case .several(let successes) = several.output else {
            Issue.record("not several")
            return
        }
        #expect(successes.map(\.caseName) == ["ok", "accepted"])
        #expect(several.failures.map(\.caseName) == ["notModified", "clientError", "default"])
        #expect(several.failures.map(\.carriesStatus) == [false, true, true])
        #expect(planned.operation("headed")?.output.responses.first?.payloadName == TypeName("Default.Headed.Output"))
        #expect(planned.operation("any")?.output.responses.first?.body?.type == .int)
        #expect(planned.operation("any")?.failures.map(\.caseName) == ["default"])
    }

    @Test func callbacksAndWebhooksStandInGroupsOfTheirOwn() throws {
        let planned = try Planned(
            paths: """
                /a:
                  get:
                    callbacks: {done: {'{$request.body#/url}': {post: {responses: {'204': {description: ok}}}}}}
                    responses: {'200': {description: ok, links: {next: {operationId: x}}}}
                """)
        #expect(planned.ids.filter { $0 == "not-bound-yet" }.isEmpty)
        let group = try #require(planned.plan.tags.first { $0.origin == .callbacks })
        #expect(group.operations.map(\.methodName) == ["done"])
        #expect(group.operations.first?.callbackAddress == "{$request.body#/url}")
        #expect(group.operations.first?.placeName == "done")
    }
}
