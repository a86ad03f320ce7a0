import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Requests byte for byte, as no HTTP library would send them.
struct RawSocket {
    struct Failure: Error {
        var step: String
        var reason = String(cString: strerror(errno))
    }

    let port: Int

    /// Sends bytes to the server, and reads what it answers until it closes the connection.
    func exchange(_ bytes: [UInt8]) async throws -> [UInt8] {
        try await connected { descriptor in
            try Self.write(bytes, to: descriptor)
            return try Self.readToEnd(descriptor)
        }
    }

    /// Whether the server takes connections.
    func isAccepting() async -> Bool {
        (try? await connected { _ in true }) ?? false
    }

    /// Runs blocking work with a connection, where it may block.
    private func connected<Value: Sendable>(
        _ work: @escaping @Sendable (Int32) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [self] in
                continuation.resume(
                    with: Result {
                        let descriptor = try open()
                        defer { close(descriptor) }
                        return try work(descriptor)
                    })
            }
        }
    }

    private func open() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(step: "socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            let failure = Failure(step: "connect")
            close(descriptor)
            throw failure
        }
        // A server that hangs is a failure, not a test that never ends.
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            // A server that has heard enough closes early; what it says is still there to be read.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func readToEnd(_ descriptor: Int32) throws -> [UInt8] {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EAGAIN { throw Failure(step: "receive") }
            guard count > 0 else { return answer }
            answer += buffer[..<count]
        }
    }
}

/// A response in HTTP/1.1, read leniently.
struct RawAnswer {
    var status: Int
    var head: String
    var body: [UInt8]

    /// nil where there is no status line.
    init?(_ bytes: [UInt8]) {
        let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) ?? bytes.endIndex..<bytes.endIndex
        head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let words = head.prefix { $0 != "\r\n" }.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        self.status = status
        body = Array(bytes[end.upperBound...])
        if head.lowercased().contains("transfer-encoding: chunked") { body = Self.joined(body) }
    }

    private static func joined(_ chunks: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = chunks[...]
        while let end = rest.firstRange(of: [13, 10]),
            let count = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), count > 0
        {
            result += rest[end.upperBound...].prefix(count)
            rest = rest[end.upperBound...].dropFirst(count + 2)
        }
        return result
    }
}
