import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryForms
import WireForms

/// `updatesession.File.probe`, which the interface had until version 8: whether a source could be pulled from.
///
/// The document of today does not describe it. `govc library.probe` and the older SDKs have it.
enum SourceProbing: JSONOperation {
    static let path = "/content/library/item/updatesession/file"
    static let route = Route(.post, path, query: [.equals("action", "probe")])

    typealias Input = BodyInput<Body>
    typealias Output = SubscribedLibraryProbeResult
    typealias Failure = DefaultFailure

    struct Body: JSONModel {
        var sourceEndpoint: LibraryItemTransferEndpoint

        init(sourceEndpoint: LibraryItemTransferEndpoint) { self.sourceEndpoint = sourceEndpoint }

        private static let jsonKeys = JSONKeyTable("source_endpoint", required: 0)
        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            var endpoint: LibraryItemTransferEndpoint?
            var object = try reader.beginObject(Self.jsonKeys)
            while try reader.nextProperty(in: &object) != nil {
                endpoint = try reader.value(LibraryItemTransferEndpoint.self)
            }
            guard let endpoint else { throw reader.missing(in: object) }
            sourceEndpoint = endpoint
        }

        func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, sourceEndpoint) }
    }

    /// Tries the source once: somebody waits for the answer.
    static func probe(_ body: Body, by user: Principal, environment: LibraryEnvironment) async throws -> Output {
        let probe = try await SubscriptionProbe.run(
            source: body.sourceEndpoint.pullSource, by: user, environment: environment)
        return Output(
            status: .init(rawValue: probe.status.rawValue), sslThumbprint: probe.certificate?.thumbprint,
            errorMessages: probe.messages.map(\.localizable))
    }
}

extension WireTables {
    /// What the older forms know beside the operations of the document.
    static let served = WireTables(
        operations: contentLibrary.operations + [
            WireOperation(
                id: "Content.Library.Item.Updatesession.File_probe", method: "POST",
                pathKey: SourceProbing.path + "?action=probe", parameters: [],
                body: WireBody(
                    type: "", isRequired: true,
                    properties: [
                        WireProperty(
                            "source_endpoint", type: "Content.Library.Item.TransferEndpoint", format: "",
                            isRequired: true, extensions: [])
                    ]), results: [WireResult(type: probeResult.schema, format: "")], extensions: [])
        ], structures: contentLibrary.structures.values + [probeResult])

    private static let probeResult = WireStructure(
        schema: "Content.Library.Item.Updatesession.File.ProbeResult",
        properties: [
            WireProperty("status", type: "string", format: "", isRequired: true, extensions: []),
            WireProperty("ssl_thumbprint", type: "string", format: "", isRequired: false, extensions: []),
            WireProperty(
                "error_messages", type: "[Vapi.Std.LocalizableMessage]", format: "", isRequired: true, extensions: []),
        ])
}
