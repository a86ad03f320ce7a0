import Foundation
import Testing

@testable import ContentLibrary

/// Whoever publishes a feed may write anything into it.
@Suite struct FeedReaderTests {
    static func item(_ name: String = "n", id: String = "urn:uuid:1", files: String = "[]", more: String = "") -> String
    {
        #"{"id":"\#(id)","name":"\#(name)","type":"vcsp.ovf","version":"2","selfHref":"s","files":\#(files)\#(more)}"#
    }

    static func contents(_ items: String..., limits: FeedLimits = FeedLimits()) throws -> FeedContents {
        let text = #"{"items":[\#(items.joined(separator: ","))]}"#
        return try FeedReader(limits: limits).items(Array(text.utf8))
    }

    @Test func whatOtherPublishersWrite() throws {
        let files = #"[{"name":"a b.ovf","size":"12","generationNum":5,"hrefs":["a%20b.ovf","other"],"x":{}}]"#
        let contents = try Self.contents(
            Self.item(files: files, more: #","description":null,"properties":{},"metadata":[{"key":"k"}]"#))
        #expect(contents.problems.isEmpty)
        let entry = try #require(contents.entries.first)
        #expect(entry.sourceId == "1" && entry.type == "ovf" && entry.version == "2" && entry.description.isEmpty)
        #expect(entry.files == [.init(name: "a b.ovf", size: 12, tag: "5", href: "a%20b.ovf")])
        let library = #"{"vcspVersion":"2","version":10,"id":"urn:uuid:L","name":"l","itemsHref":"items.json"}"#
        let descriptor = try FeedReader(limits: FeedLimits()).descriptor(Array(library.utf8))
        #expect(descriptor == FeedDescriptor(id: "L", version: "10", name: "l", itemsHref: "items.json"))
    }

    @Test(arguments: [
        "../x", "..", ".", "a/b", #"a\\b"#, #"a\u0000"#, #"\n"#, "", String(repeating: "x", count: 256),
    ]) func namesOfFilesAreNoPaths(name: String) throws {
        let contents = try Self.contents(
            Self.item(files: #"[{"name":"\#(name)","size":1,"etag":"e","hrefs":["h"]}]"#),
            Self.item("sound", id: "2"))
        // The item is refused, is not taken for removed, and does not keep the others.
        #expect(contents.entries.map(\.name) == ["sound"] && contents.sourceIds == ["1", "2"])
        #expect(contents.problems.count == 1)
        #expect(contents.problems[0].description.contains("items[0]"))
    }

    @Test(arguments: [
        #"[{"name":"a","hrefs":[]}]"#, #"[{"name":"a"}]"#, #"[{"name":"a","hrefs":["h"],"size":-1}]"#,
        #"[{"name":"a","hrefs":["h"],"size":"many"}]"#, #"[{"name":"a","hrefs":["h"],"etag":{}}]"#, "{}", "[1]",
        #"[{"name":"a","hrefs":["h"]},{"name":"a","hrefs":["h"]}]"#,
    ]) func filesThatAreNone(files: String) throws {
        let contents = try Self.contents(Self.item(files: files))
        #expect(contents.entries.isEmpty && contents.problems.count == 1 && contents.sourceIds == ["1"])
    }

    @Test func namesOfItems() throws {
        let contents = try Self.contents(
            Self.item(String(repeating: "n", count: 81)), Self.item("", id: "2"), Self.item("twice", id: "3"),
            Self.item("twice", id: "4"))
        #expect(contents.entries.map(\.sourceId) == ["3"] && contents.problems.count == 3)
    }

    @Test func everythingIsBounded() throws {
        var limits = FeedLimits()
        limits.items = 2
        limits.filesOfItem = 1
        limits.depth = 8
        #expect(throws: FeedReader.Malformed.self) {
            try Self.contents(Self.item(), Self.item("b", id: "2"), Self.item("c", id: "3"), limits: limits)
        }
        let files = #"[{"name":"a","hrefs":["h"]},{"name":"b","hrefs":["h"]}]"#
        #expect(try Self.contents(Self.item(files: files), limits: limits).problems.count == 1)
        let deep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        #expect(throws: FeedReader.Malformed.self) {
            try Self.contents(Self.item(more: #","properties":\#(deep)"#), limits: limits)
        }
        #expect(throws: FeedReader.Malformed.self) {
            try Self.contents(Self.item(id: String(repeating: "i", count: 1025)))
        }
    }

    @Test(arguments: [
        "", "null", #"{"vcspVersion":"1","version":"1","id":"1","name":"n","itemsHref":"i"}"#,
        #"{"vcspVersion":"2","version":"1","id":"urn:uuid:","name":"n","itemsHref":"i"}"#,
        #"{"vcspVersion":"2","version":"1","id":"1","name":"n"}"#, "<html></html>",
    ]) func noLibrary(text: String) {
        #expect(throws: FeedReader.Malformed.self) {
            try FeedReader(limits: FeedLimits()).descriptor(Array(text.utf8))
        }
    }
}
