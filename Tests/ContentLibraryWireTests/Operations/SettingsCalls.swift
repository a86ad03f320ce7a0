import ContentLibraryAPI
import ContentLibraryClient
import Testing

@testable import ContentLibrary

extension OperationTests {
    /// `Content.Configuration`, `Content.SecurityPolicies`, `Content.TrustedCertificates`, `Content.Type` and
    /// `Content.Library.Usages`
    static let settingsCalls: [WireCall] = [
        WireCall("Content.Configuration_get", 200) { wire in
            let configuration = try await wire.client.contentConfiguration.get()
            #expect(configuration.automaticSyncEnabled == true && configuration.automaticSyncStartHour == 20)
            let hours = configuration.automaticSyncStartHourSetting
            #expect(hours?.constraints == [["MIN_INCLUSIVE": "0"], ["MAX_INCLUSIVE": "23"]])
            #expect(configuration.transferThreadsPoolSizeSetting?.rebootRequired == true)
        },
        WireCall("Content.Configuration_update", 204) { wire in
            let configuration = try wire.client.contentConfiguration
            try await configuration.update(
                body: ConfigurationModel(automaticSyncEnabled: false, automaticSyncStartHour: 4))
            let changed = try await configuration.get()
            #expect(changed.automaticSyncEnabled == false && changed.automaticSyncStartHour == 4)
            #expect(changed.automaticSyncStopHour == 7)
        },
        WireCall("Content.SecurityPolicies_list", 200) { wire in
            let policies = try await wire.client.contentSecurityPolicies.list()
            #expect(policies.map(\.itemTypeRules) == [["ovf": .ovfStrictVerification]])
        },
        WireCall("Content.TrustedCertificates_create", 201) { wire in
            let id = try await wire.client.contentTrustedCertificates.create(body: authority)
            let certificates = try await wire.client.contentTrustedCertificates.list().certificates
            #expect(certificates.map(\.certificate) == [id])
        },
        WireCall("Content.TrustedCertificates_list", 200) { wire in
            let certificates = try wire.client.contentTrustedCertificates
            #expect(try await certificates.list().certificates.isEmpty)
            let id = try await certificates.create(body: authority)
            let listed = try await certificates.list().certificates
            #expect(listed.map(\.certificate) == [id] && listed.map(\.certText) == [authority.certText])
        },
        WireCall("Content.TrustedCertificates_get", 200) { wire in
            let certificates = try wire.client.contentTrustedCertificates
            let id = try await certificates.create(body: authority)
            #expect(try await certificates.get(certificate: id).certText == authority.certText)
        },
        WireCall("Content.TrustedCertificates_delete", 204) { wire in
            let certificates = try wire.client.contentTrustedCertificates
            let id = try await certificates.create(body: authority)
            try await certificates.delete(certificate: id)
            #expect(try await kind { try await certificates.get(certificate: id) } == .notFound)
        },
        WireCall("Content.Type_list", 200) { wire in
            let types = try await wire.client.contentType.list()
            #expect(types.map(\.type) == ["ovf", "iso"])
            #expect(types.first?.supportedRules == [.ovfStrictVerification])
        },
        WireCall("Content.Library.Usages_add", 200) { wire in
            let library = try await wire.library()
            _ = try await wire.client.contentLibraryUsages.add(library: library, body: usage)
            #expect(
                try await kind { try await wire.client.contentLibraryOperations.delete(libraryId: library) }
                    == .notAllowedInCurrentState)
        },
        WireCall("Content.Library.Usages_list", 200) { wire in
            let library = try await wire.library()
            let usages = try wire.client.contentLibraryUsages
            let id = try await usages.add(library: library, body: usage)
            let listed = try await usages.list(library: library).libraryUsageList
            #expect(listed.map(\.usage) == [id] && listed.map(\.resourceUrn) == [usage.resourceUrn])
        },
        WireCall("Content.Library.Usages_get", 200) { wire in
            let library = try await wire.library()
            let id = try await wire.client.contentLibraryUsages.add(library: library, body: usage)
            let info = try await wire.client.contentLibraryUsages.get(library: library, usage: id)
            #expect(info.resourceUrn == usage.resourceUrn && info.additionTime == wire.clock.now)
        },
        WireCall("Content.Library.Usages_remove", 204) { wire in
            let library = try await wire.library()
            let usages = try wire.client.contentLibraryUsages
            let id = try await usages.add(library: library, body: usage)
            try await usages.remove(library: library, usage: id)
            #expect(try await usages.list(library: library).libraryUsageList.isEmpty)
        },
    ]

    private static let usage = LibraryUsagesAddSpec(resourceUrn: "urn:vapi:com.vmware.vcenter.cluster:c1")

    private static let authority = TrustedCertificatesCreateSpec(
        certText: """
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
            """)
}
