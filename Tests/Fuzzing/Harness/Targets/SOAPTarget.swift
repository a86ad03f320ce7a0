import BinderyXML
import SeededRandom

extension FuzzTarget {
    /// Requests to `/sdk`. Each is answered with an envelope that has one response, or one fault.
    static let soap: FuzzTarget = {
        let stage = WireFormsStage()
        return FuzzTarget("soap", samples: soapSamples, words: soapWords, seams: .characters("<> \"=")) {
            bytes, _ async throws(Violation) in
            guard let answer = try await stage.answer(bytes) else { return false }
            guard answer.path.hasPrefix("/sdk") else { return false }
            let text = String(decoding: answer.body, as: UTF8.self)
            guard case .success(let root) = XMLTreeElement.parse(answer.body) else {
                throw Violation("the answer is no XML: '\(text.prefix(500))'")
            }
            if root.name == "namespaces" { return false }
            try require(root.name == "Envelope" && root.children.map(\.name) == ["Body"], "\(text) is no envelope")
            let names = root.children[0].children.map(\.name)
            try require(names.count == 1, "the body has \(names)")
            try require([200, 500].contains(answer.status), "the status is \(answer.status)")
            try require((names == ["Fault"]) == (answer.status == 500), "\(names) with the status \(answer.status)")
            return answer.status == 200
        }
    }()

    private static let soapSamples = [
        soap(
            #"<RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent>"#
        ),
        soap(
            """
            <Login xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this><userName>a&amp;b</userName>\
            <password><![CDATA[x]]></password><locale>en_US</locale></Login>
            """),
        soap(#"<Logout xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this></Logout>"#),
        soap(#"<CurrentTime xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></CurrentTime>"#),
        soap(
            """
            <RetrievePropertiesEx xmlns="urn:vim25" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">\
            <_this type="PropertyCollector">propertyCollector</_this><specSet><propSet><type>Datastore</type>\
            <pathSet>name</pathSet></propSet><propSet><type>Folder</type><all>true</all></propSet><objectSet>\
            <obj type="Folder">group-d1</obj><skip>false</skip><selectSet i:type="TraversalSpec"><name>f</name>\
            <type>Folder</type><path>childEntity</path><skip>false</skip><selectSet><name>f</name></selectSet>\
            <selectSet><name>d</name></selectSet></selectSet><selectSet i:type="TraversalSpec"><name>d</name>\
            <type>Datacenter</type><path>datastoreFolder</path><selectSet><name>f</name></selectSet></selectSet>\
            </objectSet></specSet><options></options></RetrievePropertiesEx>
            """),
        soap(
            """
            <RetrieveProperties xmlns="urn:vim25"><_this type="PropertyCollector">propertyCollector</_this><specSet>\
            <propSet><type>SessionManager</type><pathSet>currentSession</pathSet></propSet><objectSet>\
            <obj type="SessionManager">SessionManager</obj></objectSet></specSet></RetrieveProperties>
            """),
        soap(#"<Fetch xmlns="urn:vim25"><_this type="Datastore">datastore-1</_this><prop>name</prop></Fetch>"#),
    ]

    private static func soap(_ call: String) -> [UInt8] {
        Array(
            """
            POST /sdk
            Cookie: vmware_soap_session=1

            <?xml version="1.0" encoding="UTF-8"?>
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\(call)</s:Body></s:Envelope>
            """.utf8)
    }

    private static let soapWords = [
        "<specSet>", "</specSet>", "<propSet>", "<objectSet>", "<selectSet>", "</selectSet>",
        "<obj type=\"Datacenter\">",
        "<pathSet>parent</pathSet>", "<type>ManagedEntity</type>", "<all>1</all>", "<skip>true</skip>",
        "<name>d</name>",
        "<selectSet><name>f</name></selectSet>", "ServiceInstance", "group-s4", "datastore", "content", "Fetch",
        "Login",
        "<![CDATA[", "]]>", "<!--", "<!DOCTYPE a>", "&#x1;", "&#9;", "&lt;", "&b;", "<a>", "</a>", "<a b=\"c\"/>",
        "xmlns=\"\"", "xmlns:s=\"t\"", "/sdk/", "Cookie: vmware_soap_session=\"",
    ]
}
