import ContentLibraryForms
import Testing

@testable import WireForms

@Suite struct TableTests {
    @Test(arguments: [
        ("updateSessionId", "update_session_id"), ("Client-Token", "client_token"), ("keepAlive", "keep_alive"),
        ("USBController", "USB_controller"), ("VAppTemplate", "V_app_template"), ("DynamicID", "dynamic_ID"),
        ("x509Chain", "x509_chain"), ("library_id", "library_id"),
    ])
    func namesAreInSnakeCase(_ name: String, _ expected: String) {
        #expect(VAPIName.snakeCase(name) == expected)
    }

    @Test func aTypeIsReadFromTheDocumentsWords() {
        #expect(WireType("") == .void)
        #expect(WireType("string", format: "password") == .secret)
        #expect(WireType("[{Content.Library}]") == .list(.map(.named("Content.Library"))))
        #expect(WireType("{any}") == .dynamic)
    }

    @Test func whatTheDocumentNamesOtherwiseIsFound() throws {
        let item = try #require(WireTables.contentLibrary.service("com.vmware.content.library.item"))
        #expect(item["copy"]?.bodyName == "destination_create_spec")
        #expect(item["find"]?.bodyName == "spec")
        #expect(item["publish"]?.bodyName == nil)
        #expect(
            item["copy"]?.arguments.map(\.name).sorted() == [
                "client_token", "destination_create_spec", "source_library_item_id",
            ])
        let changes = try #require(WireTables.contentLibrary.service("com.vmware.content.library.item.changes"))
        #expect(changes["list"]?.arguments.map(\.name) == ["library_item"])
    }
}
