@testable import BinderyRuntime
import HTTPTypes
import Testing

@Suite struct MultipartTests {
    enum Part: MultipartPart {
        case title(String)
        case image(BodyPart)
        case tags(Int)
        case about(JSONValue)
        case undocumented(BodyPart)

        static let descriptions: [PartDescription<Self>] = [
            .part("title", .text, isRequired: true, Self.title) {
                if case .title(let value) = $0 { value } else { nil }
            },
            .part("image", .file("image/png"), Self.image) { if case .image(let value) = $0 { value } else { nil } },
            .part("tags", .text, isRepeated: true, Self.tags) { if case .tags(let value) = $0 { value } else { nil } },
            .part("about", .json, Self.about) { if case .about(let value) = $0 { value } else { nil } },
            .undocumented(Self.undocumented) { if case .undocumented(let value) = $0 { value } else { nil } },
        ]

        /// The part in one line of text, its stream read.
        func text() async throws -> String {
            switch self {
            case .title(let title): return "title: \(title)"
            case .tags(let tag): return "tags: \(tag)"
            case .about(let value): return "about: \(String(decoding: try value.encoded(), as: UTF8.self))"
            case .image(let part), .undocumented(let part):
                let bytes = try await part.body.collect(upTo: 1 << 20)
                let type = part.contentType ?? "-"
                return "\(part.name ?? "-") \(part.filename ?? "-") \(type): \(String(decoding: bytes, as: UTF8.self))"
            }
        }
    }

    private static func read(
        _ body: BodyStream, boundary: String = "b", limits: MultipartLimits = MultipartLimits()
    ) -> BodySequence<Part> {
        BodySequence(reading: body, boundary: boundary, limits: limits)
    }

    private static func texts(_ parts: BodySequence<Part>) async throws -> [String] {
        var texts: [String] = []
        for try await part in parts { texts.append(try await part.text()) }
        return texts
    }

    private static func error(_ text: String, limits: MultipartLimits = MultipartLimits()) async -> BodyElementError? {
        do {
            _ = try await texts(read(BodyStream(text), limits: limits))
            return nil
        } catch {
            return error as? BodyElementError
        }
    }

