import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Testing

extension OperationTests {
    /// `Content.Library.Item.UpdateSession`
    static let updateSessionCalls: [WireCall] = [
        WireCall("Content.Library.Item.UpdateSession_create", 201) { wire in
            let item = try await wire.item()
            let id = try await wire.client.contentLibraryItemUpdateSession.create(
                body: LibraryItemUpdateSessionModel(
                    libraryItemId: item,
                    warningBehavior: [
                        LibraryItemUpdatesessionWarningBehavior(type: .selfSignedCertificate, ignored: true)
                    ]))
            let session = try await wire.client.contentLibraryItemUpdateSession.get(updateSessionId: id)
            #expect(session.libraryItemId == item && session.state == .active)
            #expect(session.warningBehavior?.map(\.type) == [.selfSignedCertificate])
        },
        WireCall("Content.Library.Item.UpdateSession_get", 200) { wire in
            let id = try await wire.session()
            let session = try await wire.client.contentLibraryItemUpdateSession.get(updateSessionId: id)
            #expect(session.id == nil && session.state == .active && session.clientProgress == 0)
            #expect(session.libraryItemContentVersion == "1")
            #expect(session.expirationTime == wire.clock.now.addingTimeInterval(300))
        },
        WireCall("Content.Library.Item.UpdateSession_list", 200) { wire in
            let item = try await wire.item()
            let id = try await wire.session(on: item)
            #expect(try await wire.client.contentLibraryItemUpdateSession.list(libraryItemId: item) == [id])
        },
        WireCall("Content.Library.Item.UpdateSession_update", 204) { wire in
            let sessions = try wire.client.contentLibraryItemUpdateSession
            let id = try await wire.session()
            let behavior = LibraryItemUpdatesessionWarningBehavior(type: .expiredCertificate, ignored: true)
            try await sessions.update(
                updateSessionId: id,
                body: LibraryItemUpdateSessionModel(clientProgress: 99, warningBehavior: [behavior]))
            let session = try await sessions.get(updateSessionId: id)
            #expect(session.warningBehavior?.map(\.type) == [.expiredCertificate] && session.clientProgress == 0)
        },
        WireCall("Content.Library.Item.UpdateSession_keepAlive", 204) { wire in
            let sessions = try wire.client.contentLibraryItemUpdateSession
            let id = try await wire.session()
            wire.clock.advance(200)
            try await sessions.keepAlive(updateSessionId: id, body: .init(clientProgress: 40))
            let session = try await sessions.get(updateSessionId: id)
            #expect(session.clientProgress == 40)
            #expect(session.expirationTime == wire.clock.now.addingTimeInterval(300))
        },
        WireCall("Content.Library.Item.UpdateSession_complete", 204) { wire in
            let item = try await wire.item()
            let id = try await wire.session(on: item)
            try await wire.push("a", "content", to: id)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: id)
            #expect(try await wire.state(of: id) == .done)
            #expect(try await wire.contents(of: item) == ["a": "content"])
        },
        WireCall("Content.Library.Item.UpdateSession_cancel", 204) { wire in
            let id = try await wire.session()
            try await wire.client.contentLibraryItemUpdateSession.cancel(updateSessionId: id)
            #expect(try await wire.state(of: id) == .canceled)
        },
        WireCall("Content.Library.Item.UpdateSession_fail", 204) { wire in
            let sessions = try wire.client.contentLibraryItemUpdateSession
            let id = try await wire.session()
            try await sessions.fail(updateSessionId: id, body: .init(clientErrorMessage: "the disk is gone"))
            let session = try await sessions.get(updateSessionId: id)
            #expect(session.state == .error && session.errorMessage?.rendered() == "the disk is gone")
        },
        WireCall("Content.Library.Item.UpdateSession_delete", 204) { wire in
            let sessions = try wire.client.contentLibraryItemUpdateSession
            let id = try await wire.session()
            try await sessions.cancel(updateSessionId: id)
            try await sessions.delete(updateSessionId: id)
            #expect(try await kind { try await sessions.get(updateSessionId: id) } == .notFound)
        },
    ]

    /// `Content.Library.Item.Updatesession.File`
    static let updateSessionFileCalls: [WireCall] = [
        WireCall("Content.Library.Item.Updatesession.File_add", 201) { wire in
            let session = try await wire.session()
            let file = try await wire.client.contentLibraryItemUpdatesessionFile.add(
                updateSessionId: session,
                body: LibraryItemUpdatesessionFileAddSpec(
                    name: "disk.iso", sourceType: .push, size: 7,
                    checksumInfo: LibraryItemFileChecksumInfo(
                        algorithm: .md5, checksum: "9A0364B9E99BB480DD25E1F0284C8555")))
            #expect(file.name == "disk.iso" && file.status == .waitingForTransfer && file.bytesTransferred == 0)
            #expect(file.size == nil && file.checksumInfo?.algorithm == .md5)
            #expect(file.uploadEndpoint?.uri.hasPrefix(wire.address) == true)
        },
        WireCall("Content.Library.Item.Updatesession.File_list", 200) { wire in
            let session = try await wire.session(on: try await wire.item(files: ["old": "content"]))
            try await wire.add("new", to: session)
            let files = try await wire.client.contentLibraryItemUpdatesessionFile.list(updateSessionId: session)
            #expect(files.map(\.name) == ["old", "new"] && files.map(\.sourceType) == [.none, .push])
        },
        WireCall("Content.Library.Item.Updatesession.File_get", 200) { wire in
            let session = try await wire.session()
            try await wire.push("a", "content", to: session)
            let file = try await wire.file("a", of: session)
            #expect(file.status == .ready && file.size == 7 && file.bytesTransferred == 7)
        },
        WireCall("Content.Library.Item.Updatesession.File_remove", 204) { wire in
            let session = try await wire.session()
            try await wire.add("a", to: session)
            let files = try wire.client.contentLibraryItemUpdatesessionFile
            try await files.remove(updateSessionId: session, fileName: "a")
            #expect(try await files.list(updateSessionId: session).isEmpty)
        },
        WireCall("Content.Library.Item.Updatesession.File_validate", 200) { wire in
            let session = try await wire.session()
            try await wire.push("a", "content", to: session)
            let result = try await wire.client.contentLibraryItemUpdatesessionFile.validate(updateSessionId: session)
            #expect(!result.hasErrors && result.missingFiles.isEmpty && result.invalidFiles.isEmpty)
        },
    ]
}
