import Testing

@testable import OpenAPI

/// RFC 6901, with its own examples.
@Suite struct JSONPointerTests {
    @Test(arguments: [
        ("", []), ("/foo", ["foo"]), ("/foo/0", ["foo", "0"]), ("/", [""]), ("/a~1b", ["a/b"]), ("/c%d", ["c%d"]),
        ("/e^f", ["e^f"]), ("/g|h", ["g|h"]), ("/i\\j", ["i\\j"]), ("/k\"l", ["k\"l"]), ("/ ", [" "]),
        ("/m~0n", ["m~n"]), ("/~01", ["~1"]), ("/a//b", ["a", "", "b"]),
    ])
    func readsAndPrints(text: String, tokens: [String]) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(pointer.tokens == tokens)
        #expect(pointer.description == text)
    }

    @Test(arguments: ["a", "/~", "/~2", "/a~"])
    func refuses(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test(arguments: [
        ("/foo%20bar", ["foo bar"]), ("/c%25d", ["c%d"]), ("/%C3%A9", ["é"]), ("/a%2Fb", ["a", "b"]),
        ("/a%zz", ["a%zz"]), ("/%7e1", ["/"]),
    ])
    func decodesFragments(fragment: String, tokens: [String]) {
        #expect(JSONPointer(fragment: fragment)?.tokens == tokens)
    }

    @Test func refusesWhatIsNotUTF8() {
        #expect(JSONPointer(fragment: "/%FF") == nil)
    }
}

@Suite struct FilePathTests {
    @Test(arguments: [
        ("a/../b", "b"), ("./a//b/.", "a/b"), ("../a", "../a"), ("../../a", "../../a"), ("/../a", "/a"),
        ("/a/../..", "/"),
        ("a/..", "."), ("", "."),
    ])
    func normalizes(path: String, result: String) {
        #expect(FilePath.normalized(path) == result)
    }

    @Test(arguments: [
        ("b.yaml", "a.yaml", "b.yaml"), ("../b.yaml", "x/y/a.yaml", "x/b.yaml"), ("b.yaml", "/x/a.yaml", "/x/b.yaml"),
        ("/b.yaml", "x/a.yaml", "/b.yaml"), ("../b.yaml", "a.yaml", "../b.yaml"),
    ])
    func resolves(relative: String, base: String, result: String) {
        #expect(FilePath.resolving(relative, against: base) == result)
    }

    @Test(arguments: [("a/b.yaml", "b"), ("b.v1.yaml", "b.v1"), (".hidden", ".hidden"), ("b", "b")])
    func baseName(path: String, name: String) {
        #expect(FilePath.baseName(path) == name)
    }
}

@Suite struct SpellingTests {
    @Test(arguments: [
        ("Pte", "Pet"), ("pet", "Pet"), ("Pets", "Pet"), ("parmeters", "parameters"), ("xyz", nil), ("a", nil),
        ("description", nil),
    ])
    func findsTheClosest(word: String, expected: String?) {
        #expect(Spelling.closest(to: word, among: ["Pet", "parameters", "b"]) == expected)
    }
}
