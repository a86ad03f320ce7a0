import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes

/// Where bytes are sent to and fetched from: the paths that the server adds to the described ones, and their URIs.
struct TransferEndpoints: Sendable {
    /// `PUT` into an update session, `GET` from a download session.
    static let sessionTemplate = "/cls/data/{session}/{file}"
    /// `GET` of an item's file as everyone sees it (`item.File.Info.file_download_endpoint`).
    static let itemTemplate = "/cls/static/{library}/{item}/{file}"

    /// How clients reach the server; unset, it is what each request says.
    let publicURL: String?
    let basePath: String
    /// The SHA-1 digest of the certificate that the server shows, where it does TLS itself.
    var certificateThumbprint: String?

    func session(_ session: String, file: String, _ context: RequestContext) -> LibraryItemTransferEndpoint {
        let uri = "\(base(context))/cls/data/\(PathSegment.encoded(session))/\(PathSegment.encoded(file))"
        return LibraryItemTransferEndpoint(
            uri: uri, sslCertificateThumbprint: uri.hasPrefix("https:") ? certificateThumbprint : nil)
    }

    func item(_ item: String, library: String, file: ItemFile, _ context: RequestContext) -> String {
        "\(base(context))/cls/static/\(PathSegment.encoded(library))/\(PathSegment.encoded(item))/\(PathSegment.encoded(file.name))?version=\(file.version)"
    }

    /// Where subscribers find a published library (`PublishInfo.publish_url`).
    func feed(_ library: String, _ context: RequestContext) -> String {
        origin(context) + FeedEndpoints.libraryPath(library)
    }

    private func base(_ context: RequestContext) -> String { origin(context) + basePath }

    private func origin(_ context: RequestContext) -> String {
        if let publicURL { return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL }
        return "\(context.head.scheme ?? "http")://\(context.head.authority ?? "localhost")"
    }
}
