import BinderyRuntime

/// How bodies of these forms are read.
enum Bodies {
    static let depthLimit = 128

    static func collect(
        _ request: ServerRequest, upTo limit: Int = WireForms.bodyLimit
    ) async throws(WireFault) -> [UInt8] {
        do {
            return try await request.body.collect(upTo: limit)
        } catch is BodyTooLarge {
            throw WireFault(
                .invalidRequest, "too_large", "The body has more than {0} bytes.", String(limit))
        } catch {
            throw WireFault(.invalidRequest, "broken", "The body did not come whole.")
        }
    }
}
