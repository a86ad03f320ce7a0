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

    func session(_ session: String, file: String, _ context: RequestContext) -> LibraryItemTransferEndpoint {
        LibraryItemTransferEndpoint(uri: "\(base(context))/cls/data/\(encoded(session))/\(encoded(file))")
    }

    func item(_ item: String, library: String, file: ItemFile, _ context: RequestContext) -> String {
        "\(base(context))/cls/static/\(encoded(library))/\(encoded(item))/\(encoded(file.name))?version=\(file.version)"
    }

    private func base(_ context: RequestContext) -> String {
        if let publicURL { return (publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL) + basePath }
        let scheme = context.head.scheme ?? "http"
        return "\(scheme)://\(context.head.authority ?? "localhost")\(basePath)"
    }

    /// One segment of a path: everything but the unreserved characters is escaped (RFC 3986 §2.3).
    private func encoded(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            default:
                result.append(UInt8(ascii: "%"))
                result += [byte].hexadecimal.uppercased().utf8
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
