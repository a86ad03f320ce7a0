import BinderyXML
import Testing

@testable import WireForms

@Suite struct PropertyFilterTests {
    /// Each of many objects leads to the first of many traversals, each of which leads to the next.
    @Test(.timeLimit(.minutes(1))) func manyWaysTakeLittleTime() throws {
        let count = 4000
        let traversals = (0..<count).map {
            """
            <selectSet><name>t\($0)</name><type>ManagedEntity</type><path>\($0 % 2 == 0 ? "childEntity" : "parent")</path>\
            <selectSet><name>t\(($0 + 1) % count)</name></selectSet></selectSet>
            """
        }
        let start = #"<objectSet><obj type="Folder">group-d1</obj><selectSet><name>t0</name></selectSet></objectSet>"#
        let text =
            #"<specSet><objectSet><obj type="Datastore">d</obj>\#(traversals.joined())</objectSet>"#
            + String(repeating: start, count: count) + "</specSet>"
        let filter = try PropertyFilter(XMLTreeElement.parse(Array(text.utf8)).get())
        let inventory = Inventory(datastores: [WireDatastore(id: "d", name: "d") { nil }], session: "")
        let found = try filter.objects(in: inventory).map(\.id)
        #expect(Set(found) == ["d", "group-s4", "datacenter-1", "group-d1"] && found.count == 4)
    }

    /// Naming a traversal again and again makes no more work.
    @Test func whatIsSelectedTwiceIsFollowedOnce() throws {
        let names = String(repeating: "<selectSet><name>up</name></selectSet>", count: 100)
        let traversal = "<name>up</name><type>ManagedEntity</type><path>parent</path>"
        let object = #"<obj type="Folder">group-d1</obj>"#
        let text =
            "<specSet><objectSet>\(object)<selectSet>\(traversal)\(names)</selectSet>\(names)</objectSet></specSet>"
        let filter = try PropertyFilter(XMLTreeElement.parse(Array(text.utf8)).get())
        #expect(filter.starts.map(\.firstNames) == [["up"]])
    }
}
