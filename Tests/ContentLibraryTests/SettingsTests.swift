import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// `content.TrustedCertificates`.
@Suite struct TrustedCertificatesTests {
    @Test func createGetListDelete() async throws {
        let test = try await TestLibrary.open()
        let certificates = test.core.trustedCertificates
        let one = try await certificates.create(Self.one)
        test.clock.advance(1)
        let two = try await certificates.create("\n" + Self.two + "\n")
        #expect(try await certificates.create(Self.one) == one)
        #expect(try await certificates.get(one).pem == Self.one)
        #expect(try await certificates.list().map(\.id) == [one, two])
        #expect(try await certificates.authorities() == [Self.one, Self.two])
        try await certificates.delete(one)
        #expect(try await certificates.list().map(\.id) == [two])
        #expect(try await kind { _ = try await certificates.get(one) } == .notFound)
        #expect(try await kind { try await certificates.delete(one) } == .notFound)
        #expect(try await kind { _ = try await certificates.get("\(two)\0") } == .notFound)
    }

    @Test func theyOutliveTheServer() async throws {
        let folder = TemporaryFolder()
        do {
            let test = try await TestLibrary.open(folder: folder)
            _ = try await test.core.trustedCertificates.create(Self.one)
            try test.core.close()
        }
        let test = try await TestLibrary.open(folder: folder)
        #expect(try await test.core.trustedCertificates.authorities() == [Self.one])
    }

