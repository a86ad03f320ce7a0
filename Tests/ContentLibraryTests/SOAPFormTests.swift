import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

extension TestServer {
    func soap(
        _ body: String, session: String? = nil
    ) async throws -> (status: Int, json: JSONValue, text: String, fields: HTTPFields) {
        let envelope =
            #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
            + #"<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>\#(body)</Body></Envelope>"#
        var fields: HTTPFields = [.contentType: #"text/xml; charset="utf-8""#]
        if let session { fields[.cookie] = "vmware_soap_session=\(session)" }
        return try await raw(.post, "/sdk", envelope, fields: fields, signedIn: false)
    }

    func soapLogin(password: String = "secret") async throws -> (
        status: Int, json: JSONValue, text: String, fields: HTTPFields
    ) {
        try await soap(
            #"<Login xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this><userName>anna</userName><password>\#(password)</password><locale>en_US</locale></Login>"#
        )
    }
}

@Suite struct SOAPFormTests {
    /// Asks for properties as a property collector is asked.
    private func collect(_ specSet: String) -> String {
        #"<RetrievePropertiesEx xmlns="urn:vim25" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><_this type="PropertyCollector">propertyCollector</_this><specSet>\#(specSet)</specSet><options></options></RetrievePropertiesEx>"#
    }

    private func signIn(_ server: TestServer) async throws -> String {
        let login = try await server.soapLogin()
        let cookie = try #require(login.fields[.setCookie])
        return String(try #require(cookie.split(separator: ";").first).dropFirst("vmware_soap_session=".count))
    }

    @Test func whatThereIsIsToldToAnybody() async throws {
        let content = try await TestServer().soap(
            #"<RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent>"#
        )
        #expect(content.status == 200 && content.fields[.contentType] == "text/xml; charset=utf-8")
        #expect(
            content.text.contains(
                #"<RetrieveServiceContentResponse xmlns="urn:vim25"><returnval><rootFolder type="Folder">group-d1</rootFolder>"#
            ))
        #expect(content.text.contains(#"<sessionManager type="SessionManager">SessionManager</sessionManager>"#))
    }

