import ContentLibraryAPI
import Foundation

/// An item in a few lines.
struct ItemDescription: CustomStringConvertible {
    private let item: LibraryItemModel

    init(_ item: LibraryItemModel) {
        self.item = item
    }

    var description: String {
        """
        item      \(item.name ?? "?")  \(item.id ?? "")
        type      \(item.type ?? "-")
        size      \(readable(bytes: item.size))
        content   version \(item.contentVersion ?? "?")
        metadata  version \(item.metadataVersion ?? "?")
        """
    }
}
