import HTTPTypes
import Testing

@testable import BinderyRuntime

@Suite struct RoutingTests {
    /// A router whose endpoints answer their own name and what their variables stand for.
    private static func router(_ routes: [(HTTPMethod, String, [QueryConstraint])], basePath: String = "") -> Router {
        var router = Router(basePath: basePath)
        for (method, path, query) in routes {
            let route = Route(method, path, query: query)
            router.on(method, path, query: query) { _, context in
                var text = route.description
                for name in route.template.variables { text += " \(name)=\(try context.path(name))" }
                return ServerResponse(status: 200, body: BodyStream(text))
            }
        }
        return router
    }

    private static let paths = router([
        (.get, "/", []), (.get, "/items", []), (.get, "/items/", []), (.get, "/items/{id}", []),
        (.get, "/items/latest", []), (.get, "/items/{id}.json", []), (.get, "/items/{id}/files/{name}", []),
        (.get, "/items/latest/notes", []), (.get, "/a/{x}/d", []), (.get, "/a/b/c", []),
        (.get, "/range/{from}-{to}", []), (.get, "/range/v{version}.tar.gz", []), (.delete, "/items/{id}", []),
        (.get, "/caf\u{E9}", []),
    ])

    @Test(arguments: [
        ("/", "GET /"),
        ("/items", "GET /items"),
        ("/items/", "GET /items/"),
        ("/items/5", "GET /items/{id} id=5"),
        ("/items/latest", "GET /items/latest"),
        ("/items/%6Catest", "GET /items/latest"),
        ("/items/latest/notes", "GET /items/latest/notes"),
        ("/items/latest/files/x", "GET /items/{id}/files/{name} id=latest name=x"),
        ("/items/a.json", "GET /items/{id}.json id=a"),
        ("/items/.json", "GET /items/{id} id=.json"),
        ("/items/a%2Fb%20c", "GET /items/{id} id=a/b c"),
        ("/items/a+b", "GET /items/{id} id=a+b"),
        ("/items/5?x=1", "GET /items/{id} id=5"),
        ("/items/5/files/%C3%A9", "GET /items/{id}/files/{name} id=5 name=é"),
        ("/a/b/c", "GET /a/b/c"),
        ("/a/b/d", "GET /a/{x}/d x=b"),
        ("/range/1-20", "GET /range/{from}-{to} from=1 to=20"),
        ("/range/v1.2.tar.gz", "GET /range/v{version}.tar.gz version=1.2"),
        ("/caf%C3%A9", "GET /caf\u{E9}"),
        ("http://localhost/items/5?x", "GET /items/{id} id=5"),
    ])
    func pathsMatch(target: String, expected: String) async throws {
        let response = await Self.paths.respond("GET", target)
        #expect(response.status == 200)
        #expect(try await response.text() == expected)
    }

    @Test(arguments: [
        "/nothing", "/items/5/", "/items//files/x", "/items/5/files", "//items", "/a/b", "*", "items", "",
    ])
    func otherPathsAreNotFound(target: String) async {
        #expect(await Self.paths.respond("GET", target).status == 404)
    }

    @Test func brokenEncodingIsTheClientsFault() async {
        #expect(await Self.paths.respond("GET", "/items/%zz").status == 400)
        #expect(await Self.paths.respond("GET", "/items/%ff").status == 400)
        #expect(await Self.paths.respond("GET", "/items?a=%").status == 400)
    }

    @Test func basePathComesFirst() async {
        let router = Self.router([(.get, "/items", [])], basePath: "/api/")
        #expect(await router.respond("GET", "/api/items").status == 200)
        #expect(await router.respond("GET", "/items").status == 404)
        #expect(await router.respond("GET", "/apiitems").status == 404)
        #expect(await router.respond("GET", "/api").status == 404)
    }

    @Test func otherMethodsAreNotAllowed() async {
        let response = await Self.paths.respond("POST", "/items/5")
        #expect(response.status == 405)
        #expect(response.head.headerFields[.allow] == "DELETE, GET, HEAD, OPTIONS")
        // The concrete path decides, although another template has the method.
        #expect(await Self.paths.respond("DELETE", "/items/latest").status == 405)
    }

    @Test func optionsTellsTheMethods() async {
        let response = await Self.paths.respond("OPTIONS", "/items/5")
        #expect(response.status == 204)
        #expect(response.head.headerFields[.allow] == "DELETE, GET, HEAD, OPTIONS")
    }

    @Test func headIsGetWithoutBody() async {
        let response = await Self.paths.respond("HEAD", "/items/5")
        #expect(response.status == 200)
        #expect(response.body == nil)
        #expect(response.head.headerFields[.contentLength] == "\("GET /items/{id} id=5".utf8.count)")
    }

    private static let queries = router([
        (.get, "/files", []), (.get, "/files", [.present("file_name")]),
        (.post, "/files", []), (.post, "/files", [.equals("action", "validate")]),
        (.post, "/session", [.equals("action", "complete")]), (.post, "/session", [.equals("action", "cancel")]),
        (.post, "/session", [.equals("action", "install")]),
        (.post, "/session", [.equals("action", "install"), .equals("vmw-task", "true")]),
        (.get, "/only", [.present("library_id")]),
        (.get, "/image", [.present("image")]), (.get, "/image", [.equals("image", "default")]),
    ])

    @Test(arguments: [
        ("GET", "/files", "GET /files"),
        ("GET", "/files?other=1", "GET /files"),
        ("GET", "/files?file_name=x", "GET /files?file_name"),
        ("GET", "/files?file_name", "GET /files?file_name"),
        ("GET", "/files?file%5Fname=", "GET /files?file_name"),
        ("POST", "/files", "POST /files"),
        ("POST", "/files?action=validate", "POST /files?action=validate"),
        ("POST", "/files?action=%76alidate", "POST /files?action=validate"),
        ("GET", "/files?action=foo", "GET /files"),
        ("POST", "/session?action=complete", "POST /session?action=complete"),
        ("POST", "/session?action=install", "POST /session?action=install"),
        ("POST", "/session?vmw-task=true&action=install", "POST /session?action=install&vmw-task=true"),
        ("GET", "/only?library_id=5", "GET /only?library_id"),
        ("GET", "/image?image=default", "GET /image?image=default"),
    ])
    func queriesSelect(method: String, target: String, expected: String) async throws {
        #expect(try await Self.queries.respond(method, target).text() == expected)
    }

    @Test(arguments: [
        ("POST", "/files?action=foo"), ("POST", "/files?action"), ("POST", "/files?action=validate&action=other"),
        ("POST", "/session"), ("POST", "/session?action=foo"), ("POST", "/session?action=complete&vmw-task=true"),
        ("POST", "/session?action=install&vmw-task=false"), ("GET", "/only"), ("GET", "/image?image=other"),
    ])
    func otherQueriesSelectNothing(method: String, target: String) async throws {
        let response = await Self.queries.respond(method, target)
        #expect(response.status == 400)
        #expect(try await response.text().contains("No such operation"))
    }

    @Test func mismatchNamesTheVariants() async throws {
        let text = try await Self.queries.respond("POST", "/session?action=foo").text()
        #expect(text.contains("POST /session?action=cancel, POST /session?action=complete"))
    }

    @Test func laterRegistrationReplaces() async throws {
        var router = Self.router([(.get, "/items/{id}", [])])
        router.on(.get, "/items/{other}") { _, context in
            ServerResponse(status: 200, body: BodyStream("new \(try context.path("other"))"))
        }
        #expect(try await router.respond("GET", "/items/5").text() == "new 5")
        #expect(router.routes.count == 1)
    }
}
