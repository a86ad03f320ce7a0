public import BinderyRuntime
import BinderyXML
import Foundation
import HTTPTypes

/// As much of the vSphere Web Services at `/sdk` as tools for content libraries need beside the operations: signing in and
/// out, and finding datastores below the root folder.
///
/// A login session is one of the API's: it is made, used and ended through the router.
public struct SOAPForm: ServerMiddleware {
    private static let cookie = "vmware_soap_session"
    /// How many bytes a request may have: it is read before it is known who sends it.
    private static let bodyLimit = 64 << 10
    /// How many elements a request may have.
    private static let elementLimit = 2000

    private let datastores: [WireDatastore]
    private let router: Router

    /// Makes the endpoint.
    /// - Parameters:
    ///   - datastores: the datastores that there are.
    ///   - router: what login sessions are asked of.
    public init(datastores: [WireDatastore], in router: Router) {
        (self.datastores, self.router) = (datastores, router)
    }

    /// Answers a request to `/sdk`, and passes on all others.
    public func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        let path = context.target.path
        if path == "/sdk/vimServiceVersions.xml", request.head.method == .get || request.head.method == .head {
            return ServerResponse(
                status: 200, headerFields: [.contentType: "text/xml; charset=utf-8"],
                body: BodyStream(ServiceContent.versions))
        }
        guard path == "/sdk" || path == "/sdk/", request.head.method == .post else {
            return await next(request, context)
        }
        do throws(SOAPFault) {
            return try await answer(request)
        } catch {
            return Self.response(error.xml, status: 500)
        }
    }

    private func answer(_ request: ServerRequest) async throws(SOAPFault) -> ServerResponse {
        let call = try await Self.call(request)
        switch call.name {
        case "RetrieveServiceContent": return Self.response(to: call, ServiceContent.xml)
        case "Login": return try await logIn(call, request)
        case "Logout":
            _ = try await session(request)
            guard await send("DELETE", like: request).status < 300 else { throw .notAuthenticated }
            return Self.response(to: call, nil)
        case "CurrentTime":
            _ = try await session(request)
            return Self.response(to: call, Date().formatted(.iso8601))
        case "RetrievePropertiesEx", "RetrieveProperties":
            let inventory = Inventory(datastores: datastores, session: try await session(request))
            return try properties(call, in: inventory)
        case "Fetch": return try fetch(call, in: Inventory(datastores: datastores, session: try await session(request)))
        case "CreateContainerView":
            let inventory = Inventory(datastores: datastores, session: try await session(request))
            let view = try ContainerView(call, in: inventory).reference
            return Self.response(
                #"<CreateContainerViewResponse xmlns="urn:vim25">\#(XMLText.reference("returnval", view))</CreateContainerViewResponse>"#
            )
        case "DestroyView":
            _ = try await session(request)
            guard call.child("_this").flatMap(ManagedReference.init).flatMap(ContainerView.init) != nil else {
                throw .invalidArgument("_this")
            }
            return Self.response(to: call, nil)
        default: throw .invalidRequest("There is no method \(call.name).")
        }
    }

    /// The element that names the method, from the envelope's body.
    private static func call(_ request: ServerRequest) async throws(SOAPFault) -> XMLTreeElement {
        let bytes: [UInt8]
        do throws(WireFault) {
            bytes = try await Bodies.collect(request, upTo: bodyLimit)
        } catch {
            throw .invalidRequest(error.message)
        }
        switch XMLTreeElement.parse(bytes, elementLimit: elementLimit) {
        case .failure(let fault): throw .invalidRequest("The request is not read: \(fault.reason).")
        case .success(let root):
            guard root.name == "Envelope", let call = root.child("Body")?.children.first else {
                throw .invalidRequest("The request is no SOAP envelope with a method in its body.")
            }
            return call
        }
    }

    // MARK: Sessions

    private func logIn(_ call: XMLTreeElement, _ request: ServerRequest) async throws(SOAPFault) -> ServerResponse {
        guard let user = call.child("userName")?.text else { throw .invalidArgument("userName") }
        guard let password = call.child("password")?.text else { throw .invalidArgument("password") }
        let pair = Data("\(user):\(password)".utf8).base64EncodedString()
        let answer = await send("POST", like: request, fields: [.authorization: "Basic " + pair])
        guard answer.status == 201, let id = answer.json.string else {
            throw answer.status == 401 ? .invalidLogin : .failed("The login failed with status \(answer.status).")
        }
        let now = Date().formatted(.iso8601)
        var response = Self.response(
            to: call, UserSession(key: id, user: user, created: now, used: now).xml)
        response.head.headerFields[.setCookie] =
            "\(Self.cookie)=\(id); Path=/; HttpOnly; SameSite=Strict"
            + (request.head.scheme == "https" ? "; Secure" : "")
        return response
    }

    /// The login session of a request, as it is written.
    private func session(_ request: ServerRequest) async throws(SOAPFault) -> String {
        guard let id = Cookies.value(of: Self.cookie, in: request) else { throw .notAuthenticated }
        let answer = await send("GET", like: request)
        guard answer.status == 200, let info = answer.json.object else { throw .notAuthenticated }
        let times = ["created_time", "last_accessed_time"].map { info[$0]?.string ?? "" }
        return UserSession(key: id, user: info["user"]?.string ?? "", created: times[0], used: times[1]).xml
    }

    /// Sends a request about login sessions to the router.
    private func send(
        _ method: String, like original: ServerRequest, fields: HTTPFields = [:]
    ) async -> (status: Int, json: JSONValue) {
        var head = original.head
        head.method = HTTPRequest.Method(method) ?? .get
        head.path = router.basePath + "/session"
        for field in [HTTPField.Name.contentType, .contentLength, .cookie, .authorization] {
            head.headerFields[field] = fields[field]
        }
        if fields.isEmpty, let name = HTTPField.Name(Cookies.name) {
            head.headerFields[name] = Cookies.value(of: Self.cookie, in: original)
        }
        let response = await router.respond(to: ServerRequest(head: head, remoteAddress: original.remoteAddress))
        let bytes = try? await response.body?.collect(upTo: WireForms.bodyLimit)
        return (response.status, bytes.flatMap { try? JSONValue.decode(from: $0) } ?? .null)
    }

    // MARK: Properties

    private func properties(_ call: XMLTreeElement, in inventory: Inventory) throws(SOAPFault) -> ServerResponse {
        guard call.child("_this").flatMap(ManagedReference.init) == Inventory.propertyCollector else {
            throw .invalidArgument("_this")
        }
        var found: [String] = []
        for element in call.children where element.name == "specSet" {
            let filter = try PropertyFilter(element)
            for object in try filter.objects(in: inventory) {
                let values = try filter.values(of: object, in: inventory)
                guard !values.isEmpty else { continue }
                let properties = values.map {
                    "<propSet>" + XMLText.element("name", text: $0.name) + XMLText.value($0.value) + "</propSet>"
                }
                found.append(XMLText.reference("obj", object) + properties.joined())
            }
        }
        guard call.name == "RetrievePropertiesEx" else {
            let values = found.map { "<returnval>\($0)</returnval>" }.joined()
            return Self.response(
                "<RetrievePropertiesResponse xmlns=\"urn:vim25\">\(values)</RetrievePropertiesResponse>")
        }
        let objects = found.map { "<objects>\($0)</objects>" }.joined()
        return Self.response(to: call, found.isEmpty ? nil : objects)
    }

    /// One property of one object, as pyVmomi asks for it.
    private func fetch(_ call: XMLTreeElement, in inventory: Inventory) throws(SOAPFault) -> ServerResponse {
        guard let object = call.child("_this").flatMap(ManagedReference.init) else { throw .invalidArgument("_this") }
        guard let name = call.child("prop")?.trimmed else { throw .invalidArgument("prop") }
        guard let properties = inventory.properties(of: object) else { throw .managedObjectNotFound(object) }
        guard let property = properties.first(where: { $0.name == name }) else { throw .invalidProperty(name) }
        return Self.response(#"<FetchResponse xmlns="urn:vim25">\#(XMLText.results(property.value))</FetchResponse>"#)
    }

    // MARK: Answers

    private static func response(to call: XMLTreeElement, _ value: String?) -> ServerResponse {
        let value = value.map { "<returnval>\($0)</returnval>" } ?? ""
        return response(#"<\#(call.name)Response xmlns="urn:vim25">\#(value)</\#(call.name)Response>"#)
    }

    private static func response(_ body: String, status: Int = 200) -> ServerResponse {
        ServerResponse(
            status: status, headerFields: [.contentType: "text/xml; charset=utf-8"],
            body: BodyStream(XMLText.envelope(body)))
    }
}
