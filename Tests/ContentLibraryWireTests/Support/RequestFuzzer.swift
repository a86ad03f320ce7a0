import BinderyRuntime
import HTTPTypes
import SeededRandom

/// A request, byte for byte.
struct FuzzedRequest: CustomStringConvertible {
    var method: String
    var bytes: [UInt8]

    var description: String {
        let text = String(decoding: bytes.prefix(2000), as: UTF8.self)
        return text.replacing("\r\n", with: "\n")
    }
}

/// What a server has that requests may name.
struct Identifiers: Sendable {
    var library = ""
    var item = ""
    var updateSession = ""
    var downloadSession = ""
    var file = "file"

    var all: [String] { [library, item, updateSession, downloadSession, file] }

    /// What a parameter or member of this name means.
    func fitting(_ name: some StringProtocol) -> String {
        let name = name.lowercased()
        if name.contains("download") { return downloadSession }
        if name.contains("session") { return updateSession }
        if name.contains("file") || name == "name" { return file }
        return name.contains("item") || name.contains("source") ? item : library
    }
}

/// Makes requests that are right in HTTP and wrong in everything else: about half of a request is what the operation
/// takes, and the rest is not.
struct RequestFuzzer {
    /// What exists, and may be named.
    var identifiers = Identifiers()
    private var random: SeededGenerator
    private var json: JSONFuzzer

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        json = JSONFuzzer(seed: seed)
    }

    mutating func next(for route: Route) -> FuzzedRequest {
        let method = chance(10) ? pick(Self.methods) : route.method.rawValue
        var head = "\(method) /api\(path(of: route))\(query(of: route)) HTTP/1.1\r\n"
        head += "Host: 127.0.0.1\r\nConnection: close\r\n" + credentials()
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            head += "\(pick(Self.fieldNames)): \(pick(Self.fieldValues))\r\n"
        }
        guard ["POST", "PUT", "PATCH"].contains(method) || chance(5) else {
            return FuzzedRequest(method: method, bytes: Array((head + "\r\n").utf8))
        }
        let body = body()
        if !chance(30) { head += "Content-Type: \(chance(10) ? pick(Self.fieldValues) : "application/json")\r\n" }
        if chance(25) {
            let chunks = "\(String(body.count, radix: 16))\r\n"
            let framed = body.isEmpty ? [] : Array(chunks.utf8) + body + [13, 10]
            return FuzzedRequest(
                method: method,
                bytes: Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + framed + Array("0\r\n\r\n".utf8))
        }
        return FuzzedRequest(
            method: method, bytes: Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body)
    }

    private mutating func path(of route: Route) -> String {
        var segments = route.path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.hasPrefix("{") ? identifier(for: segment) : String(segment)
        }
        if chance(8) { segments[Int.random(in: 1..<segments.count, using: &random)] = pick(Self.segments) }
        if chance(3) { segments.append(pick(Self.segments)) }
        return segments.joined(separator: "/")
    }

    private mutating func query(of route: Route) -> String {
        var items = route.query.map { constraint in
            switch constraint {
            case .equals(let name, let value): "\(name)=\(chance(10) ? pick(Self.segments) : value)"
            case .present(let name):
                chance(10) ? name : "\(name)=\(identifier(for: name))"
            }
        }
        if chance(15) { items.append(pick(Self.queries)) }
        if chance(5) { items.removeAll() }
        return items.isEmpty ? "" : "?" + items.joined(separator: "&")
    }

    /// Mostly one of the right kind.
    private mutating func identifier(for name: some StringProtocol) -> String {
        if chance(15) { return pick(Self.segments) }
        return chance(15) ? pick(identifiers.all) : identifiers.fitting(name)
    }

    private mutating func credentials() -> String {
        if chance(4) { return "" }
        if chance(4) { return "Authorization: \(pick(Self.fieldValues))\r\n" }
        return "Authorization: \((chance(20) ? HTTPFields.berta : .anna)[.authorization] ?? "")\r\n"
    }

    private mutating func body() -> [UInt8] {
        json.identifiers = identifiers
        if chance(5) { return [] }
        var bytes = Array(json.next().utf8)
        while chance(15), !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            if chance(50) {
                bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            } else {
                bytes.remove(at: place)
            }
        }
        return bytes
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
}

extension RequestFuzzer {
    private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
    private static let segments = [
        "", ".", "..", "%2e%2e", "%2F", "%00", "%FF", "%", "%zz", "%F0%9F%98%80", "%E2%80%AE", "a%20b", "+", ";x=1",
        "{libraryId}", "null", "-1", "'", "%27%20OR%201=1--", "%22", "@", ":", "*", "~", "$expand", "0", "file",
        String(repeating: "x", count: 3000),
    ]
    private static let queries = [
        "", "&", "=", "==", "a", "a=b", "action", "action=", "action=complete", "action=find", "library_id", "%00",
        "%FF=1", "name=%", "file_name=a&file_name=b", "x[y]=1", "?", "+=+", "library_item_id=",
        "library_item_id=nothing",
        String(repeating: "q=1&", count: 500),
    ]
    private static let fieldNames = [
        "Range", "If-Range", "Client-Token", "Accept", "Accept-Encoding", "Content-Encoding", "If-None-Match",
        "Origin", "X-Forwarded-Host", "Cookie", "vmware-api-session-id", "X-Junk", "Expect-CT", "Forwarded",
    ]
    private static let fieldValues = [
        "", "*", "x", "bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,2-3", "bytes=99999999999999999999-", "Basic",
        "Basic eA==", "Bearer x", "text/plain", "application/xml; q=1", "00000000-0000-0000-0000-000000000001",
        "\"tag\"", "ünïcödé",
        "a=b; c=d", ",,,", String(repeating: "v", count: 4000), "multipart/form-data; boundary=x",
    ]
}
