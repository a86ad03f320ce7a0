import Testing

@testable import BinderyGenerator

@Suite
struct RuntimeDependencyTests {
    @Test(arguments: [
        ("/a/b/runtime", "/a/b/out", "../runtime"),
        ("/a/b", "/a/b", "."),
        ("/a", "/a/b/c", "../.."),
        ("/a/b/c", "/a", "b/c"),
        ("/x", "/a/b", "../../x"),
    ])
    func relativePaths(path: String, base: String, expected: String) {
        #expect(RuntimeDependency.relative(path, to: base) == expected)
    }

    @Test(arguments: [
        ("/src/bindery", "bindery"),
        ("https://example.org/tools/bindery.git", "bindery"),
        ("git@example.org:tools/bindery", "bindery"),
        ("../bindery", "bindery"),
    ])
    func identities(text: String, expected: String) {
        #expect(RuntimeDependency(text).identity == expected)
    }

    @Test
    func declarations() {
        #expect(RuntimeDependency("/src/bindery").declaration(from: "out") == #".package(path: "/src/bindery")"#)
        // Not named as the folder that the tests run in may be: a path back into that is shorter.
        #expect(
            RuntimeDependency("../no such folder").declaration(from: "a/b")
                == #".package(path: "../../../no such folder")"#)
        let url = "https://example.org/bindery"
        #expect(
            RuntimeDependency(url).declaration(from: "out") == ".package(url: \"\(url)\", from: \"\(Bindery.version)\")"
        )
    }
}
