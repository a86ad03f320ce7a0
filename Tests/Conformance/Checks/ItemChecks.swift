import BinderyRuntime

/// `library.item` and what hangs on items: `file`, `storage` and `changes`.
enum ItemChecks {
    static let all = creating + reading + updating + copying + deleting + finding + files + changes + unknown

    @Sendable private static func id(_ scene: Scene) -> Arguments { ["library_item_id": .string(scene.item)] }
    private static func update(_ spec: JSONValue) -> @Sendable (Scene) -> Arguments {
        { ["library_item_id": .string($0.item), "update_spec": spec] }
    }

    private static let creating: [Check] = [
        Check("library.item.create", .library, .identifier) { ["create_spec": Specs.item($0.name, in: $0.library)] },
        Check("library.item.create", .library, .identifier) {
            ["create_spec": ["name": .string($0.name), "library_id": .string($0.library), "type": "iso"]]
        },
        Check("library.item.create", .library, .fails(.invalidArgument)) {
            ["create_spec": Specs.item("", in: $0.library)]
        },
        Check("library.item.create", .library, .fails(.invalidArgument)) {
            ["create_spec": Specs.item(String(repeating: "n", count: 81), in: $0.library)]
        },
        Check("library.item.create", .library, .fails(.invalidArgument)) {
            [
                "create_spec": [
                    "name": .string($0.name), "library_id": .string($0.library),
                    "description": .string(String(repeating: "d", count: 2001)),
                ]
            ]
        },
        Check("library.item.create", .nothing, .fails(.invalidArgument)) {
            ["create_spec": ["name": .string($0.name)]]
        },
        Check("library.item.create", .unknown, .fails(.notFound)) {
            ["create_spec": Specs.item($0.name, in: $0.library)]
        },
        Check("library.item.create", named, .fails(.alreadyExists)) {
            ["create_spec": Specs.item($0.other, in: $0.library)]
        },
        Check("library.item.create", .library, .fails(.invalidArgument)) {
            ["client_token": "token", "create_spec": Specs.item($0.name, in: $0.library)]
        },
        Check("library.item.create", tokenUsed, .same(\.item)) {
            ["client_token": .string($0.token), "create_spec": Specs.item($0.name, in: $0.library)]
        },
    ]

    /// `other` is the item's name.
    private static let named = Setting.item.and("its name known") { stage, scene in
        let model = try await stage.object("library.item.get", ["library_item_id": .string(scene.item)])
        scene.other = model["name"]?.string ?? ""
    }

    private static let tokenUsed = Setting.library.and("an item created with the same client token") { stage, scene in
        scene.item = try await stage.text(
            "library.item.create",
            ["client_token": .string(scene.token), "create_spec": Specs.item(scene.name, in: scene.library)])
    }

    private static let reading: [Check] = [
        Check(
            "library.item.get", .item,
            .object("its model, without content") {
                $0["id"] != nil && $0["library_id"] != nil && $0["name"] != nil && $0["content_version"] != nil
                    && $0["metadata_version"] != nil && $0["version"] != nil && $0["creation_time"] != nil
                    && $0["last_modified_time"] != nil && $0["size"] == .integer(0) && $0["description"] == .string("")
            }, arguments: id),
        Check(
            "library.item.get", .filledItem,
            .object("the size of its content") {
                $0["size"] == .integer(Int64(Specs.content.count))
            }, arguments: id),
        Check("library.item.list", .item, .list(with: \.item)) { ["library_id": .string($0.library)] },
        Check("library.item.list", .library, .list("none") { $0.isEmpty }) { ["library_id": .string($0.library)] },
        Check("library.item.list", .unknown, .fails(.notFound)) { ["library_id": .string($0.library)] },
    ]

