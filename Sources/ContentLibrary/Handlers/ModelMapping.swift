import BinderyRuntime
import ContentLibraryAPI

/// What the services answer, as the generated models. Each mapping is one to one.
extension Library {
    func model(_ endpoints: TransferEndpoints, _ context: RequestContext) -> LibraryModel {
        LibraryModel(
            id: record.id, creationTime: record.creationTime, description: record.description,
            lastModifiedTime: record.lastModifiedTime, lastSyncTime: subscription?.lastSyncTime, name: record.name,
            storageBackings: [record.backing.model],
            type: LibraryModelLibraryType(rawValue: record.type.rawValue),
            optimizationInfo: LibraryOptimizationInfo(optimizeRemotePublishing: record.optimizeRemotePublishing),
            version: String(record.version),
            publishInfo: record.type == .local ? publishInfo(url: endpoints.feed(record.id, context)) : nil,
            subscriptionInfo: subscription.map(info), serverGuid: serverGuid,
            securityPolicyId: record.securityPolicyId, stateInfo: stateInfo,
            configurationInfo: LibraryConfigurationInfo(applyLibraryUsageToItems: record.applyUsageToItems))
    }

    private var stateInfo: LibraryStateInfo {
        let moves = record.migrationTaskId.map { "The task \($0) moves the content of the library." }
        return LibraryStateInfo(
            state: LibraryStateInfoState(rawValue: record.state.rawValue),
            message: moves ?? subscription?.lastError?.description)
    }

    /// No password is ever told.
    private func info(_ subscription: SubscriptionRecord) -> LibrarySubscriptionInfo {
        LibrarySubscriptionInfo(
            authenticationMethod: LibrarySubscriptionInfoAuthenticationMethod(
                rawValue: subscription.authenticationMethod.rawValue),
            automaticSyncEnabled: subscription.automaticSyncEnabled, onDemand: subscription.onDemand,
            sslThumbprint: subscription.sslThumbprint, subscriptionUrl: subscription.subscriptionUrl,
            userName: subscription.userName,
            sourceInfo: push.map { LibrarySourceInfo(sourceLibrary: $0.libraryId, subscription: $0.id) },
            sslCertificate: subscription.sslCertificate)
    }

    /// A library that never was published is published to nobody. No password is ever told.
    private func publishInfo(url: String) -> LibraryPublishInfo {
        let method = publication?.authenticationMethod ?? .none
        let published = publication?.published ?? false
        return LibraryPublishInfo(
            authenticationMethod: LibraryPublishInfoAuthenticationMethod(rawValue: method.rawValue),
            published: published, publishUrl: published ? url : nil,
            userName: method == .basic ? FeedAuthentication.userName : nil, persistJsonEnabled: false)
    }
}

extension StorageBacking {
    var model: LibraryStorageBacking {
        let type = LibraryStorageBackingType(rawValue: kind.rawValue)
        return switch self {
        case .datastore(let id): LibraryStorageBacking(type: type, datastoreId: id)
        case .other(let uri): LibraryStorageBacking(type: type, storageUri: uri)
        }
    }
}

extension Item {
    var model: LibraryItemModel {
        LibraryItemModel(
            id: record.id, libraryId: record.libraryId, contentVersion: String(record.contentVersion),
            creationTime: record.creationTime, description: record.description,
            lastModifiedTime: record.lastModifiedTime, lastSyncTime: subscribed?.lastSyncTime,
            metadataVersion: String(record.metadataVersion),
            name: record.name, cached: cached, size: size, type: record.type, version: String(record.version),
            sourceId: record.sourceId, securityCompliance: isCompliant,
            certificateVerificationInfo: record.certificateVerification?.model)
    }
}

extension Checksum {
    var model: LibraryItemFileChecksumInfo {
        LibraryItemFileChecksumInfo(
            algorithm: LibraryItemFileChecksumAlgorithm(rawValue: algorithm.rawValue), checksum: value)
    }
}

