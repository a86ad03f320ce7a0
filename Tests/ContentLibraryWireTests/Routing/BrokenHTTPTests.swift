import Foundation
import HTTPTypes
import Testing

/// What is no request at all never reaches the router; the server says so or hangs up, and goes on.
@Suite(.timeLimit(.minutes(10))) struct BrokenHTTPTests {
    static let head = "GET /api/content/library HTTP/1.1\r\nHost: x\r\n"

    static let requests: [String] = [
        "\r\n\r\n\r\nhello\r\n\r\n",
        "GET\r\n\r\n",
        "GET /api/session\r\n\r\n",
        "GET /api/session HTTP/9.9\r\n\r\n",
        "G@T /api/session HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/con tent HTTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        head + "no colon\r\n\r\n",
        head + ": no name\r\n\r\n",
        head + "a b: c\r\n\r\n",
        head + "x: \u{0}\r\n\r\n",
        head + "Content-Length: -1\r\n\r\n",
        head + "Content-Length: many\r\n\r\n",
        head + "Content-Length: 99999999999999999999999\r\n\r\n",
        head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
        head + "X-Long: \(String(repeating: "x", count: 200_000))\r\n\r\n",
        "GET /\(String(repeating: "x", count: 200_000)) HTTP/1.1\r\nHost: x\r\n\r\n",
    ]

    @Test func noRequestAtAll() async throws {
        try await Wire.serve { wire in
            for request in Self.requests {
                let bytes = try await RawSocket(port: wire.port).exchange(Array(request.utf8))
                let status = RawAnswer(bytes)?.status ?? 0
                #expect(bytes.isEmpty || (400..<500).contains(status), "\(status) to \(request.prefix(80))")
            }
            #expect(try await wire.send(.get, "/content/library").status == 200)
        }
    }

    /// Legal, and seldom seen.
    @Test func seldomSeen() async throws {
        try await Wire.serve { wire in
            let tail = "Authorization: \(HTTPFields.anna[.authorization] ?? "")\r\nConnection: close\r\n\r\n"
            let requests = [
                Self.head + tail,
                Self.head + "X-Junk: \u{FC}\u{1F600}\r\n" + tail,
                Self.head + String(repeating: "X-Many: 1\r\n", count: 50) + tail,
                Self.head + "aUTHORIZATION:   \(HTTPFields.anna[.authorization] ?? "")  \r\ncONNECTION: close\r\n\r\n",
                "GET /api/content/library?\(String(repeating: "&", count: 5000)) HTTP/1.1\r\nHost: x\r\n" + tail,
                "GET /api/content/library?%00=%01&=&== HTTP/1.1\r\nHost: x\r\n" + tail,
                "GET /api/content/library HTTP/1.0\r\n" + tail,
            ]
            for request in requests {
                let bytes = try await RawSocket(port: wire.port).exchange(Array(request.utf8))
                #expect(RawAnswer(bytes)?.status == 200, "\(request.prefix(80))")
            }
        }
    }
}