    @Test func writtenPartsAreReadBack() async throws {
        let format = BodyFormat<BodySequence<Part>>.multipart(boundary: { "edge" })
        let parts: BodySequence<Part> = [
            .title("Grüße\r\n--edg-"), .image(BodyPart(BodyStream("PNG"), filename: #"a "b\".png\"#)), .tags(1),
            .tags(2),
            .about(["n": 1]),
        ]
        let written = try #require(try format.write(parts))
        #expect(written.contentType == "multipart/form-data; boundary=edge")
        let bytes = try await written.body.collect(upTo: 1 << 20)
        #expect(written.body.length == Int64(bytes.count))
        #expect(bytes == (try await written.body.collect(upTo: 1 << 20)), "the parts are all there")
        let read = try format.read(BodyPart(BodyStream(bytes), contentType: written.contentType))
        #expect(
            try await Self.texts(read) == [
                "title: Grüße\r\n--edg-", #"image a "b\".png\ image/png: PNG"#, "tags: 1", "tags: 2",
                "about: {\"n\":1}",
            ])
    }

    @Test func partsMayComeFromASequence() async throws {
        let format = BodyFormat<BodySequence<Part>>.multipart(boundary: { "edge" })
        let source = AsyncStream { continuation in
            continuation.yield(Part.title("t"))
            continuation.yield(.image(BodyPart(BodyStream(Pieces(count: 3, size: 2)))))
            continuation.finish()
        }
        let written = try #require(try format.write(BodySequence(source)))
        #expect(written.body.length == nil)
        let read = try format.read(written)
        #expect(try await Self.texts(read) == ["title: t", "image - image/png: \0\0\u{1}\u{1}\u{2}\u{2}"])
    }

    @Test func noPartsAreABodyToo() async throws {
        let written = try #require(try BodyFormat<BodySequence<BodyPart>>.multipart(boundary: { "b" }).write([]))
        let bytes = try await written.body.collect(upTo: 100)
        #expect(String(decoding: bytes, as: UTF8.self) == "--b--\r\n")
        #expect(written.body.length == 7)
    }

    @Test func everySplitIsReadTheSame() async throws {
        let text = """
            preamble\r\n--b \r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--c\r\r\n\r\n--b\r\n\
            Content-Disposition: form-data; name=tags\r\n\r\n7\r\n--b\r\ncontent-disposition: form-data; name="image"; \
            filename="a;b.png"\r\nContent-Type: image/gif\r\n\r\n\r\n--\r\n-\r\n--b\r\n\
            Content-Disposition: form-data; name=none\r\n\r\n--b\r\n\r\nlast\r\n--b--epilogue
            """
        let expected = [
            "title: x\r\n--c\r\r\n", "tags: 7", "image a;b.png image/gif: \r\n--\r\n-", "none - -: ", "- - -: last",
        ]
        for body in Chunks.allWays(text) { #expect(try await Self.texts(Self.read(body)) == expected) }
    }

    @Test func streamsThatAreNotReadArePassedOver() async throws {
        let text =
            "--b\r\ncontent-disposition: form-data; name=image\r\n\r\n12345678\r\n--b\r\n"
            + "content-disposition: form-data; name=title\r\n\r\nt\r\n--b--"
        let body = BodyStream(Chunks(Array(text.utf8), cutAt: Array(stride(from: 3, to: 120, by: 3))))
        var names: [String] = []
        var image: BodyPart?
        for try await part in Self.read(body) {
            if case .image(let part) = part { image = part }
            if case .title(let title) = part { names.append(title) }
        }
        #expect(names == ["t"])
        await #expect(throws: BodyAlreadyRead()) { try await image?.body.collect(upTo: 10) }
    }

    @Test func faultsOfTheBodyAreTold() async {
        let title = "--b\r\nContent-Disposition: form-data; name=title\r\n\r\nt\r\n"
        #expect(await Self.error(title + "--b--") == nil)
        #expect(await Self.error("--b--")?.description == "the part 'title' is missing")
        #expect(await Self.error(title + title + "--b--")?.description == "the part 'title' is there more than once")
        #expect(await Self.error(title)?.detail == "the multipart body: it ends before its last boundary")
        #expect(await Self.error("")?.status == 400)
        #expect(
            await Self.error("--b\r\nContent-Disposition: form-data; name=tags\r\n\r\nx\r\n--b--")?.detail
                == "the part 'tags': $: expected an integer, found 'x'")
        #expect(await Self.error("--b\r\nno field\r\n\r\nx\r\n--b--")?.detail.contains("is no header field") == true)
        #expect(await Self.error("--b x\r\n\r\n--b--")?.detail.contains("follows the boundary") == true)
        #expect(
            await Self.error("--b\r\nContent-Disposition: form-data; name=about\r\n\r\n{\r\n--b--")?.detail.contains(
                "the part 'about'") == true)
    }

    @Test func limitsAreKept() async {
        let title = "--b\r\nContent-Disposition: form-data; name=title\r\n\r\n0123456789\r\n"
        let tag = "--b\r\nContent-Disposition: form-data; name=tags\r\n\r\n1\r\n"
        #expect(await Self.error(title + "--b--", limits: .init(collectedBytes: 9))?.status == 413)
        #expect(await Self.error(title + "--b--", limits: .init(headerBytes: 20))?.status == 413)
        #expect(
            await Self.error(title + tag + tag + "--b--", limits: .init(parts: 2))?.detail
                == "the body has more than 2 elements")
        let endless = "--b\r\nX: " + String(repeating: "a", count: 100_000)
        #expect(await Self.error(endless)?.reason == .tooLarge(limit: 16 << 10))
    }

    @Test func boundariesAreFoundInContentTypes() {
        #expect(MultipartBoundary.named(in: "multipart/form-data; boundary=abc") == "abc")
        #expect(MultipartBoundary.named(in: #"multipart/mixed; charset=utf-8; Boundary="a; b=c""#) == "a; b=c")
        #expect(MultipartBoundary.named(in: "multipart/form-data") == nil)
        #expect(MultipartBoundary.named(in: "multipart/form-data; boundary=") == nil)
        #expect(MultipartBoundary.named(in: "multipart/form-data; boundary=\"a\u{7}b\"") == nil)
        #expect(MultipartBoundary.named(in: "multipart/x; boundary=" + String(repeating: "a", count: 71)) == nil)
        #expect(MultipartBoundary.named(in: nil) == nil)
    }

    @Test func fileNamesOfOthersAreRead() {
        func name(_ field: String) -> String? {
            BodyPart(headerFields: [.contentDisposition: field], body: BodyStream()).filename
        }
        #expect(name(#"form-data; name="f"; filename="C:\dir\a.txt""#) == #"C:\dir\a.txt"#)
        #expect(name(#"form-data; name="f"; filename="a\"b.txt""#) == #"a"b.txt"#)
        #expect(name(#"form-data; name="f"; filename="%22a%0D%0A.txt""#) == "\"a\r\n.txt")
        #expect(name("attachment; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt; filename=x") == "grüße.txt")
        #expect(name("form-data; name=f") == nil)
    }
}

