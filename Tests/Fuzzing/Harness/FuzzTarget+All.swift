extension FuzzTarget {
    /// Every parser that takes bytes from clients or from sources.
    package static let all: [FuzzTarget] = [
        descriptor, manifest, certificate, archive, image, multipart, range, json, jsonRPC, legacyREST, soap,
    ]
}
