import Testing

@testable import ContentLibrary

/// What is read at `/sdk` before it is known who sends it.
@Suite struct SOAPLimitTests {
    @Test func aRequestOfManyElementsIsNotRead() async throws {
        let answer = try await TestServer().soap(String(repeating: "<a/>", count: 2000))
        #expect(answer.status == 500 && answer.text.contains("more than 2000 elements"))
    }

    @Test func aLongRequestIsNotRead() async throws {
        let answer = try await TestServer().soap("<a>" + String(repeating: "x", count: 64 << 10) + "</a>")
        #expect(answer.status == 500 && answer.text.contains("more than 65536 bytes"))
    }
}
