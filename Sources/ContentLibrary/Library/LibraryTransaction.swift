import Foundation
import GRDB

/// A database transaction at one instant of the injected clock.
struct LibraryTransaction {
    let db: Database
    let now: Date
    let settings: LibrarySettings
    let ids: IDSource
}