extension ItemFile {
    func model(endpoint: String) -> LibraryItemFileInfo {
        LibraryItemFileInfo(
            checksumInfo: checksum?.model, name: name, size: size, cached: cached, version: String(version),
            fileDownloadEndpoint: cached ? endpoint : nil)
    }

    func storageModel(endpoint: String) -> LibraryItemStorageInfo {
        LibraryItemStorageInfo(
            storageBacking: backing.model, storageUris: storageURIs, checksumInfo: checksum?.model, name: name,
            size: size, cached: cached, version: String(version), fileDownloadEndpoint: cached ? endpoint : nil)
    }
}

extension UpdateSessionRecord {
    /// Without `id`, which `get` is documented not to have.
    var model: LibraryItemUpdateSessionModel {
        LibraryItemUpdateSessionModel(
            libraryItemId: itemId, libraryItemContentVersion: String(itemContentVersion),
            errorMessage: errorMessage?.localizable, clientProgress: clientProgress,
            state: LibraryItemUpdateSessionModelState(rawValue: state.rawValue), expirationTime: expirationTime,
            previewInfo: state == .active ? (preview ?? .unavailable).model(warningBehavior) : nil,
            warningBehavior: warningBehavior.map {
                LibraryItemUpdatesessionWarningBehavior(
                    type: LibraryItemUpdatesessionWarningType(rawValue: $0.type.rawValue), ignored: $0.ignored)
            })
    }
}

extension SessionFile {
    func model(endpoint: LibraryItemTransferEndpoint) -> LibraryItemUpdatesessionFileInfo {
        LibraryItemUpdatesessionFileInfo(
            name: name, sourceType: LibraryItemUpdatesessionFileSourceType(rawValue: sourceType.rawValue), size: size,
            checksumInfo: checksum?.model, sourceEndpoint: source?.model, uploadEndpoint: isUploaded ? endpoint : nil,
            bytesTransferred: bytesTransferred,
            status: LibraryItemTransferStatus(rawValue: status.rawValue), errorMessage: errorMessage?.localizable,
            keepInStorage: keepInStorage)
    }
}

extension PullSource {
    /// Without the secrets of its URI.
    var model: LibraryItemTransferEndpoint {
        LibraryItemTransferEndpoint(
            uri: uri, sslCertificateThumbprint: thumbprint.map(Thumbprint.text), sslCertificate: certificate)
    }
}

extension SessionValidation {
    var model: LibraryItemUpdatesessionFileValidationResult {
        LibraryItemUpdatesessionFileValidationResult(
            hasErrors: hasErrors, missingFiles: missingFiles,
            invalidFiles: invalidFiles.map {
                LibraryItemUpdatesessionFileValidationError(name: $0.name, errorMessage: $0.errorMessage.localizable)
            })
    }
}

extension DownloadSessionRecord {
    var model: LibraryItemDownloadSessionModel {
        LibraryItemDownloadSessionModel(
            libraryItemId: itemId, libraryItemContentVersion: String(itemContentVersion),
            errorMessage: errorMessage?.localizable, clientProgress: clientProgress,
            state: LibraryItemDownloadSessionModelState(rawValue: state.rawValue), expirationTime: expirationTime)
    }
}

extension DownloadFileRecord {
    /// The endpoint is there once the file is PREPARED, the checksum once it was downloaded.
    /// - Parameter endpoint: where the bytes are then.
    func model(endpoint: LibraryItemTransferEndpoint) -> LibraryItemDownloadsessionFileInfo {
        LibraryItemDownloadsessionFileInfo(
            name: name, size: size, bytesTransferred: bytesTransferred,
            status: LibraryItemDownloadsessionFilePrepareStatus(rawValue: status.rawValue),
            downloadEndpoint: status == .prepared ? endpoint : nil,
            checksumInfo: bytesTransferred == size && !checksum.isEmpty
                ? Checksum(known: checksumAlgorithm, checksum).model : nil,
            errorMessage: errorMessage?.localizable)
    }
}
