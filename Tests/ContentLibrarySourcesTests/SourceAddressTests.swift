import ContentLibrary
import Testing

@testable import ContentLibrarySources

@Suite struct SourceAddressTests {
    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1", "223.255.255.255",
        "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1",
    ]) func isPublic(_ text: String) {
        #expect(SourceAddress.isPublic(text))
    }

    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:1::1", "2001::1", "2001:db8::1", "3fff::1", "fc00::1", "fd12::1",
        "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "localhost", "", "1.1.1", "0x01010101",
    ]) func isNot(_ text: String) {
        #expect(!SourceAddress.isPublic(text))
    }

    /// However an address is spelled, it is the one that the system will connect to which counts.
    @Test(arguments: ["127.0.0.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.1"])
    func spellings(_ host: String) async throws {
        #expect(try await HostResolver.addresses(of: host) == ["127.0.0.1"])
        await #expect(throws: SourceFailure.forbiddenAddress(host: host, address: "127.0.0.1")) {
            try await NetworkSourceTransport().get(SourceRequest(uri: "http://\(host)/"))
        }
    }

    @Test(arguments: ["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost"])
    func loopback(_ host: String) async throws {
        await #expect {
            try await NetworkSourceTransport().get(SourceRequest(uri: "http://\(host)/"))
        } throws: { error in
            if case .forbiddenAddress = error as? SourceFailure { true } else { false }
        }
    }
}
