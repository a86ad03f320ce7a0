import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.TrustedCertificates`: whom the server trusts beside the authorities of its system.
struct TrustedCertificatesHandler: ContentTrustedCertificatesHandler {
    typealias Operations = ContentTrustedCertificates

    let certificates: TrustedCertificates

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        try await certificates.create(input.body.certText)
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        TrustedCertificatesListResult(
            certificates: try await certificates.list().map {
                TrustedCertificatesSummary(certificate: $0.id, certText: $0.pem)
            })
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        TrustedCertificatesInfo(certText: try await certificates.get(input.certificate).pem)
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await certificates.delete(input.certificate)
    }
}
