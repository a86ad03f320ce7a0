import BinderyRuntime
import HTTPTypes
import Testing

@Suite struct RequestTargetTests {
    @Test(arguments: [
        ("/a/b", "/a/b", ""), ("/a?b=c", "/a", "b=c"), ("/a?b?c", "/a", "b?c"), ("/a?", "/a", ""), ("/", "/", ""),
        ("/a#b?c", "/a", ""), ("/a?b#c", "/a", "b"), ("http://host:80/a?b", "/a", "b"), ("https://host", "/", ""),
        ("http://host?b", "/", ""), ("/a://b", "/a://b", ""), ("/caf%C3%A9?%3F", "/caf%C3%A9", "%3F"), ("", "", ""),
    ])
    func parts(target: String, path: String, query: String) {
        let found = RequestTarget(of: HTTPRequest(method: .get, scheme: nil, authority: nil, path: target))
        #expect(found.path == path && found.query == query)
    }

    @Test func ofNothing() {
        let found = RequestTarget(of: HTTPRequest(method: .get, scheme: nil, authority: nil, path: nil))
        #expect(found.path == "/" && found.query.isEmpty)
    }
}
