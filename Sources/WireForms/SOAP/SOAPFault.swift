/// An error as SOAP 1.1 (§4.4) and the vSphere Web Services have it.
struct SOAPFault: Error {
    /// The type of the fault, without which the detail says nothing.
    let type: String
    let text: String
    /// The members of the fault, as they are written.
    let content: String

    private init(_ type: String, _ text: String, content: String = "") {
        (self.type, self.text, self.content) = (type, text, content)
    }

    static let notAuthenticated = SOAPFault("NotAuthenticated", "The session is not authenticated.")
    static let invalidLogin = SOAPFault(
        "InvalidLogin", "Cannot complete login due to an incorrect user name or password.")

    static func invalidRequest(_ text: String) -> SOAPFault { SOAPFault("InvalidRequest", text) }

    static func invalidArgument(_ name: String) -> SOAPFault {
        SOAPFault(
            "InvalidArgument", "A parameter is not correct: \(name)",
            content: XMLText.element("invalidProperty", text: name))
    }

    static func invalidProperty(_ name: String) -> SOAPFault {
        SOAPFault("InvalidProperty", "There is no property \(name).", content: XMLText.element("name", text: name))
    }

    static func managedObjectNotFound(_ object: ManagedReference) -> SOAPFault {
        SOAPFault(
            "ManagedObjectNotFound", "There is no object \(object.type):\(object.id).",
            content: XMLText.reference("obj", object))
    }

    /// What the server itself failed at.
    static func failed(_ text: String) -> SOAPFault { SOAPFault("RuntimeFault", text) }

    /// The fault as the body of an envelope has it.
    var xml: String {
        let detail = #"<\#(type)Fault xmlns="urn:vim25" xsi:type="\#(type)">\#(content)</\#(type)Fault>"#
        return "<soapenv:Fault><faultcode>ServerFaultCode</faultcode>"
            + XMLText.element("faultstring", text: text) + "<detail>\(detail)</detail></soapenv:Fault>"
    }
}