/// Parts with header fields, as the generator writes them.
@Suite struct PartHeaderTests {
    enum Part: MultipartPart {
        case title(HeadedPart<String>)
        case cover(BodyPart)

        static let titleXRank = PartHeader<Int>("X-Rank")
        static let coverXSizes = PartHeader<[Int]>("X-Sizes")

        static let descriptions: [PartDescription<Self>] = [
            .part("title", .headed(.text), Self.title) { if case .title(let value) = $0 { value } else { nil } },
            .part("cover", .file(), Self.cover) { if case .cover(let value) = $0 { value } else { nil } },
        ]
    }

    private static let format = BodyFormat<BodySequence<Part>>.multipart(boundary: { "b" })
    private static let rules = BodyRules(
        schema: SchemaSet(
            #"""
            {"operations":{"Add":{"body":{"content":{"multipart/form-data":{"parts":{"title":{"headers":[
            {"name":"X-Rank","in":"header","required":true,"schema":{"type":"integer","minimum":1}}]}}}}}}}}
            """#
        ).input("Add")?.body.schema(for: nil))

    @Test func headerFieldsGoBothWays() async throws {
        var title = HeadedPart("Blue")
        title.headerFields[Part.titleXRank] = 3
        title.headerFields[.contentType] = "text/html"
        var cover = BodyPart(BodyStream("PNG"))
        cover.headerFields[Part.coverXSizes] = [1, 2]
        let link = try #require(HTTPField.Name("Link"))
        title.headerFields.append(HTTPField(name: link, value: "<a>"))
        title.headerFields.append(HTTPField(name: link, value: "<b>"))
        let written = try #require(try Self.format.write([.title(title), .cover(cover)]))
        let text = String(decoding: try await written.body.collect(upTo: 1000), as: UTF8.self)
        #expect(text.contains("X-Rank: 3\r\n") && text.contains("X-Sizes: 1,2\r\n") && !text.contains("text/html"))
        #expect(text.contains("Link: <a>\r\nLink: <b>\r\n"))
        var count = 0
        for try await part in try Self.format.read(written) {
            count += 1
            switch part {
            case .title(let read):
                #expect(read.value == "Blue")
                #expect(read.headerFields[Part.titleXRank] == 3)
                #expect(read.headerFields[fields: link].map(\.value) == ["<a>", "<b>"])
            case .cover(let read): #expect(read.headerFields[Part.coverXSizes] == [1, 2])
            }
        }
        #expect(count == 2)
    }

    @Test func whatNoFieldCanCarryIsNotSet() {
        var fields: HTTPFields = [:]
        fields[PartHeader<String>("X-Name")] = "a\r\nb"
        #expect(fields.isEmpty)
        fields[PartHeader<String>("X-Name")] = "a"
        #expect(fields[PartHeader<Int>("X-Name")] == nil)
    }

    @Test(
        "Header fields are held against their schemas, by servers and clients",
        arguments: [
            ("", "/body/title/header/X-Rank required"), ("X-Rank: 0\r\n", "/body/title/header/X-Rank minimum"),
            ("X-Rank: a\r\n", "/body/title/header/X-Rank type"), ("X-Rank: 1\r\n", ""),
        ])
    func validation(_ field: String, _ violation: String) async throws {
        let text = "--b\r\nContent-Disposition: form-data; name=title\r\n\(field)\r\nBlue\r\n--b--"
        var parts = try Self.format.read(BodyPart(BodyStream(text), contentType: "multipart/form-data; boundary=b"))
        parts.rules = Self.rules
        var told = ""
        do {
            _ = try await parts.collect(upTo: 9)
        } catch let error as RequestViolations {
            told = error.report.violations.map { "\($0.pointer) \($0.keyword)" }.joined()
        }
        #expect(told == violation)
    }

    @Test func theClientFindsTheSame() throws {
        var parts: BodySequence<Part> = [.title(HeadedPart("Blue"))]
        parts.rules = Self.rules
        let error = #expect(throws: RequestEncodingError.self) { try Self.format.write(parts) }
        guard case .invalid(let report)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(report.violations.map(\.pointer) == ["/body/title/header/X-Rank"])
    }
}
