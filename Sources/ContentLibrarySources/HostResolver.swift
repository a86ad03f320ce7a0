import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Asks the system which addresses a host has.
enum HostResolver {
    /// The addresses in their usual spelling, however the host was spelled: `0x7f.1` is `127.0.0.1` here.
    static func addresses(of host: String) async throws -> [String] {
        try await NIOThreadPool.singleton.runIfActive { look(up: host) }
    }

    /// - Returns: none if the host has none.
    private static func look(up host: String) -> [String] {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { if let list { freeaddrinfo(list) } }
        var addresses: [String] = []
        var next = list
        while let entry = next?.pointee {
            if let text = numeric(entry), !addresses.contains(text) { addresses.append(text) }
            next = entry.ai_next
        }
        return addresses
    }

    private static func numeric(_ entry: addrinfo) -> String? {
        var text = [UInt8](repeating: 0, count: Int(NI_MAXHOST))
        let code = text.withUnsafeMutableBytes { buffer in
            getnameinfo(
                entry.ai_addr, entry.ai_addrlen, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
        }
        return code == 0 ? String(decoding: text.prefix { $0 != 0 }, as: UTF8.self) : nil
    }
}
