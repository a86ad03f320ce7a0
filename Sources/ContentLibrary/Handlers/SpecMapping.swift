import BinderyRuntime
import ContentLibraryAPI

/// What clients send, as the services take it. The enumerations of the wire are open, those of the services are not: a
/// value that the server does not know is an InvalidArgument that names the field.
extension OpenEnum where RawValue == String {
    func known<Known: RawRepresentable<String> & CaseIterable>(as field: String) throws(LibraryError) -> Known {
        guard let known = Known(rawValue: rawValue) else {
            throw .invalid(
                field,
                LibraryMessage(
                    "argument.unknown_value", "{0} is not one of {1}.", rawValue,
                    Known.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        return known
    }
}

extension LibraryStorageBacking {
    var request: StorageBacking.Request {
        StorageBacking.Request(type: type?.rawValue, datastoreId: datastoreId, storageUri: storageUri)
    }
}

extension LibraryModel {
    func createSpec() throws -> LibraryService.CreateSpec {
        LibraryService.CreateSpec(
            name: name, description: description, type: try type?.known(as: "type"),
            storageBackings: storageBackings?.map(\.request),
            optimizeRemotePublishing: optimizationInfo?.optimizeRemotePublishing,
            publishInfo: try publishInfo?.request(), subscription: try subscriptionInfo?.request(),
            securityPolicyId: securityPolicyId, applyUsageToItems: configurationInfo?.applyLibraryUsageToItems)
    }

    func updateSpec() throws -> LibraryService.UpdateSpec {
        LibraryService.UpdateSpec(
            name: name, description: description, version: version,
            optimizeRemotePublishing: optimizationInfo?.optimizeRemotePublishing,
            publishInfo: try publishInfo?.request(), subscription: try subscriptionInfo?.request(),
            securityPolicyId: securityPolicyId, unsetSecurityPolicyId: unsetSecurityPolicyId,
            applyUsageToItems: configurationInfo?.applyLibraryUsageToItems)
    }
}

extension LibrarySubscriptionInfo {
    func request() throws -> SubscribeRequest {
        SubscribeRequest(
            url: subscriptionUrl,
            authenticationMethod: try authenticationMethod?.known(as: "subscription_info.authentication_method"),
            userName: userName, password: password, sslThumbprint: sslThumbprint, sslCertificate: sslCertificate,
            automaticSyncEnabled: automaticSyncEnabled, onDemand: onDemand)
    }
}

extension LibraryPublishInfo {
    func request() throws -> PublishRequest {
        PublishRequest(
            published: published,
            authenticationMethod: try authenticationMethod?.known(as: "publish_info.authentication_method"),
            userName: userName, password: password, currentPassword: currentPassword,
            persistJSONEnabled: persistJsonEnabled)
    }
}

extension LibraryFindSpec {
    func findSpec() throws -> LibraryService.FindSpec {
        LibraryService.FindSpec(name: name, type: try type?.known(as: "type"), storageBacking: storageBacking?.request)
    }
}

extension LibraryItemModel {
    var createSpec: ItemService.CreateSpec {
        ItemService.CreateSpec(
            libraryId: libraryId, name: name, description: description, type: type, sourceId: sourceId)
    }

    var updateSpec: ItemService.UpdateSpec {
        ItemService.UpdateSpec(name: name, description: description, type: type, version: version)
    }
}

extension LibraryItemFindSpec {
    var findSpec: ItemService.FindSpec {
        ItemService.FindSpec(name: name, libraryId: libraryId, sourceId: sourceId, type: type, cached: cached)
    }
}

extension LibraryItemUpdateSessionModel {
    func behavior() throws -> [WarningBehavior]? {
        try warningBehavior?.map {
            WarningBehavior(type: try $0.type.known(as: "warning_behavior.type"), ignored: $0.ignored)
        }
    }
}

extension LibraryItemUpdatesessionFileAddSpec {
    func addSpec() throws -> UpdateSessionService.AddSpec {
        UpdateSessionService.AddSpec(
            name: name, sourceType: try sourceType.known(as: "source_type"), size: size,
            checksum: try checksumInfo.map {
                (algorithm: try $0.algorithm?.known(as: "checksum_info.algorithm"), value: $0.checksum)
            }, source: sourceEndpoint?.pullSource)
    }
}

extension LibraryItemTransferEndpoint {
    var pullSource: PullSource.Request {
        PullSource.Request(uri: uri, thumbprint: sslCertificateThumbprint, certificate: sslCertificate)
    }
}