    private static let updating: [Check] = [
        Check(
            "library.item.update", .item, .nothing, .item("description", "other"),
            arguments: update(["description": "other"])),
        Check("library.item.update", .item, .nothing, .item("name", "renamed"), arguments: update(["name": "renamed"])),
        Check(
            "library.item.update", versioned("metadata_version"), .nothing,
            .itemVersion("metadata_version", raised: true), arguments: update(["description": "other"])),
        Check(
            "library.item.update", versioned("content_version"), .nothing,
            .itemVersion("content_version", raised: false), arguments: update(["description": "other"])),
        Check(
            "library.item.update", versioned("version"), .nothing, .itemVersion("version", raised: true),
            arguments: update(["description": "other"])),
        Check("library.item.update", .item, .fails(.invalidArgument), arguments: update(["name": ""])),
        Check(
            "library.item.update", .item, .fails(.invalidArgument),
            arguments: update(["version": "999", "description": "other"])),
        Check("library.item.update", twoItems, .fails(.alreadyExists)) {
            ["library_item_id": .string($0.item), "update_spec": ["name": .string($0.other)]]
        },
    ]

    /// `other` is a version of the item.
    private static func versioned(_ member: String) -> Setting {
        Setting.item.and("its \(member) known") { stage, scene in
            let model = try await stage.object("library.item.get", ["library_item_id": .string(scene.item)])
            scene.other = model[member]?.string ?? ""
        }
    }

    /// `other` is the name of the second.
    private static let twoItems = Setting.item.and("another beside it") { stage, scene in
        scene.other = scene.name + "-2"
        try await stage.call("library.item.create", ["create_spec": Specs.item(scene.other, in: scene.library)])
    }

    private static func copy(_ name: String) -> @Sendable (Scene) -> Arguments {
        {
            [
                "source_library_item_id": .string($0.item),
                "destination_create_spec": Specs.item(name.isEmpty ? name : name + $0.name.suffix(8), in: $0.library),
            ]
        }
    }

    private static let copying: [Check] = [
        Check("library.item.copy", .filledItem, .identifier, .items(2), arguments: copy("copy")),
        Check("library.item.copy", .filledItem, .identifier, .itemHolds(["kept.bin"]), arguments: copy("copy")),
        Check("library.item.copy", .item, .identifier, .items(2), arguments: copy("copy")),
        Check("library.item.copy", .filledItem, .fails(.invalidArgument), .items(1), arguments: copy("")),
        Check("library.item.copy", .unknown, .fails(.notFound), arguments: copy("copy")),
        Check("library.item.copy", .item, .fails(.notFound), .items(1)) {
            [
                "source_library_item_id": .string($0.item),
                "destination_create_spec": Specs.item("copy", in: $0.token),
            ]
        },
    ]

    private static let deleting: [Check] = [
        Check("library.item.delete", .item, .nothing, .itemGone, arguments: id),
        Check("library.item.delete", .filledItem, .nothing, .itemGone, arguments: id),
        Check("library.item.delete", .doneSession, .nothing, .itemGone, arguments: id),
    ]

    private static let finding: [Check] = [
        Check("library.item.find", named, .list(with: \.item)) { ["spec": ["name": .string($0.other)]] },
        Check("library.item.find", named, .list(with: \.item)) { ["spec": ["name": .string($0.other.uppercased())]] },
        Check("library.item.find", .item, .list(with: \.item)) { ["spec": ["library_id": .string($0.library)]] },
        Check("library.item.find", named, .list(with: \.item)) {
            ["spec": ["name": .string($0.other), "library_id": .string($0.library)]]
        },
        Check("library.item.find", named, .list(with: \.item, false)) {
            ["spec": ["name": .string($0.other + "-not")]]
        },
        Check("library.item.find", .item, .list(with: \.item, false)) {
            ["spec": ["library_id": .string($0.library), "type": "no-such-type"]]
        },
        Check("library.item.find", .nothing, .fails(.invalidArgument)) { _ in ["spec": [:]] },
    ]

    private static func named(_ file: String, _ parameter: String) -> @Sendable (Scene) -> Arguments {
        { ["library_item_id": .string($0.item), parameter: .string(file)] }
    }

