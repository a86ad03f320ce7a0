import Foundation

/// One kept-alive connection with blocking calls and next to no work of its own, so that the server is what is measured.
struct RawConnection: ~Copyable {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        guard isConnected else { throw Failure(description: "port \(port): \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure(description: "the server closed the connection") }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads one response with `Content-Length`.
    /// - Returns: its body.
    @discardableResult
    mutating func response() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                guard head.hasPrefix("HTTP/1.1 2") else { throw Failure(description: head) }
                let length = Self.length(in: head)
                while bytes.count - end.upperBound < length { bytes += try read() }
                return Array(bytes[end.upperBound...])
            }
            bytes += try read()
        }
    }

    private mutating func read() throws -> ArraySlice<UInt8> {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Failure(description: "the server closed the connection") }
        return buffer[..<count]
    }

    private static func length(in head: String) -> Int {
        let name = "content-length:"
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name) }
        return line.flatMap { Int($0.dropFirst(name.count).drop { $0 == " " }) } ?? 0
    }
}

/// A request that is sent again and again over several connections, for a time.
struct Load: Sendable {
    let port: Int
    let request: [UInt8]

    /// - Parameter login: the login session that it belongs to; nil for nobody's.
    init(_ address: String, path: String, login: String? = nil) {
        port = address.split(separator: ":").last.flatMap { Int($0) } ?? 0
        let session = login.map { "vmware-api-session-id: \($0)\r\n" } ?? ""
        request = Array("GET \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\n\(session)\r\n".utf8)
    }

    /// The body of one answer.
    func answer() throws -> [UInt8] {
        var connection = try RawConnection(port: port)
        try connection.write(request)
        return try connection.response()
    }

    /// - Returns: how long each request took, in seconds, sorted.
    func run(connections: Int, seconds: Double) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<connections {
                group.addTask {
                    try await onThread {
                        var connection = try RawConnection(port: port)
                        var times: [Double] = []
                        let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
                        var now = DispatchTime.now().uptimeNanoseconds
                        while now < end {
                            try connection.write(request)
                            try connection.response()
                            let next = DispatchTime.now().uptimeNanoseconds
                            times.append(Double(next - now) / 1e9)
                            now = next
                        }
                        return times
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
    }
}

/// Does blocking work on a thread of its own.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