    @Test func aLoginSessionIsOneOfTheAPI() async throws {
        let server = try await TestServer()
        let login = try await server.soapLogin()
        let id = try await signIn(server)
        #expect(login.status == 200 && login.text.contains("<userName>anna</userName>"))
        #expect(login.fields[.setCookie]?.hasSuffix("; Path=/; HttpOnly; SameSite=Strict; Secure") == true)
        let field: HTTPFields = [try #require(.apiSessionID): id]
        #expect(try await server.raw(.get, "/api/session", fields: field, signedIn: false).json["user"] == "anna")
        let logout = #"<Logout xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this></Logout>"#
        #expect(
            try await server.soap(logout, session: id).text.contains(
                #"<LogoutResponse xmlns="urn:vim25"></LogoutResponse>"#))
        #expect(try await server.raw(.get, "/api/session", fields: field, signedIn: false).status == 401)
        let again = try await server.soap(logout, session: id)
        #expect(again.status == 500 && again.text.contains(#"xsi:type="NotAuthenticated""#))
    }

    @Test func aWrongPasswordIsAFault() async throws {
        let answer = try await TestServer().soapLogin(password: "wrong")
        #expect(answer.status == 500 && answer.fields[.setCookie] == nil)
        #expect(answer.text.contains(#"<InvalidLoginFault xmlns="urn:vim25" xsi:type="InvalidLogin">"#))
        #expect(answer.text.contains("<faultcode>ServerFaultCode</faultcode>"))
    }

    @Test func datastoresAreFoundFromTheRootFolder() async throws {
        let server = try await TestServer()
        let id = try await signIn(server)
        let names =
            #"<propSet><type>Datacenter</type><pathSet>name</pathSet></propSet><propSet><type>Datastore</type><pathSet>name</pathSet></propSet><propSet><type>Folder</type><pathSet>name</pathSet><pathSet>childType</pathSet></propSet>"#
        let children =
            #"<skip>true</skip><selectSet i:type="TraversalSpec"><type>Folder</type><path>childEntity</path><skip>false</skip></selectSet>"#
        let root = try await server.soap(
            collect(names + #"<objectSet><obj type="Folder">group-d1</obj>\#(children)</objectSet>"#), session: id)
        #expect(
            root.text.contains(
                #"<returnval><objects><obj type="Datacenter">datacenter-1</obj><propSet><name>name</name><val xsi:type="xsd:string">Datacenter</val></propSet></objects></returnval>"#
            ))
        let folders = try await server.soap(
            collect(
                names + #"<objectSet><obj type="Datacenter">datacenter-1</obj><skip>true</skip>"#
                    + ["vmFolder", "hostFolder", "datastoreFolder", "networkFolder"].map {
                        #"<selectSet i:type="TraversalSpec"><type>Datacenter</type><path>\#($0)</path><skip>false</skip></selectSet>"#
                    }.joined() + "</objectSet>"), session: id)
        #expect(
            folders.text.contains(
                #"<obj type="Folder">group-s4</obj><propSet><name>name</name><val xsi:type="xsd:string">datastore</val></propSet><propSet><name>childType</name><val xsi:type="ArrayOfString"><string>Datastore</string>"#
            ))
        let stores = try await server.soap(
            collect(names + #"<objectSet><obj type="Folder">group-s4</obj>\#(children)</objectSet>"#), session: id)
        #expect(
            stores.text.contains(
                #"<objects><obj type="Datastore">datastore-1</obj><propSet><name>name</name><val xsi:type="xsd:string">datastore-1</val></propSet></objects>"#
            ))
    }

    /// What `govc datastore.info` and pyVmomi's container views ask for.
    @Test func datastoresAreInAView() async throws {
        let server = try await TestServer(datastores: ["fast"])
        let id = try await signIn(server)
        func view(_ types: [String], recursive: Bool = true, in container: String = "group-d1") async throws -> String {
            let names = types.map { "<type>\($0)</type>" }.joined()
            return try await server.soap(
                #"<CreateContainerView xmlns="urn:vim25"><_this type="ViewManager">ViewManager</_this><container type="Folder">\#(container)</container>\#(names)<recursive>\#(recursive)</recursive></CreateContainerView>"#,
                session: id
            ).text
        }
        func reference(_ answer: String) throws -> String {
            let rest = try #require(
                answer.components(separatedBy: #"<returnval type="ContainerView">"#).dropFirst().first)
            return try #require(rest.components(separatedBy: "</returnval>").first)
        }
        func objects(_ view: String, _ properties: String) async throws -> String {
            try await server.soap(
                collect(
                    #"<propSet><type>Datastore</type>\#(properties)</propSet><objectSet><obj type="ContainerView">\#(view)</obj><skip>true</skip><selectSet i:type="TraversalSpec"><type>ContainerView</type><path>view</path></selectSet></objectSet>"#
                ), session: id
            ).text
        }
        let stores = try reference(try await view(["Datastore"]))
        let found = try await objects(stores, "<pathSet>name</pathSet><pathSet>summary</pathSet>")
        #expect(found.components(separatedBy: "<objects>").count == 3)
        #expect(
            found.contains(
                #"<val xsi:type="DatastoreSummary"><datastore type="Datastore">fast</datastore><name>fast</name><url>ds:///vmfs/volumes/fast/</url><capacity>"#
            ))
        #expect(found.contains("<accessible>true</accessible>") && !found.contains("<capacity>0</capacity>"))
        #expect(try await objects(stores, "<pathSet>info</pathSet>").contains(#"<val xsi:type="DatastoreInfo"><name>"#))
        // Everything, by the supertype or without any.
        func count(_ answer: String) async throws -> Int {
            try await server.soap(
                #"<Fetch xmlns="urn:vim25"><_this type="ContainerView">\#(try reference(answer))</_this><prop>view</prop></Fetch>"#,
                session: id
            ).text.components(separatedBy: "<returnval ").count - 1
        }
        #expect(try await count(view([])) == 7)
        #expect(try await count(view(["ManagedEntity"])) == 7)
        #expect(try await count(view([], recursive: false)) == 1)
        #expect(try await count(view(["VirtualMachine"])) == 0)
        #expect(try await count(view(["Datastore"], recursive: false, in: "group-s4")) == 2)
        let destroy = #"<DestroyView xmlns="urn:vim25"><_this type="ContainerView">\#(stores)</_this></DestroyView>"#
        #expect(try await server.soap(destroy, session: id).status == 200)
        #expect(try await view(["Datastore"], in: "absent").contains("ManagedObjectNotFoundFault"))
        #expect(try await view(["a:b"]).contains("InvalidArgumentFault"))
        #expect(try await view(Array(repeating: "Datastore", count: 33)).contains("InvalidArgumentFault"))
        #expect(try await objects("all:ContainerView:x:y", "").contains("ManagedObjectNotFoundFault"))
        #expect(try await objects("nonsense", "").contains("ManagedObjectNotFoundFault"))
    }

    /// One whose disk is away is there, and says so.
    @Test func aDatastoreThatIsNotThere() async throws {
        let server = try await TestServer(datastores: ["fast"])
        try FileManager.default.removeItem(atPath: server.test.folder.path + "/fast")
        let answer = try await server.soap(
            #"<Fetch xmlns="urn:vim25"><_this type="Datastore">fast</_this><prop>summary</prop></Fetch>"#,
            session: signIn(server))
        #expect(answer.text.contains("<capacity>0</capacity><freeSpace>0</freeSpace><accessible>false</accessible>"))
    }

    @Test func traversalsThatGoOnByNameEnd() async throws {
        let server = try await TestServer()
        let id = try await signIn(server)
        let parents = collect(
            #"<propSet><type>ManagedEntity</type><pathSet>name</pathSet><pathSet>parent</pathSet></propSet><propSet><type>VirtualMachine</type><pathSet>parentVApp</pathSet></propSet><objectSet><obj type="Datastore">datastore-1</obj><skip>false</skip><selectSet i:type="TraversalSpec"><name>up</name><type>ManagedEntity</type><path>parent</path><skip>false</skip><selectSet i:type="SelectionSpec"><name>up</name></selectSet><selectSet i:type="TraversalSpec"><type>Folder</type><path>childEntity</path><selectSet i:type="SelectionSpec"><name>up</name></selectSet></selectSet></selectSet></objectSet>"#
        )
        let answer = try await server.soap(parents, session: id)
        #expect(answer.text.components(separatedBy: "<objects>").count == 5)
        #expect(
            answer.text.contains(
                #"<name>parent</name><val type="Folder" xsi:type="ManagedObjectReference">group-s4</val>"#))
        #expect(
            answer.text.contains(
                #"<obj type="Folder">group-d1</obj><propSet><name>name</name><val xsi:type="xsd:string">Datacenters</val></propSet></objects>"#
            ))
        let current = collect(
            #"<propSet><type>SessionManager</type><pathSet>currentSession</pathSet></propSet><objectSet><obj type="SessionManager">SessionManager</obj></objectSet>"#
        )
        #expect(
            try await server.soap(current, session: id).text.contains(
                #"<val xsi:type="UserSession"><key>\#(id)</key><userName>anna</userName>"#))
    }

    @Test func aPropertyIsFetchedByItself() async throws {
        let server = try await TestServer()
        let id = try await signIn(server)
        func fetch(_ type: String, _ object: String, _ property: String) async throws -> String {
            try await server.soap(
                #"<Fetch xmlns="urn:vim25"><_this type="\#(type)">\#(object)</_this><prop>\#(property)</prop></Fetch>"#,
                session: id
            ).text
        }
        #expect(
            try await fetch("Folder", "group-s4", "childEntity").contains(
                #"<FetchResponse xmlns="urn:vim25"><returnval type="Datastore">datastore-1</returnval></FetchResponse>"#
            ))
        #expect(
            try await fetch("Datastore", "datastore-1", "name").contains(
                #"<returnval xsi:type="xsd:string">datastore-1</returnval>"#))
        #expect(try await fetch("Folder", "group-s4", "nonsense").contains("InvalidPropertyFault"))
        #expect(try await fetch("Folder", "absent", "name").contains("ManagedObjectNotFoundFault"))
        let versions = try await server.raw(.get, "/sdk/vimServiceVersions.xml", signedIn: false)
        #expect(versions.status == 200 && versions.text.contains("<version>8.0.0.0</version>"))
    }

    @Test func whatCannotBeAnsweredIsAFault() async throws {
        let server = try await TestServer()
        let id = try await signIn(server)
        let cases = [
            (#"<PowerOffVM_Task xmlns="urn:vim25"/>"#, "InvalidRequest"), ("", "InvalidRequest"),
            ("<a>", "InvalidRequest"),
            (#"<Login xmlns="urn:vim25"><userName>a</userName></Login>"#, "InvalidArgument"),
            (collect(#"<objectSet><obj type="Folder">absent</obj></objectSet>"#), "ManagedObjectNotFound"),
            (collect(#"<objectSet><obj>x</obj></objectSet>"#), "InvalidArgument"),
            (
                collect(
                    #"<propSet><type>Folder</type><pathSet>nonsense</pathSet></propSet><objectSet><obj type="Folder">group-d1</obj></objectSet>"#
                ),
                "InvalidProperty"
            ),
            (
                collect(
                    #"<objectSet><obj type="Folder">group-d1</obj><selectSet i:type="SelectionSpec"><name>absent</name></selectSet></objectSet>"#
                ),
                "InvalidArgument"
            ),
            (
                #"<RetrievePropertiesEx xmlns="urn:vim25"><_this type="Folder">x</_this></RetrievePropertiesEx>"#,
                "InvalidArgument"
            ),
        ]
        for (body, fault) in cases {
            let answer = try await server.soap(body, session: id)
            #expect(
                answer.status == 500 && answer.text.contains(#"Fault xmlns="urn:vim25" xsi:type="\#(fault)""#),
                "\(body)")
        }
        let entity =
            #"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><Envelope><Body><x>&e;</x></Body></Envelope>"#
        let refused = try await server.raw(.post, "/sdk", entity, signedIn: false)
        #expect(refused.status == 500 && refused.text.contains("document type") && !refused.text.contains("root:"))
        let stranger = try await server.soap(collect(""))
        #expect(stranger.text.contains(#"xsi:type="NotAuthenticated""#))
        #expect(try await server.raw(.get, "/sdk", signedIn: false).status == 404)
    }
}
