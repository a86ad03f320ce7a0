import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Testing

extension OperationTests {
    /// `Cis.Session`
    static let sessionCalls: [WireCall] = [
        WireCall("Cis.Session_create", 201) { wire in
            let session = try await wire.client.cisSession.create()
            let libraries = try await wire.client(BearerCredential(token: session)).contentLibraryOperations.list()
            #expect(libraries.isEmpty)
        },
        WireCall("Cis.Session_get", 200) { wire in
            let session = try await wire.client.cisSession.create()
            wire.clock.advance(60)
            let info = try await wire.client(BearerCredential(token: session)).cisSession.get()
            #expect(info.user == "anna")
            #expect(info.lastAccessedTime == wire.clock.now && info.createdTime < wire.clock.now)
        },
        WireCall("Cis.Session_delete", 204) { wire in
            let client = try wire.client(BearerCredential(token: try await wire.client.cisSession.create()))
            try await client.cisSession.delete()
            #expect(try await refusal { try await client.cisSession.get() }.status == 401)
        },
    ]
}
