import BinderyRuntime

/// `library` and `local_library`: libraries of either type, and those that clients fill.
enum LibraryChecks {
    static let all = creating + reading + updating + deleting + finding + moving + unknown

    @Sendable private static func id(_ scene: Scene) -> Arguments { ["library_id": .string(scene.library)] }
    private static func update(_ spec: JSONValue) -> @Sendable (Scene) -> Arguments {
        { ["library_id": .string($0.library), "update_spec": spec] }
    }

    private static let noDatastore: JSONValue = [["type": "DATASTORE", "datastore_id": "datastore-that-is-not-there"]]

    private static let creating: [Check] = [
        Check("local_library.create", onDatastore, .identifier) {
            ["create_spec": Specs.library($0.name, on: $0.other)]
        },
        Check("local_library.create", .nothing, .fails(.invalidArgument)) { _ in ["create_spec": [:]] },
        Check("local_library.create", onDatastore, .fails(.invalidArgument)) {
            ["create_spec": Specs.library("", on: $0.other)]
        },
        Check("local_library.create", onDatastore, .fails(.invalidArgument)) {
            ["create_spec": Specs.library(String(repeating: "n", count: 81), on: $0.other)]
        },
        Check("local_library.create", .nothing, .fails(.invalidArgument)) {
            ["create_spec": ["name": .string($0.name), "type": "LOCAL", "storage_backings": []]]
        },
        Check("local_library.create", .nothing, .fails(.invalidArgument)) {
            ["create_spec": ["name": .string($0.name), "type": "LOCAL", "storage_backings": noDatastore]]
        },
        Check("local_library.create", onDatastore, .fails(.invalidArgument)) {
            var spec = Specs.library($0.name, on: $0.other).object ?? JSONObject()
            spec["description"] = .string(String(repeating: "d", count: 2001))
            return ["create_spec": .object(spec)]
        },
        Check("local_library.create", onDatastore, .fails(.invalidArgument)) {
            ["client_token": "token", "create_spec": Specs.library($0.name, on: $0.other)]
        },
        Check("local_library.create", tokenUsed, .same(\.library)) {
            ["client_token": .string($0.token), "create_spec": Specs.library($0.name, on: $0.other)]
        },
    ]

    private static let onDatastore = Setting("a datastore") { stage in
        var scene = Scene()
        scene.other = stage.datastore
        return scene
    }

    private static let tokenUsed = onDatastore.and("a library created with the same client token") { stage, scene in
        scene.library = try await stage.text(
            "local_library.create",
            ["client_token": .string(scene.token), "create_spec": Specs.library(scene.name, on: scene.other)])
        await stage.made.add(scene.library)
    }

    private static func isModel(_ model: JSONObject) -> Bool {
        model["type"]?.string == "LOCAL" && model["name"]?.string?.isEmpty == false && model["id"] != nil
            && model["version"] != nil && model["creation_time"] != nil && model["last_modified_time"] != nil
            && model["storage_backings"]?.array?.count == 1
    }

    private static let reading: [Check] = [
        Check("local_library.get", .library, .object("its model", isModel), arguments: id),
        Check("library.get", .library, .object("its model", isModel), arguments: id),
        Check("local_library.list", .library, .list(with: \.library)),
        Check("library.list", .library, .list(with: \.library)),
        Check("subscribed_library.list", .library, .list(with: \.library, false)),
        Check("subscribed_library.get", .library, .fails(.invalidElementType), arguments: id),
    ]

    private static let updating: [Check] = [
        Check(
            "local_library.update", .library, .nothing, .library("description", "other"),
            arguments: update(["description": "other"])),
        Check(
            "library.update", .library, .nothing, .library("description", "other"),
            arguments: update(["description": "other"])),
        Check("local_library.update", .library, .fails(.invalidArgument), arguments: update(["name": ""])),
        Check("library.update", .library, .fails(.invalidArgument), arguments: update(["name": ""])),
        Check(
            "local_library.update", .library, .fails(.invalidArgument, .concurrentChange),
            arguments: update(["version": "999", "description": "x"])),
        Check(
            "subscribed_library.update", .library, .fails(.invalidElementType), arguments: update(["description": "x"])),
        Check("local_library.update", filled, .nothing, .versionRaised, arguments: update(["description": "x"])),
        Check("library.item.create", filled, .identifier, .sameVersion) {
            ["create_spec": Specs.item($0.name, in: $0.library)]
        },
    ]

    /// `other` is the library's version.
    private static let filled = Setting.library.and("its version known") { stage, scene in
        let model = try await stage.object("library.get", ["library_id": .string(scene.library)])
        scene.other = model["version"]?.string ?? ""
    }