    /// The document declares only Error for it, whose status would blame the server.
    @Test func whatIsNoCertificate() async throws {
        let test = try await TestLibrary.open()
        let cut = Self.one.split(separator: "\n").enumerated().filter { $0.offset != 3 }.map(\.element)
            .joined(separator: "\n")
        let key = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE77hMpZRk2DWOiAGZduGIwxqebPdv
            Dg4+S3netvJrOp0pOc5xNSnH/+piVVh0rVvSD4n6Ba3RyJvCD8gonYFG+A==
            -----END PUBLIC KEY-----
            """
        let long = Self.one + String(repeating: "\n", count: TrustedCertificates.textLimit)
        for text in ["", "text", "-----BEGIN CERTIFICATE-----", cut, key, Self.one + "\n" + Self.two, long] {
            #expect(
                try await kind { _ = try await test.core.trustedCertificates.create(text) } == .invalidArgument,
                "\(text)")
        }
        #expect(try await test.core.trustedCertificates.list().isEmpty)
    }

    @Test func overTheWireTheErrorNamesTheField() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, "/content/trusted-certificates", #"{"cert_text":"no"}"#)
        #expect(answer.status == 400 && answer.json["error_type"] == .string("INVALID_ARGUMENT"))
        #expect(answer.text.contains("cert_text"))
        #expect(try await server.send(.get, "/content/trusted-certificates", signedIn: false).status == 401)
        #expect(try await server.send(.get, "/content/security-policies", signedIn: false).status == 401)
    }

    static let one = """
        -----BEGIN CERTIFICATE-----
        MIIBkTCCATegAwIBAgIUQoiNxo6yVVU4j8xZSFegPogtfpQwCgYIKoZIzj0EAwIw
        HTEbMBkGA1UEAwwSVGVzdCBhdXRob3JpdHkgb25lMCAXDTI2MTEyNDE2MTY1NFoY
        DzIxMjYxMDMxMTYxNjU0WjAdMRswGQYDVQQDDBJUZXN0IGF1dGhvcml0eSBvbmUw
        WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATvuEyllGTYNY6IAZl24YjDGp5s928O
        Dj5Lad628ms6nSk5znE1Kcf/6mJVWHStW9IPifoFrdHIm8IPyCidgUb4o1MwUTAd
        BgNVHQ4EFgQU5jswAWpq+jjYwlmbCDP6gonikZ4wHwYDVR0jBBgwFoAU5jswAWpq
        +jjYwlmbCDP6gonikZ4wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
        AiEA7fjEkyzzJpouJoZU4y1ngn82tFy1cAIBjjdLFxr/rvcCIB/CJqQqIGmzgv2f
        PLB1DBap6ptu5dEhzmyZYTq7GYtK
        -----END CERTIFICATE-----
        """
    static let two = """
        -----BEGIN CERTIFICATE-----
        MIIBkTCCATegAwIBAgIUdjzv/hmBXTpNKJ3Src4elnFKpEowCgYIKoZIzj0EAwIw
        HTEbMBkGA1UEAwwSVGVzdCBhdXRob3JpdHkgdHdvMCAXDTI2MTEyNDE2MTY1NFoY
        DzIxMjYxMDMxMTYxNjU0WjAdMRswGQYDVQQDDBJUZXN0IGF1dGhvcml0eSB0d28w
        WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARwA1QHCvJVmYHmnqUHnRyZX2r8Iieh
        AR20nFCPlbH7GW3IX6CxFpQThx8xsQbjb6gZrI181xH7c7cCx5tzxGj9o1MwUTAd
        BgNVHQ4EFgQUxr+f/4QDd1gWhSYLT969+Iw4xcYwHwYDVR0jBBgwFoAUxr+f/4QD
        d1gWhSYLT969+Iw4xcYwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
        AiAK1W0awjzjrYGabgUbmbk18nkh+zS1eLI3/Pf3jzHrXQIhAKwuSizSFuakl7gV
        xZWONawBQKSLnzSxz5XsO1BpB4zM
        -----END CERTIFICATE-----
        """
}

/// `content.Configuration`.
@Suite struct ConfigurationTests {
    @Test func changesAreKept() async throws {
        let folder = TemporaryFolder()
        do {
            let test = try await TestLibrary.open(folder: folder)
            let before = try await test.core.configuration.get()
            #expect(before.isAutomaticSyncEnabled && before[.maximumConcurrentItemSyncs] == 5)
            #expect(before[.transferThreadsPoolSize] == 2)
            try await test.core.configuration.update([.automaticSyncEnabled: 0, .transferThreadsPoolSize: 3])
            try test.core.close()
        }
        let test = try await TestLibrary.open(folder: folder)
        let after = try await test.core.configuration.get()
        #expect(!after.isAutomaticSyncEnabled && after[.maximumConcurrentItemSyncs] == 5)
        #expect(after[.transferThreadsPoolSize] == 3 && test.core.environment.pools.upload.threadCount == 3)
    }

    @Test func aWrongValueChangesNothing() async throws {
        let server = try await TestServer()
        let before = try await server.send(.get, "/content/configuration")
        #expect(before.json["priority_transfer_threads_pool_size"] == nil)
        for (field, value) in [
            ("automatic_sync_start_hour", 24), ("automatic_sync_stop_hour", -1), ("maximum_concurrent_item_syncs", 0),
            ("transfer_threads_pool_size", 257), ("priority_transfer_threads_pool_size", 5),
        ] {
            let answer = try await server.send(
                .patch, "/content/configuration", #"{"automatic_sync_enabled":false,"\#(field)":\#(value)}"#)
            #expect(answer.status == 400 && answer.json["error_type"] == .string("INVALID_ARGUMENT"))
            #expect(answer.text.contains(field))
        }
        #expect(try await server.send(.get, "/content/configuration").text == before.text)
    }

    @Test func transfersPassOneLine() {
        let limit = BandwidthLimit()
        let start = ContinuousClock.now
        #expect(limit.reserve(1_000_000_000, at: start) == .zero)
        #expect(limit.reserve(1, at: start) == .zero)
        limit.limit(bitsPerSecond: 8_000_000)
        #expect(limit.reserve(500_000, at: start) == .zero)
        #expect(limit.reserve(1_000_000, at: start) == .milliseconds(500))
        #expect(limit.reserve(1, at: start + .seconds(1)) == .milliseconds(500))
        #expect(limit.reserve(1, at: start + .seconds(9)) == .zero)
        limit.limit(bitsPerSecond: 0)
        #expect(limit.reserve(1, at: start + .seconds(9)) == .zero)
    }

    @Test func theBandwidthTakesEffect() async throws {
        let test = try await TestLibrary.open()
        try await test.core.configuration.update([.transferThrottlingBandwidthTotal: 8])
        let now = ContinuousClock.now
        #expect(test.core.environment.bandwidth.reserve(2_000_000, at: now) == .zero)
        #expect(test.core.environment.bandwidth.reserve(1, at: now) == .seconds(2))
    }
}
