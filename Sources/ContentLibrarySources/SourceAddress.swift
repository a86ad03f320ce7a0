#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What kind of place an address is, which decides whether a server may be sent there by a client.
enum SourceAddress {
    /// Whether the address of this spelling is public. What is no address is not; neither is one with a zone.
    static func isPublic(_ text: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return isPublic(v4: Array(bytes[..<4])) }
        return inet_pton(AF_INET6, text, &bytes) == 1 && isPublic(v6: bytes)
    }

    /// Whether anybody on the Internet would reach the same host under this address.
    ///
    /// Loopback, private, link-local, shared, reserved and multicast addresses are not
    /// (RFC 6890, the special-purpose registries), and neither are they written as IPv6 (RFC 4291 §2.5.5).
    static func isPublic(v4 bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
        case (100, 64...127, _), (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113): false
        case (192, 88, 99), (224..., _, _): false
        default: true
        }
    }

    static func isPublic(v6 bytes: [UInt8]) -> Bool {
        if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == bytes[11], [0, 0xff].contains(bytes[10]) {
            return bytes[10] == 0xff && isPublic(v4: Array(bytes[12...]))
        }
        // NAT64 (RFC 6052) and 6to4 (RFC 3056) carry an IPv4 address.
        if bytes[..<12] == [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0] { return isPublic(v4: Array(bytes[12...])) }
        if bytes[..<2] == [0x20, 0x02] { return isPublic(v4: Array(bytes[2..<6])) }
        // Global unicast (2000::/3) without what serves protocols (2001::/23, Teredo among it) and documentation
        // (2001:db8::/32, 3fff::/20).
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x20, 0x01, 0...1, _), (0x20, 0x01, 0x0d, 0xb8), (0x3f, 0xff, 0...0x0f, _): return false
        default: return bytes[0] & 0xe0 == 0x20
        }
    }
}
