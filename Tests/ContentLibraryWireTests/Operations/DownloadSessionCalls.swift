import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

extension OperationTests {
    /// `Content.Library.Item.DownloadSession` and `Content.Library.Item.Downloadsession.File`
    static let downloadSessionCalls: [WireCall] = [
        WireCall("Content.Library.Item.DownloadSession_create", 201) { wire in
            let item = try await wire.item(files: ["a": "content"])
            let session = try await wire.client.contentLibraryItemDownloadSession.create(
                body: LibraryItemDownloadSessionModel(libraryItemId: item))
            let files = try await wire.client.contentLibraryItemDownloadsessionFile.list(downloadSessionId: session)
            #expect(files.map(\.name) == ["a"])
        },
        WireCall("Content.Library.Item.DownloadSession_get", 200) { wire in
            let item = try await wire.item(files: ["a": "content"])
            let id = try await wire.download("a", of: item).session
            let session = try await wire.client.contentLibraryItemDownloadSession.get(downloadSessionId: id)
            #expect(session.libraryItemId == item && session.state == .active && session.clientProgress == 0)
            #expect(session.libraryItemContentVersion == "2")
        },
        WireCall("Content.Library.Item.DownloadSession_list", 200) { wire in
            let item = try await wire.item(files: ["a": "content"])
            let sessions = [
                try await wire.download("a", of: item).session, try await wire.download("a", of: item).session,
            ]
            let listed = try await wire.client.contentLibraryItemDownloadSession.list()
            #expect(listed.sorted() == sessions.sorted())
        },
        WireCall("Content.Library.Item.DownloadSession_keepAlive", 204) { wire in
            let sessions = try wire.client.contentLibraryItemDownloadSession
            let id = try await wire.download("a", of: try await wire.item(files: ["a": "content"])).session
            wire.clock.advance(200)
            try await sessions.keepAlive(downloadSessionId: id, body: .init(progress: 60))
            let session = try await sessions.get(downloadSessionId: id)
            #expect(session.clientProgress == 60)
            #expect(session.expirationTime == wire.clock.now.addingTimeInterval(300))
        },
        WireCall("Content.Library.Item.DownloadSession_cancel", 204) { wire in
            let sessions = try wire.client.contentLibraryItemDownloadSession
            let id = try await wire.download("a", of: try await wire.item(files: ["a": "content"])).session
            try await sessions.cancel(downloadSessionId: id)
            #expect(try await sessions.get(downloadSessionId: id).state == .canceled)
        },
        WireCall("Content.Library.Item.DownloadSession_fail", 204) { wire in
            let sessions = try wire.client.contentLibraryItemDownloadSession
            let id = try await wire.download("a", of: try await wire.item(files: ["a": "content"])).session
            try await sessions.fail(downloadSessionId: id, body: .init(clientErrorMessage: "no room"))
            let session = try await sessions.get(downloadSessionId: id)
            #expect(session.state == .error && session.errorMessage?.rendered() == "no room")
        },
        WireCall("Content.Library.Item.DownloadSession_delete", 204) { wire in
            let sessions = try wire.client.contentLibraryItemDownloadSession
            let id = try await wire.download("a", of: try await wire.item(files: ["a": "content"])).session
            try await sessions.delete(downloadSessionId: id)
            #expect(try await kind { try await sessions.get(downloadSessionId: id) } == .notFound)
        },
        WireCall("Content.Library.Item.Downloadsession.File_list", 200) { wire in
            let session = try await wire.client.contentLibraryItemDownloadSession.create(
                body: .init(libraryItemId: try await wire.item(files: ["a": "content", "b": "more"])))
            let files = try await wire.client.contentLibraryItemDownloadsessionFile.list(downloadSessionId: session)
            #expect(files.map(\.name) == ["a", "b"] && files.map(\.status) == [.unprepared, .unprepared])
            #expect(files.allSatisfy { $0.downloadEndpoint == nil })
        },
        WireCall("Content.Library.Item.Downloadsession.File_get", 200) { wire in
            let session = try await wire.download("a", of: try await wire.item(files: ["a": "content"])).session
            let file = try await wire.client.contentLibraryItemDownloadsessionFile.get(
                downloadSessionId: session, fileName: "a")
            #expect(file.status == .prepared && file.size == 7 && file.bytesTransferred == 0)
        },
        WireCall("Content.Library.Item.Downloadsession.File_prepare", 200) { wire in
            let uri = try await wire.download("a", of: try await wire.item(files: ["a": "content"])).uri
            #expect(try await wire.transport.exchange(.get, uri, fields: .anna).text == "content")
        },
    ]
}