    private static let files: [Check] = [
        Check("library.item.file.list", .item, .list("none") { $0.isEmpty }, arguments: id),
        Check(
            "library.item.file.list", .filledItem,
            .list("one, with its size and version") {
                $0.count == 1 && $0[0]["name"]?.string == "kept.bin" && $0[0]["version"] != nil
                    && $0[0]["size"]?.integer == Int64(Specs.content.count)
            }, arguments: id),
        Check("library.item.file.list", .readyFile, .list("none") { $0.isEmpty }, arguments: id),
        Check(
            "library.item.file.get", .filledItem,
            .object("its name, size and version") {
                $0["name"]?.string == "kept.bin" && $0["version"] != nil
                    && $0["size"] == .integer(Int64(Specs.content.count))
            }, arguments: named("kept.bin", "name")),
        Check("library.item.file.get", .filledItem, .fails(.notFound), arguments: named("other.bin", "name")),
        Check("library.item.file.get", .readyFile, .fails(.notFound), arguments: named("new.bin", "name")),
        Check("library.item.storage.list", .item, .list("none") { $0.isEmpty }, arguments: id),
        Check(
            "library.item.storage.list", .filledItem,
            .list("one, with where it is") {
                $0.count == 1 && $0[0]["storage_uris"]?.array?.isEmpty == false && $0[0]["storage_backing"] != nil
            }, arguments: id),
        Check(
            "library.item.storage.get", .filledItem,
            .list("one copy") {
                $0.count == 1 && $0[0]["name"]?.string == "kept.bin"
            }, arguments: named("kept.bin", "file_name")),
        Check("library.item.storage.get", .filledItem, .fails(.notFound), arguments: named("other.bin", "file_name")),
    ]

    private static let changes: [Check] = [
        Check("library.item.changes.list", .filledItem, .anything) { ["library_item": .string($0.item)] },
        Check("library.item.changes.list", .unknown, .fails(.notFound)) { ["library_item": .string($0.item)] },
        Check("library.item.changes.get", .filledItem, .fails(.notFound)) {
            ["library_item": .string($0.item), "version": "no-such-version"]
        },
        Check("library.item.changes.get", .unknown, .fails(.notFound)) {
            ["library_item": .string($0.item), "version": "1"]
        },
    ]

    private static let operations: [(String, Arguments)] = [
        ("library.item.get", [:]), ("library.item.delete", [:]),
        ("library.item.update", ["update_spec": ["description": "x"]]),
        ("library.item.publish", ["force_sync_content": false]), ("library.item.file.list", [:]),
        ("library.item.file.get", ["name": "kept.bin"]), ("library.item.storage.list", [:]),
        ("library.item.storage.get", ["file_name": "kept.bin"]), ("library.subscribed_item.evict", [:]),
        ("library.subscribed_item.sync", ["force_sync_content": false]),
    ]

    private static let unknown: [Check] =
        operations.map { operation, more in
            Check(operation, .unknown, .fails(.notFound)) { id($0).merging(more) { $1 } }
        }
        + operations.filter { !$0.0.contains("subscribed") }.map { operation, more in
            Check(operation, deleted, .fails(.notFound)) { id($0).merging(more) { $1 } }
        } + [
            Check("library.subscribed_item.evict", .item, .fails(.invalidElementType), arguments: id),
            Check("library.subscribed_item.sync", .item, .fails(.invalidElementType)) {
                ["library_item_id": .string($0.item), "force_sync_content": false]
            },
        ]

    private static let deleted = Setting.filledItem.and("deleted") { stage, scene in
        try await stage.call("library.item.delete", ["library_item_id": .string(scene.item)])
    }
}

extension Effect {
    static func item(_ member: String, _ value: String) -> Effect {
        Effect("its \(member) is \(value)") { stage, scene in
            let model = try await stage.object("library.item.get", ["library_item_id": .string(scene.item)])
            guard model[member]?.string == value else {
                throw Disagreement("its \(member) is \(model[member]?.text ?? "unset")")
            }
        }
    }

    static func itemVersion(_ member: String, raised: Bool) -> Effect {
        Effect("its \(member) is \(raised ? "another" : "the same")") { stage, scene in
            let model = try await stage.object("library.item.get", ["library_item_id": .string(scene.item)])
            guard let version = model[member]?.string, (version != scene.other) == raised else {
                throw Disagreement("it was \(scene.other) and is \(model[member]?.text ?? "unset")")
            }
        }
    }

    static func items(_ count: Int) -> Effect {
        Effect("the library has \(count == 1 ? "1 item" : "\(count) items")") { stage, scene in
            let items = try await stage.list("library.item.list", ["library_id": .string(scene.library)])
            guard items.count == count else { throw Disagreement("the library has \(items.count) items") }
        }
    }
}
