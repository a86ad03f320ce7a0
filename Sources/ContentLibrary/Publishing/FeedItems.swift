import BinderyRuntime
import GRDB

/// The text of `items.json`, made page by page as it is sent: a library of any size needs the memory of one page.
///
/// All pages are of one revision of the library. Should it change in between, the text ends with an error, which the
/// subscriber sees as a connection that broke, and asks again.
struct FeedItems: AsyncSequence, Sendable {
    typealias Element = ArraySlice<UInt8>

    static let pageLength = 200

    let library: FeedLibrary
    let store: LibraryStore

    func makeAsyncIterator() -> Iterator { Iterator(items: self) }

    struct Iterator: AsyncIteratorProtocol {
        let items: FeedItems
        private var lastName: String?
        private var isOver = false

        init(items: FeedItems) { self.items = items }

        mutating func next() async throws -> ArraySlice<UInt8>? {
            guard !isOver else { return nil }
            var text: [UInt8] = lastName == nil ? Array(#"{"items":["#.utf8) : []
            let page = try await items.page(after: lastName ?? "")
            for item in page {
                if lastName != nil { text.append(UInt8(ascii: ",")) }
                lastName = item.item.name
                text += try item.json.encoded()
            }
            isOver = page.count < FeedItems.pageLength
            if isOver { text += Array("]}".utf8) }
            return text[...]
        }
    }

    /// Names are unique in a library, so they say where a page ends.
    private func page(after name: String) async throws -> [FeedItem] {
        let (id, revision) = (library.library.id, library.revision)
        return try await store.read { db in
            guard try FeedLibrary.find(db, id: id).revision == revision else {
                throw LibraryError(
                    .concurrentChange,
                    LibraryMessage("feed.changed", "The library {0} was changed while its items were sent.", id))
            }
            let items = try ItemRecord.filter(Column("library_id") == id && Column("name") > name)
                .order(Column("name")).limit(FeedItems.pageLength).fetchAll(db)
            return try items.map { try FeedItem(db, $0) }
        }
    }
}
