import AsyncHTTPClient
import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension AsyncHTTPClientTransport {
    /// Why a request failed, in a few words for people.
    /// - Parameter error: what ``send(_:body:)`` threw.
    /// - Returns: the reason, without a full stop; nil where the error is none of the client's or of the network.
    public static func explanation(of error: any Error) -> String? {
        switch error {
        case let error as NIOConnectionError:
            let reason: String
            if let failure = error.connectionErrors.first {
                reason = explanation(of: failure.error) ?? "\(failure.error)"
            } else {
                reason = "the host has no address"
            }
            return "no connection to \(error.host), port \(error.port): \(reason)"
        case let error as IOError: return String(validatingCString: strerror(error.errnoCode)) ?? "\(error)"
        case let error as HTTPClientError: return error.shortDescription
        default: return nil
        }
    }
}