    private static let deleting: [Check] = [
        Check("local_library.delete", .library, .nothing, .libraryGone, arguments: id),
        Check("library.delete", .library, .nothing, .libraryGone, arguments: id),
        Check("library.force_delete", .library, .nothing, .libraryGone, arguments: id),
        Check("local_library.force_delete", .library, .nothing, .libraryGone, arguments: id),
        Check("library.force_delete", .filledItem, .nothing, .itemGone, arguments: id),
        Check("subscribed_library.delete", .library, .fails(.invalidElementType), arguments: id),
        Check("subscribed_library.force_delete", .library, .fails(.invalidElementType), arguments: id),
    ]

    private static let finding: [Check] = [
        Check("library.find", named, .list(with: \.library)) { ["spec": ["name": .string($0.other)]] },
        Check("library.find", named, .list(with: \.library)) { ["spec": ["name": .string($0.other.uppercased())]] },
        Check("library.find", named, .list(with: \.library)) {
            ["spec": ["name": .string($0.other), "type": "LOCAL"]]
        },
        Check("library.find", named, .list(with: \.library, false)) {
            ["spec": ["name": .string($0.other), "type": "SUBSCRIBED"]]
        },
        Check("library.find", named, .list(with: \.library, false)) { ["spec": ["name": .string($0.other + "-not")]] },
        Check("library.find", .nothing, .fails(.invalidArgument)) { _ in ["spec": [:]] },
    ]

    /// `other` is the library's name.
    private static let named = Setting.library.and("its name known") { stage, scene in
        let model = try await stage.object("library.get", ["library_id": .string(scene.library)])
        scene.other = model["name"]?.string ?? ""
    }

    private static let moving: [Check] = [
        Check("subscribed_library.sync", .library, .fails(.invalidElementType), arguments: id),
        Check("subscribed_library.evict", .library, .fails(.invalidElementType), arguments: id),
        Check("library.exit_maintenance", .library, .fails(.notAllowedInCurrentState), arguments: id),
    ]

    private static let operations: [(String, Arguments)] = [
        ("library.get", [:]), ("library.delete", [:]), ("library.force_delete", [:]),
        ("library.update", ["update_spec": ["description": "x"]]),
        ("library.enter_maintenance", [:]), ("library.exit_maintenance", [:]),
        ("local_library.get", [:]), ("local_library.delete", [:]), ("local_library.force_delete", [:]),
        ("local_library.update", ["update_spec": ["description": "x"]]), ("local_library.publish", [:]),
        ("subscribed_library.get", [:]), ("subscribed_library.delete", [:]), ("subscribed_library.force_delete", [:]),
        ("subscribed_library.update", ["update_spec": ["description": "x"]]),
        ("subscribed_library.sync", [:]), ("subscribed_library.evict", [:]),
    ]

    private static let unknown: [Check] =
        operations.map { operation, more in
            Check(operation, .unknown, .fails(.notFound)) { id($0).merging(more) { $1 } }
        }
        + operations.filter { $0.0.hasPrefix("local_library") || $0.0 == "library.get" }.map { operation, more in
            Check(operation, deleted, .fails(.notFound)) { id($0).merging(more) { $1 } }
        }

    private static let deleted = Setting.library.and("deleted") { stage, scene in
        try await stage.call("local_library.delete", ["library_id": .string(scene.library)])
    }
}

extension Effect {
    static func library(_ member: String, _ value: String) -> Effect {
        Effect("its \(member) is \(value)") { stage, scene in
            let model = try await stage.object("library.get", ["library_id": .string(scene.library)])
            guard model[member]?.string == value else {
                throw Disagreement("its \(member) is \(model[member]?.text ?? "unset")")
            }
        }
    }

    static let versionRaised = version("its version is another") { $0 != $1 }
    static let sameVersion = version("the library's version stays") { $0 == $1 }

    private static func version(
        _ words: String, _ holds: @escaping @Sendable (String, String) -> Bool
    ) -> Effect {
        Effect(words) { stage, scene in
            let model = try await stage.object("library.get", ["library_id": .string(scene.library)])
            guard let version = model["version"]?.string, holds(scene.other, version) else {
                throw Disagreement("its version was \(scene.other) and is \(model["version"]?.text ?? "unset")")
            }
        }
    }

    static let libraryGone = absence("the library is gone", "library.get", "library_id", \.library)
    static let itemGone = absence("the item is gone", "library.item.get", "library_item_id", \.item)

    private static func absence(
        _ words: String, _ operation: String, _ parameter: String, _ id: any KeyPath<Scene, String> & Sendable
    ) -> Effect {
        Effect(words) { stage, scene in
            let answer = try await stage.form.send(
                Call(operation, [parameter: .string(scene[keyPath: id])]), as: stage.credential)
            try Expectation.fails(.notFound).verify(answer, in: stage.form)
        }
    }
}
