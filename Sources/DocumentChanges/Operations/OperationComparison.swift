internal import DocumentTree
internal import OpenAPI

/// What an operation says of itself.
extension DocumentComparer {
    /// Compares an operation that is in both documents. One that is a draft or in alpha makes no promise to keep.
    mutating func compare(_ pair: OperationPair) {
        if pair.old.lifecycle.isUnstable { return }
        compareNames(pair)
        compareLifecycle(pair)
        compareParameters(pair)
        compareRequestBody(pair)
        compareResponses(pair)
        if !pair.isReversed { compareSecurity(pair) }
        compareCallbacks(pair)
    }

    private mutating func compareNames(_ pair: OperationPair) {
        let (before, after) = (pair.old, pair.new)
        let (oldPlace, newPlace) = (
            before.operationIDLocation ?? before.location, after.operationIDLocation ?? after.location
        )
        switch (before.operationID, after.operationID) {
        case (nil, let id?):
            add(
                "api-operation-id-added", .info, pair.scope, "the operationId `\(id)` is new", old: oldPlace,
                new: newPlace)
        case (let id?, let newID) where id != newID:
            let rest = newID.map { ", and is `\($0)` now" } ?? ""
            add(
                "api-operation-id-removed", .info, pair.scope, "the operationId `\(id)` is gone\(rest)", old: oldPlace,
                new: newPlace)
        default: break
        }
        for tag in before.tags where !after.tags.contains(tag) {
            add(
                "api-tag-removed", .info, pair.scope, "the tag `\(tag)` is gone", old: before.location,
                new: after.location)
        }
        for tag in after.tags where !before.tags.contains(tag) {
            add(
                "api-tag-added", .info, pair.scope, "the tag `\(tag)` is new", old: before.location, new: after.location
            )
        }
    }

    private mutating func compareLifecycle(_ pair: OperationPair) {
        for event in Lifecycle.events(pair.old.lifecycle, pair.new.lifecycle) {
            let rule = Self.operationEvents[event.id] ?? ("api-\(event.id)", .info)
            add(
                rule.0, rule.1, pair.scope, event.what, sides: rule.1 == .info ? [] : [.clients],
                old: pair.old.location,
                new: pair.new.location)
        }
    }

    /// The ids and levels of what is said of how long and how firmly an operation will be there.
    private static let operationEvents: [String: (String, Change.Level)] = [
        "deprecated": ("endpoint-deprecated", .info),
        "deprecated-with-sunset": ("endpoint-deprecated-with-sunset", .info),
        "deprecated-sunset-invalid": ("api-deprecated-sunset-parse", .breaking),
        "reactivated": ("endpoint-reactivated", .info),
        "sunset-parse": ("api-path-sunset-parse", .breaking),
        "sunset-deleted": ("sunset-deleted", .breaking),
        "stability-decreased": ("api-stability-decreased", .breaking),
        "stability-increased": ("api-stability-increased", .info),
        "invalid-stability-level": ("api-invalid-stability-level", .breaking),
    ]
}
