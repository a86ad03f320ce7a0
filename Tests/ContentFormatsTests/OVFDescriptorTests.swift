@testable import ContentFormats
import ContentSamples
import Testing

@Suite struct OVFDescriptorTests {
    private func descriptor(_ text: String) throws -> OVFDescriptor { try OVFDescriptor(Array(text.utf8)) }

    private func fault(_ text: String) -> String? {
        do {
            _ = try descriptor(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func envelope(_ body: String) -> String {
        """
        <e:Envelope xmlns:e="http://schemas.dmtf.org/ovf/envelope/1" xmlns:o="http://schemas.dmtf.org/ovf/envelope/1">
        \(body)
        </e:Envelope>
        """
    }

    @Test(arguments: [
        "http://schemas.dmtf.org/ovf/envelope/1", "http://schemas.dmtf.org/ovf/envelope/2",
        "http://www.vmware.com/schema/ovf/1/envelope",
    ]) func referencesOfEveryVersion(_ namespace: String) throws {
        let bytes = SamplePackage.descriptor([("a.vmdk", "ovf:size=\"7\""), ("b.iso", "")], namespace: namespace)
        #expect(
            try OVFDescriptor(bytes).required == [.init(name: "a.vmdk", size: 7), .init(name: "b.iso", size: nil)])
    }

    @Test func piecesAreNumbered() throws {
        let bytes = SamplePackage.descriptor([("a.vmdk", "ovf:size=\"25\" ovf:chunkSize=\"10\"")])
        #expect(
            try OVFDescriptor(bytes).required == [
                .init(name: "a.vmdk.000000000", size: 10), .init(name: "a.vmdk.000000001", size: 10),
                .init(name: "a.vmdk.000000002", size: 5),
            ])
    }

    @Test func attributesGoByTheirNamespaceNotTheirPrefix() throws {
        let text = envelope(
            "<e:References xmlns:x='urn:other'><e:File o:id='1' o:href='a' x:href='b' o:size='2'/></e:References>")
        #expect(try descriptor(text).required == [.init(name: "a", size: 2)])
        let other = envelope("<e:References xmlns:o='urn:other'><e:File e:id='1' o:href='b'/></e:References>")
        #expect(fault(other) == "line 2: A File has no attribute 'href'.")
    }

    @Test func elementsOfOtherNamespacesAreNotTheEnvelopes() throws {
        let text = envelope("<x:References xmlns:x='urn:x'><x:File id='1' href='a'/></x:References>")
        #expect(try descriptor(text).required == [])
    }

    @Test(arguments: [
        ("", "An OVF descriptor is XML, and this has a fault in line"),
        ("<Envelope/>", "line 1: The root element is 'Envelope', not the Envelope of OVF."),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Envelope>&a;</Envelope>", "a document type"),
        (String(repeating: "<a>", count: 300), "nested too deep"),
    ]) func whatIsNoDescriptor(_ text: String, _ expected: String) {
        #expect(fault(text)?.contains(expected) == true, "\(fault(text) ?? "")")
    }

    @Test(arguments: [
        ("<e:File o:id='1' o:href='a/b'/>", "line 2: The file 'a/b' is not in the package itself."),
        ("<e:File o:id='1' o:href='..'/>", "line 2: The file '..' is not in the package itself."),
        ("<e:File o:id='1' o:href='http://x/y'/>", "line 2: The file 'http://x/y' is not in the package itself."),
        ("<e:File o:id='1' o:href='a' o:size='-1'/>", "line 2: The attribute 'size' is '-1', not a number of bytes."),
        (
            "<e:File o:id='1' o:href='a' o:size='9999999999999999999'/>",
            "line 2: The attribute 'size' is '9999999999999999999', not a number of bytes."
        ),
        (
            "<e:File o:id='1' o:href='a' o:size='9' o:chunkSize='0'/>",
            "line 2: The file 'a' cannot come in pieces of 0 bytes."
        ),
        (
            "<e:File o:id='1' o:href='a' o:size='999999999' o:chunkSize='1'/>",
            "line 2: The file 'a' cannot come in pieces of 1 bytes."
        ),
        ("<e:File o:id='1'/>", "line 2: A File has no attribute 'href'."),
        (
            "<e:File o:id='1' o:href='a'/><e:File o:id='1' o:href='b'/>",
            "line 2: The file 'b' is there twice, or its id is."
        ),
    ]) func faultyReferences(_ files: String, _ expected: String) {
        #expect(fault(envelope("<e:References>\(files)</e:References>")) == expected)
    }

    @Test func aDiskNeedsItsFile() {
        let text = envelope("<e:DiskSection><e:Disk o:diskId='d' o:fileRef='nowhere'/></e:DiskSection>")
        #expect(fault(text) == "line 2: A disk refers to the file 'nowhere', which is not among the References.")
    }

    @Test func limits() {
        #expect(fault(String(repeating: " ", count: OVFDescriptor.byteLimit + 1))?.contains("at most") == true)
        let files = (0...OVFDescriptor.fileLimit).map { "<e:File o:id='\($0)' o:href='f\($0)'/>" }.joined()
        #expect(fault(envelope("<e:References>\(files)</e:References>"))?.contains("at most 4096 files") == true)
        let elements = envelope(String(repeating: "<a/>", count: 200_001))
        #expect(fault(elements)?.contains("more than 200000 elements") == true)
    }
}
